using System.Collections.Immutable;
using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>A late deal without an amount, without a close date, or in which price was never talked about: no price and no date, no close.</summary>
public static class TheoreticalClose
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.TheoreticalClose;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (context.Deal.Stage is not >= DealStage.Proposal && !context.Deal.IsInCommit)
        {
            return RuleVerdict.NotApplicable("It is neither at proposal or later nor in commit.");
        }

        var hasNoAmount = context.Snapshot.Amount.Value is null or 0;
        var hasNoDate = context.Snapshot.CloseOn.Value is null;
        var price = PriceTalk(context);
        return hasNoAmount || hasNoDate || price is PriceKnowledge.NeverDiscussed
            ? RuleVerdict.Fired(Signal(context, hasNoAmount, hasNoDate, price), DateTimeOffset.MaxValue)
            : RuleVerdict.Quiet(
                price is PriceKnowledge.Unknown
                    ? "It has an amount and a close date; whether price was discussed is not told."
                    : "It has an amount and a close date, and price was discussed.",
                0,
                0,
                DateTimeOffset.MaxValue);
    }

    private enum PriceKnowledge
    {
        Unknown,
        NeverDiscussed,
        Discussed,
    }

    private static PriceKnowledge PriceTalk(in RuleContext context)
    {
        var known = PriceKnowledge.Unknown;
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is not { } activity)
            {
                continue;
            }

            if (activity.Deliverable is DeliverableKind.Proposal or DeliverableKind.Quote or DeliverableKind.Contract
                || activity.Note is { HasPrice: true })
            {
                return PriceKnowledge.Discussed;
            }

            // Silence counts only where we hear texts at all; what a task is for is not one in which price would stand.
            known = activity.Note is null || activity.Kind is ActivityKind.Task ? known : PriceKnowledge.NeverDiscussed;
        }

        return context.ActivitiesKnown ? known : PriceKnowledge.Unknown;
    }

    private static Signal Signal(in RuleContext context, bool hasNoAmount, bool hasNoDate, PriceKnowledge price)
    {
        ImmutableArray<string> missing =
        [
            .. hasNoAmount ? ["no amount"] : (ReadOnlySpan<string>)[],
            .. hasNoDate ? ["no close date"] : (ReadOnlySpan<string>)[],
            .. price is PriceKnowledge.NeverDiscussed ? ["no talk about price"] : (ReadOnlySpan<string>)[],
        ];
        return new()
        {
            Kind = SignalKinds.TheoreticalClose,
            Severity = context.Deal.IsInCommit || missing.Length > 1 ? Severity.High : hasNoAmount || hasNoDate ? Severity.Medium : Severity.Low,
            Summary = $"At {StageName(context)} with {string.Join(" and ", missing)}: the close is theoretical.",
            NextAction = "Put a number and a date in front of the buyer, and ask what would make them wrong.",
            Evidence =
            [
                new("Amount", hasNoAmount ? "none" : "known"),
                new("Close date", context.Snapshot.CloseOn.Value is { } day ? Phrase.Day(day, context.Today) : "none"),
                new("Price discussed", price switch
                {
                    PriceKnowledge.Discussed => "yes",
                    PriceKnowledge.NeverDiscussed => "not in any note or email",
                    _ => "not told by its source",
                }),
            ],
            Threshold = "amount, close date and a talk about price from proposal on",
            RuleVersion = Version,
        };
    }

    private static string StageName(in RuleContext context) =>
        context.Deal.Stage is { } stage ? stage.Name() : context.Snapshot.Stage.Value ?? "commit";
}
