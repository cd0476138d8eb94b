using System.Globalization;
using SalesSignals.Reconcile;
using Spectre.Console;

namespace SalesSignals.Cli.Reconcile;

/// <summary>Shows how far a walk through a CRM is: a bar on a terminal, a line now and then elsewhere.</summary>
/// <param name="lines">Where lines go that are no result.</param>
/// <param name="sentence">Says in a few words how far it is.</param>
internal sealed class WalkProgress(CommandContext context, TextWriter lines, Func<WalkCursor, string> sentence)
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly bool _isTerminal = ReferenceEquals(lines, Console.Out) && !Console.IsOutputRedirected;
    private ProgressTask? _bar;
    private string _latest = "";
    private DateTimeOffset _saidAt;

    /// <summary>Hears why the walk waits, and null when it goes on.</summary>
    public void Wait(Waiting? waiting)
    {
        lock (_gate)
        {
            if (_bar is { } bar)
            {
                bar.Description = Markup.Escape(waiting is null ? _latest : $"{_latest}; {Sentence(waiting)}");
            }
            else if (waiting is not null)
            {
                lines.WriteLine(Sentence(waiting));
            }
        }
    }

    /// <summary>Hears how far the walk is.</summary>
    public void Move(WalkCursor cursor)
    {
        lock (_gate)
        {
            _latest = sentence(cursor);
            if (_bar is { } bar)
            {
                (bar.Value, bar.Description) = (cursor.Deals, Markup.Escape(_latest));
            }
            else if (context.Time.GetUtcNow() is var now && now - _saidAt >= BetweenLines)
            {
                _saidAt = now;
                lines.WriteLine(_latest);
            }
        }
    }

    /// <summary>Shows the work while it is done.</summary>
    /// <param name="deals">How many deals there are to come; null where nobody knows.</param>
    public async Task<T> ShowAsync<T>(string title, long? deals, Func<Task<T>> work)
    {
        if (!_isTerminal)
        {
            return await work();
        }

        var terminal = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(lines) });
        ProgressColumn[] columns = deals is null
            ? [new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }]
            : [new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }];
        return await terminal.Progress().Columns(columns).StartAsync(async progress =>
        {
            _bar = progress.AddTask(Markup.Escape(title), maxValue: Math.Max(deals ?? 1, 1));
            return await work();
        });
    }

    private static string Sentence(Waiting waiting) => string.Create(
        CultureInfo.InvariantCulture, $"waiting until {waiting.Until.UtcDateTime:HH:mm:ss'Z'}: {waiting.Reason}");
}
