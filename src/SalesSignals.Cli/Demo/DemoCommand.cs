using System.CommandLine;
using System.Globalization;

namespace SalesSignals.Cli.Demo;

/// <summary><c>demo [--once --out DIR]</c>: the whole job on this machine, with a made-up organisation and mail that goes nowhere.</summary>
internal static class DemoCommand
{
    public static Command Create(CommandContext context)
    {
        var once = new Option<bool>("--once") { Description = "End when the emails are out, and leave them as files in the folder of --out." };
        var folder = new Option<string>("--out", "-o") { Description = "Where --once leaves summary.json, emails/ and app.log.", HelpName = "DIR" };
        var seed = new Option<int>("--seed") { Description = "Another number makes up another organisation.", DefaultValueFactory = _ => 1 };
        var deals = new Option<int>("--deals") { Description = "How many deals to make up.", DefaultValueFactory = _ => 300 };
        var port = new Option<int>("--port")
        {
            Description = "Where the app listens; the caught mail is shown on the next port. Free ports by default.", DefaultValueFactory = _ => 0,
        };
        var now = new Option<DateTimeOffset?>("--now")
        {
            Description = "The time the demo takes place, such as 2026-11-16T09:00Z. The last Monday, 9:00 UTC, by default.",
            HelpName = "TIME",
            CustomParser = Time,
        };
        var command = new Command("demo", "See the whole job on this machine: a made-up sales team, real webhooks, and emails that go nowhere.")
        {
            once, folder, seed, deals, port, now,
        };
        command.Validators.Add(result =>
        {
            Require(result.GetValue(once) == result.GetValue(folder) is { Length: > 0 }, "Use --once and --out DIR together, or neither.");
            Require(result.GetValue(deals) is >= 20 and <= Organisation.MostDeals, $"--deals must be 20 to {Organisation.MostDeals}.");
            Require(result.GetValue(port) is >= 0 and <= 65534, "--port must be 1 to 65534.");

            void Require(bool isMet, string message)
            {
                if (!isMet)
                {
                    result.AddError(message);
                }
            }
        });
        command.SetAction((parsed, cancellationToken) => new DemoRun(
            context,
            new(
                parsed.GetValue(now) ?? DemoOptions.LastMonday(context.Time.GetUtcNow()),
                parsed.GetValue(seed),
                parsed.GetValue(deals),
                parsed.GetValue(port),
                parsed.GetValue(once),
                parsed.GetValue(folder))).RunAsync(cancellationToken));
        return command;
    }

    private static DateTimeOffset? Time(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (DateTimeOffset.TryParse(result.Tokens.Single().Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.ToUniversalTime();
        }

        result.AddError("--now must be a time such as 2026-11-16T09:00Z.");
        return null;
    }
}
