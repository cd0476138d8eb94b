using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>A demo, proposal or quote before it is confirmed what the buyer wants, why now, by when, who sponsors it, and with what money.</summary>
public static class OutOfOrder
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.OutOfOrder;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        var deal = context.Snapshot;
        if (!deal.Outcomes.IsTold && !deal.Priorities.IsTold && !deal.Timeline.IsTold && !deal.Sponsor.IsTold && !deal.Budget.IsTold)
        {
            return RuleVerdict.Unknown("Its source does not tell what the buyer has confirmed.");
        }

        var sent = FirstSent(context);
        if (sent is null && context.Deal.Stage is not >= DealStage.Proposal)
        {
            return RuleVerdict.Quiet("No demo, proposal or quote has gone out.", 0, 0, DateTimeOffset.MaxValue);
        }

        var missing = Missing(deal.Outcomes) + Missing(deal.Priorities) + Missing(deal.Timeline) + Missing(deal.Sponsor) + Missing(deal.Budget);
        return missing <= options.AllowedUnconfirmed
            ? RuleVerdict.Quiet("{0:0} of the five things to know are not confirmed; {1:0} may be.", missing, options.AllowedUnconfirmed, DateTimeOffset.MaxValue)
            : RuleVerdict.Fired(Signal(context, sent, missing), DateTimeOffset.MaxValue);
    }

    private static int Missing(Register<bool?> confirmed) => confirmed.Value is true ? 0 : 1;

    private static ActivityFacts? FirstSent(in RuleContext context)
    {
        (ActivityFacts Sent, DateTimeOffset At)? first = null;
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is { Deliverable: DeliverableKind.Demo or DeliverableKind.Proposal or DeliverableKind.Quote } sent
                && sent.Status is not (ActivityStatus.Planned or ActivityStatus.Cancelled))
            {
                var at = Touches.TimeOf(sent, statement.Stamp);
                first = at <= context.Now && (first is null || at < first.Value.At) ? (sent, at) : first;
            }
        }

        return first?.Sent;
    }

    private static Signal Signal(in RuleContext context, ActivityFacts? sent, int missing)
    {
        var deal = context.Snapshot;
        string[] open =
        [
            .. Named(deal.Outcomes, "outcomes"), .. Named(deal.Priorities, "priorities"), .. Named(deal.Timeline, "timeline"),
            .. Named(deal.Sponsor, "sponsor"), .. Named(deal.Budget, "budget"),
        ];
        var what = sent is null ? $"At {context.Deal.Stage!.Value.Name()}" : $"A {Phrase.Activity(sent)} went out";
        return new()
        {
            Kind = SignalKinds.OutOfOrder,
            Severity = missing switch { 1 => Severity.Low, <= 3 => Severity.Medium, _ => Severity.High },
            Summary = $"{what} before {Phrase.List(open)} {(open.Length == 1 ? "was" : "were")} confirmed.",
            NextAction = $"Go back one step with the buyer and ask about {open[0]}, before anybody spends more time.",
            Evidence =
            [
                new("Gone out", sent is null ? "nothing told, but the stage says so" : Phrase.Activity(sent)),
                new("Not confirmed", string.Join(", ", open)),
            ],
            Threshold = context.Settings.OutOfOrder.AllowedUnconfirmed is > 0 and var allowed ? $"{allowed} unconfirmed" : "all five confirmed first",
            RuleVersion = Version,
        };
    }

    private static string[] Named(Register<bool?> confirmed, string name) => confirmed.Value is true ? [] : [name];
}
