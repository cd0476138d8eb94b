
namespace SalesSignals.Signals;

/// <summary>An open deal that was to close on a day that is over.</summary>
public static class CloseDatePassed
{
    private const int Version = 1;
    private const int LowUntilDays = 7;
    private const int MediumUntilDays = 30;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.CloseDatePassed;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (context.Snapshot.CloseOn.Value is not { } closeOn)
        {
            return context.Snapshot.CloseOn.IsTold
                ? RuleVerdict.NotApplicable("It has no close date.")
                : RuleVerdict.Unknown("No close date was ever told.");
        }

        var tomorrow = context.TomorrowStartsAt;
        var daysPast = context.Today.DayNumber - closeOn.DayNumber;
        return daysPast > 0
            ? RuleVerdict.Fired(Signal(context, closeOn, daysPast), daysPast <= MediumUntilDays ? tomorrow : DateTimeOffset.MaxValue)
            : RuleVerdict.Quiet("The close date is {0:0} days away.", -daysPast, 0, tomorrow);
    }

    private static Signal Signal(in RuleContext context, DateOnly closeOn, int daysPast) => new()
    {
        Kind = SignalKinds.CloseDatePassed,
        Severity = daysPast <= LowUntilDays ? Severity.Low : daysPast <= MediumUntilDays ? Severity.Medium : Severity.High,
        Summary = $"The close date passed {Phrase.Count(daysPast, "day")} ago, and the deal is still open.",
        NextAction = "Ask the buyer for the day that is true now, or close it.",
        Evidence =
        [
            new("Close date", Phrase.Day(closeOn, context.Today)),
            new("Past by", Phrase.Count(daysPast, "day")),
            new("Stage", context.Deal.Stage is { } stage ? Deals.DealStages.Name(stage) : context.Snapshot.Stage.Value ?? "not told"),
        ],
        Threshold = "the close date itself",
        RuleVersion = Version,
    };
}
