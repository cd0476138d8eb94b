using System.CommandLine;
using System.Globalization;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Explain;

/// <summary>
/// <c>explain DEAL</c>: every rule, whether it fired, and why or why not; what is known, and what happened. <c>explain --rep</c>: the same of a
/// rep and their customers.
/// </summary>
internal static class ExplainCommand
{
    public static Command Create(CommandContext context)
    {
        var deal = new Argument<DealKey?>("DEAL")
        {
            Description = "source:id, such as hubspot:4711",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result => Parse<DealKey?>(result, text => DealKey.Parse(text)),
        };
        var rep = new Option<string>("--rep") { Description = "Somebody's id or email in the directory, in the place of DEAL.", HelpName = "EMAIL|ID" };
        var at = new Option<DateTimeOffset?>("--at")
        {
            Description = "The time to run the rules for, such as 2026-11-16T09:00:00Z. Now by default.",
            HelpName = "TIME",
            CustomParser = result => Parse<DateTimeOffset?>(
                result, text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
        };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("explain", "Say what every rule makes of a deal or of a rep, and why.") { deal, rep, at, json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(deal)?.Tokens.Count is > 0 == result.GetResult(rep) is not null)
            {
                result.AddError("Name a deal (source:id), or a rep with --rep.");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (now, asJson) = (parsed.GetValue(at) ?? context.Time.GetUtcNow(), parsed.GetValue(json));
            await context.Out.WriteLineAsync(parsed.GetValue(deal) is { } key
                ? Write(await ExplainAsync(context.Open(), key, now, cancellationToken), asJson)
                : Write(await RepExplanation.ReadAsync(context.Open(), parsed.GetValue(rep)!, now, cancellationToken), asJson));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Write(Explanation deal, bool asJson) => asJson ? ExplanationJson.Write(deal) : ExplanationText.Write(deal);

    private static string Write(RepExplanation rep, bool asJson) => asJson ? RepExplanationJson.Write(rep) : RepExplanationText.Write(rep);

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
