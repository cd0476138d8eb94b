using System.CommandLine;
using System.Globalization;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Explain;

/// <summary><c>explain DEAL</c>: every rule, whether it fired, and why or why not; what is known, and what happened.</summary>
internal static class ExplainCommand
{
    public static Command Create(CommandContext context)
    {
        var deal = new Argument<DealKey>("DEAL") { Description = "source:id, such as hubspot:4711", CustomParser = result => Parse(result, DealKey.Parse) };
        var at = new Option<DateTimeOffset?>("--at")
        {
            Description = "The time to run the rules for, such as 2026-11-16T09:00:00Z. Now by default.",
            HelpName = "TIME",
            CustomParser = result => Parse<DateTimeOffset?>(
                result, text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
        };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("explain", "Say what every rule makes of a deal, and why.") { deal, at, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var explanation = await ExplainAsync(
                context.Open(), parsed.GetRequiredValue(deal), parsed.GetValue(at) ?? context.Time.GetUtcNow(), cancellationToken);
            await context.Out.WriteLineAsync(parsed.GetValue(json) ? ExplanationJson.Write(explanation) : ExplanationText.Write(explanation));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<Explanation> ExplainAsync(Installation installation, DealKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tables = installation.Tables;
        await tables.CreateAsync(cancellationToken);
        var store = new DealStore(tables.Deals);
        var deal = await store.ReadAsync(key, cancellationToken)
            ?? throw new CliException($"No deal {key} is known. 'export deals' lists those that are.");
        var (settings, version) = await new SettingsStore(tables.Settings).ReadAsync(cancellationToken);
        var people = await new DirectoryStore(tables.Directory).ReadAsync(cancellationToken);
        var backfilled = await new BackfilledSources(tables.Cursor).AmongAsync(installation.Sources.Select(source => source.Name), cancellationToken);
        var assessor = new DealAssessor(
            settings,
            version.ToString(CultureInfo.InvariantCulture),
            people,
            installation.Sources.Select(source => KeyValuePair.Create(source.Name, source.TellsActivities)),
            DateOnly.FromDateTime(now.UtcDateTime),
            installation.Sources.Where(source => !source.TellsPast && !backfilled.Contains(source.Name)).Select(source => source.Name));
        return Explanation.Of(deal, await store.ReadEventsAsync(key, cancellationToken), assessor, people, now);
    }

    private static T? Parse<T>(System.CommandLine.Parsing.ArgumentResult result, Func<string, T> parse)
    {
        try
        {
            return parse(result.Tokens.Single().Value);
        }
        catch (FormatException e)
        {
            result.AddError(e.Message);
            return default;
        }
    }
}
