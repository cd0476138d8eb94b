using System.CommandLine;
using System.Globalization;
using SalesSignals.Events;
using SalesSignals.Explain;
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
        var deal = DealArgument.CreateOptional();
        var rep = new Option<string>("--rep") { Description = "Somebody's id or email in the directory, in the place of DEAL.", HelpName = PersonArgument.HelpName };
        var at = TimeOption.Create(
            "As it was known at this time, such as 2026-11-16T09:00:00Z, by the deal's history; a time to come asks what the rules would say if nothing happened until then. Now by default.");
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
            var (now, asked, asJson) = (context.Time.GetUtcNow(), parsed.GetValue(at), parsed.GetValue(json));
            await context.Out.WriteLineAsync(parsed.GetValue(deal) is { } key
                ? Write(await ExplainAsync(context, key, asked, now, cancellationToken), asJson)
                : Write(await RepExplanation.ReadAsync(context.Open(), parsed.GetValue(rep)!, asked ?? now, cancellationToken), asJson));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Write(Explanation deal, bool asJson) => asJson ? ExplanationJson.Write(deal) : ExplanationText.Write(deal);

    private static string Write(RepExplanation rep, bool asJson) => asJson ? RepExplanationJson.Write(rep) : RepExplanationText.Write(rep);

    private static async Task<Explanation> ExplainAsync(CommandContext context, DealKey key, DateTimeOffset? asked, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var at = asked ?? now;
        var installation = context.Open();
        await installation.Tables.CreateAsync(cancellationToken);
        var store = new DealStore(installation.Tables.Deals);
        var deal = await store.ReadAsync(key, cancellationToken) ?? throw DealArgument.Unknown(key);
        var events = await store.ReadEventsAsync(key, cancellationToken);
        var moment = await installation.Assessors(context.Time).AtAsync(at, cancellationToken);
        if (at >= now)
        {
            return Explanation.Of(deal, events, moment.Assessor, moment.People, at);
        }

        var then = KnownThen.Of(deal, events, at) ?? throw NothingKnown(key, events, at);
        return Explanation.Of(then.Deal, then.Events, moment.Assessor, moment.People, at) with { Then = then };
    }

    private static CliException NothingKnown(DealKey key, IReadOnlyList<CanonicalEvent> events, DateTimeOffset at) => new(
        events.Count == 0
            ? $"Of {key} no history is kept, so nobody can say what was known at {Text(at)}. Leave --at out to explain it as it is."
            : $"Of {key} nothing was known at {Text(at)}: its history begins at {Text(events.Min(happened => happened.OccurredAt))}.");

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
