using SalesSignals.Calendars;
using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>As good as won this quarter, and not in the commit: being predictable is a skill both ways.</summary>
public static class Sandbagged
{
    private const int Version = 1;
    private const int LookBackDays = 60;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.Sandbagged;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (context.Deal.IsInCommit || context.Snapshot.ForecastCategory.Value == "closed")
        {
            return RuleVerdict.NotApplicable("It is in commit already.");
        }

        var tomorrow = context.TomorrowStartsAt;
        if (context.Snapshot.CloseOn.Value is not { } closeOn || closeOn < context.Today || !Quarter.Of(context.Today).Contains(closeOn))
        {
            return RuleVerdict.Quiet("It does not close in what is left of this quarter.", 0, 0, context.Snapshot.CloseOn.Value is null ? DateTimeOffset.MaxValue : tomorrow);
        }

        return LastYes(context) is { } yes
            ? RuleVerdict.Fired(Signal(context, closeOn, yes), Earlier(tomorrow, yes.At.AddDays(LookBackDays).AddTicks(1)))
            : RuleVerdict.Quiet("No contract is out, and no yes is written down.", 0, 0, tomorrow);
    }

    private readonly record struct Yes(bool IsContract, DateTimeOffset At);

    /// <summary>The last contract that went out, or note of a yes.</summary>
    private static Yes? LastYes(in RuleContext context)
    {
        Yes? last = null;
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is not { } activity)
            {
                continue;
            }

            var isContract = activity is { Deliverable: DeliverableKind.Contract, Status: not (ActivityStatus.Planned or ActivityStatus.Cancelled) };
            var at = Touches.TimeOf(activity, statement.Stamp);
            if ((isContract || activity.Note is { HasVerbalYes: true }) && at <= context.Now && at >= context.Now.AddDays(-LookBackDays) && !(last?.At >= at))
            {
                last = new(isContract, at);
            }
        }

        return last;
    }

    private static Signal Signal(in RuleContext context, DateOnly closeOn, Yes yes)
    {
        var what = yes.IsContract ? "The contract is out" : "The buyer said yes";
        var daysLeft = closeOn.DayNumber - context.Today.DayNumber;
        return new()
        {
            Kind = SignalKinds.Sandbagged,
            Severity = daysLeft <= 14 ? Severity.Medium : Severity.Low,
            Summary = $"{what} and it closes on {Phrase.Day(closeOn, context.Today)}, yet it is not in commit.",
            NextAction = "Put it into commit, or write down what still stands in the way.",
            Evidence =
            [
                new(yes.IsContract ? "Contract out" : "The buyer said yes", Phrase.Day(yes.At, context)),
                new("Close date", Phrase.Day(closeOn, context.Today)),
                new("Forecast", context.Snapshot.ForecastCategory.Value ?? "no category"),
            ],
            Threshold = $"a contract or a yes of the last {LookBackDays} days, closing this quarter",
            RuleVersion = Version,
        };
    }

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
