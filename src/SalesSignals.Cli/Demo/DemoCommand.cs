using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SalesSignals.Cli.Demo.Dialects;

namespace SalesSignals.Cli.Demo;

/// <summary><c>demo [--source CRM] [--once --out DIR]</c>: the whole job on this machine, with a made-up organisation and mail that goes nowhere.</summary>
internal static class DemoCommand
{
    private static string Sources => string.Join(", ", KnownDialects.All.Select(dialect => dialect.Source));

    public static Command Create(CommandContext context)
    {
        var once = new Option<bool>("--once") { Description = "End when the emails are out, and leave them as files in the folder of --out." };
        var folder = new Option<string>("--out", "-o") { Description = "Where --once leaves summary.json, emails/ and app.log.", HelpName = "DIR" };
        var seed = Number("--seed", "Another number makes up another organisation.", 1, 0, int.MaxValue);
        var deals = Number("--deals", "How many deals to make up.", 300, 20, Organisation.MostDeals);
        var source = new Option<Dialect?>("--source")
        {
            Description = $"The CRM that tells all of it, in its own words: {Sources}. Without, HubSpot and another one share the deals.",
            HelpName = "CRM",
            CustomParser = Source,
        };
        var port = Number("--port", "Where the app listens; the caught mail is shown on the next port. Free ports by default.", 0, 0, 65534);
        var now = new Option<DateTimeOffset?>("--now")
        {
            Description = "The time the demo takes place, such as 2026-11-16T09:00Z. The last Monday, 9:00 UTC, by default.",
            HelpName = "TIME",
            CustomParser = Time,
        };
        var command = new Command("demo", "See the whole job on this machine: a made-up sales team, real webhooks, and emails that go nowhere.")
        {
            source, once, folder, seed, deals, port, now,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(once) != result.GetValue(folder) is { Length: > 0 })
            {
                result.AddError("Use --once and --out DIR together, or neither.");
            }
        });
        command.SetAction((parsed, cancellationToken) => new DemoRun(
            context,
            new(
                parsed.GetValue(now) ?? DemoOptions.LastMonday(context.Time.GetUtcNow()),
                parsed.GetValue(seed),
                parsed.GetValue(deals),
                parsed.GetValue(source),
                parsed.GetValue(port),
                parsed.GetValue(once),
                parsed.GetValue(folder))).RunAsync(cancellationToken));
        return command;
    }

    private static Option<int> Number(string name, string description, int usual, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens.Single().Value, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            {
                return value;
            }

            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be a number from {least} to {most}."));
            return usual;
        },
    };

    private static Dialect? Source(ArgumentResult result)
    {
        if (KnownDialects.Of(result.Tokens.Single().Value) is { } dialect)
        {
            return dialect;
        }

        result.AddError($"--source must be one of {Sources}.");
        return null;
    }

    private static DateTimeOffset? Time(ArgumentResult result)
    {
        if (DateTimeOffset.TryParse(result.Tokens.Single().Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.ToUniversalTime();
        }

        result.AddError("--now must be a time such as 2026-11-16T09:00Z.");
        return null;
    }
}
