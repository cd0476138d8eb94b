using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>Much is done for a buyer who does nothing: several deliverables of ours, no answer, no stage move.</summary>
public static class FalseMomentum
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.FalseMomentum;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (!context.ActivitiesKnown)
        {
            return RuleVerdict.Unknown("Its source does not tell activities.");
        }

        var sent = Count(context, context.Now.AddDays(-options.WindowDays));
        if (sent.Count < options.Deliverables)
        {
            return RuleVerdict.Quiet("{0:0} deliverables in the window; {1:0} without an answer are too many.", sent.Count, options.Deliverables, sent.ForgottenAt(options));
        }

        return context.Deal.LastBuyerTouchAt >= sent.FirstAt || context.Deal.LastForwardMoveAt >= sent.FirstAt
            ? RuleVerdict.Quiet("{0:0} deliverables in the window, and the buyer has moved since the first.", sent.Count, 0, sent.ForgottenAt(options))
            : RuleVerdict.Fired(Signal(context, sent), sent.ForgottenAt(options));
    }

    private readonly record struct Sent(int Count, DateTimeOffset FirstAt, ActivityFacts? Latest, DateTimeOffset LatestAt)
    {
        public DateTimeOffset ForgottenAt(FalseMomentumOptions options) =>
            Count == 0 ? DateTimeOffset.MaxValue : FirstAt.AddDays(options.WindowDays).AddTicks(1);
    }

    private static Sent Count(in RuleContext context, DateTimeOffset since)
    {
        var sent = new Sent(0, DateTimeOffset.MaxValue, null, DateTimeOffset.MinValue);
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is not { Deliverable: not null } told || told.Status is ActivityStatus.Planned or ActivityStatus.Cancelled)
            {
                continue;
            }

            var at = Touches.TimeOf(told, statement.Stamp);
            if (at >= since && at <= context.Now)
            {
                sent = new(sent.Count + 1, at < sent.FirstAt ? at : sent.FirstAt, at > sent.LatestAt ? told : sent.Latest, at > sent.LatestAt ? at : sent.LatestAt);
            }
        }

        return sent;
    }

    private static Signal Signal(in RuleContext context, in Sent sent)
    {
        var options = context.Settings.FalseMomentum;
        return new()
        {
            Kind = SignalKinds.FalseMomentum,
            Severity = Phrase.Graded(sent.Count, options.Deliverables),
            Summary = $"{Phrase.Count(sent.Count, "deliverable")} since {Phrase.Day(sent.FirstAt, context)}, and not a word from the buyer.",
            NextAction = "Send nothing more until they have done something: ask for the one step that would show they want this.",
            Evidence =
            [
                new("Gone out", Phrase.Count(sent.Count, "deliverable")),
                new("The last", $"{Phrase.Activity(sent.Latest!)}, {Phrase.Day(sent.LatestAt, context)}"),
                new("Last buyer touch", context.Deal.LastBuyerTouchAt is { } touch ? Phrase.Day(touch, context) : "none known"),
                new("Last forward stage move", context.Deal.LastForwardMoveAt is { } move ? Phrase.Day(move, context) : "none known"),
            ],
            Threshold = $"{options.Deliverables} deliverables in {options.WindowDays} days",
            RuleVersion = Version,
        };
    }
}
