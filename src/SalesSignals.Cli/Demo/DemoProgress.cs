using System.Globalization;
using Spectre.Console;

namespace SalesSignals.Cli.Demo;

/// <summary>Shows how far the demo is: a spinner on a terminal, a line a step elsewhere.</summary>
internal sealed class DemoProgress
{
    private readonly TextWriter _text;
    private readonly IAnsiConsole? _terminal;
    private readonly TimeProvider _time;

    public DemoProgress(CommandContext context)
    {
        _text = context.Out;
        _time = context.Time;
        var isTerminal = ReferenceEquals(context.Out, Console.Out) && !Console.IsOutputRedirected;
        _terminal = isTerminal ? AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(context.Out) }) : null;
    }

    /// <summary>Does a step, and says how long it took.</summary>
    /// <param name="work">Gets a function that says, in a few words, how far the step is.</param>
    public async Task<T> StepAsync<T>(string title, Func<Action<string>, Task<T>> work)
    {
        var begun = _time.GetTimestamp();
        T result;
        if (_terminal is { } terminal)
        {
            result = await terminal.Status().StartAsync(
                Markup.Escape(title), status => work(detail => status.Status(Markup.Escape($"{title}: {detail}"))));
            terminal.MarkupLineInterpolated($"[green]✓[/] {title} [grey]{Seconds(begun)}[/]");
        }
        else
        {
            result = await work(_ => { });
            await _text.WriteLineAsync($"{title}: {Seconds(begun)}");
        }

        return result;
    }

    public Task StepAsync(string title, Func<Action<string>, Task> work) => StepAsync(title, async detail =>
    {
        await work(detail);
        return true;
    });

    public Task SayAsync(string line) => _text.WriteLineAsync(line);

    /// <summary>Says things with a number each.</summary>
    public async Task ShowAsync(string title, IEnumerable<(string Name, int Count)> rows)
    {
        if (_terminal is { } terminal)
        {
            var table = new Table().Title(Markup.Escape(title)).Border(TableBorder.Rounded).HideHeaders().AddColumn("").AddColumn(new TableColumn("").RightAligned());
            foreach (var (name, count) in rows)
            {
                table.AddRow(Markup.Escape(name), count.ToString("#,0", CultureInfo.InvariantCulture));
            }

            terminal.Write(table);
            return;
        }

        await _text.WriteLineAsync(title);
        foreach (var (name, count) in rows)
        {
            await _text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {name,-22} {count,6}"));
        }
    }

    private string Seconds(long begun) => string.Create(CultureInfo.InvariantCulture, $"{_time.GetElapsedTime(begun).TotalSeconds:0.0} s");
}
