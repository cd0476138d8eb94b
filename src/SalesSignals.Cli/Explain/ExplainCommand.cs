using System.CommandLine;
using System.Globalization;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Explain;

/// <summary><c>explain DEAL</c>: every rule, whether it fired, and why or why not; what is known, and what happened.</summary>
internal static class ExplainCommand
{
    public static Command Create(CommandContext context)
    {
        var deal = DealArgument.Create();
        var at = new Option<DateTimeOffset?>("--at")
        {
            Description = "The time to run the rules for, such as 2026-11-16T09:00:00Z. Now by default.",
            HelpName = "TIME",
            CustomParser = result => DealArgument.Parse<DateTimeOffset?>(
                result, text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
        };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var command = new Command("explain", "Say what every rule makes of a deal, and why.") { deal, at, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var explanation = await ExplainAsync(
                context, parsed.GetRequiredValue(deal), parsed.GetValue(at) ?? context.Time.GetUtcNow(), cancellationToken);
            await context.Out.WriteLineAsync(parsed.GetValue(json) ? ExplanationJson.Write(explanation) : ExplanationText.Write(explanation));
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<Explanation> ExplainAsync(CommandContext context, DealKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var installation = context.Open();
        await installation.Tables.CreateAsync(cancellationToken);
        var store = new DealStore(installation.Tables.Deals);
        var deal = await store.ReadAsync(key, cancellationToken) ?? throw DealArgument.Unknown(key);
        var moment = await installation.Assessors(context.Time).AtAsync(now, cancellationToken);
        return Explanation.Of(deal, await store.ReadEventsAsync(key, cancellationToken), moment.Assessor, moment.People, now);
    }
}
