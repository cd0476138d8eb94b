namespace SalesSignals.Signals;

/// <summary>The close date was pushed too often, or too far, of late.</summary>
public static class CloseDateSlipped
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.CloseDateSlipped;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        var slip = Measure(context);
        return slip.Pushes >= options.Pushes || slip.Days > options.AllowedSlipDays
            ? RuleVerdict.Fired(Signal(context, slip), slip.ForgottenAt)
            : RuleVerdict.Quiet("Pushed {0:0} times in the window; {1:0} are too many.", slip.Pushes, options.Pushes, slip.ForgottenAt);
    }

    /// <summary>How often and how far (from where it stood at first, calendar days) the close date moved out within the window.</summary>
    private readonly record struct Slip(int Pushes, int Days, DateOnly? From, DateOnly? To, DateTimeOffset ForgottenAt);

    private static Slip Measure(in RuleContext context)
    {
        var window = TimeSpan.FromDays(context.Settings.CloseDateSlipped.WindowDays);
        var slip = new Slip(0, 0, null, null, DateTimeOffset.MaxValue);
        DateOnly? standing = null;
        foreach (var (at, value) in context.Snapshot.CloseDates)
        {
            if (value is not { } closeOn || closeOn == standing)
            {
                continue;
            }

            if (standing is { } before && closeOn > before && at >= context.Now - window)
            {
                var forgottenAt = (at + window).AddTicks(1);
                slip = new(
                    slip.Pushes + 1,
                    slip.Days + closeOn.DayNumber - before.DayNumber,
                    slip.From ?? before,
                    closeOn,
                    forgottenAt < slip.ForgottenAt ? forgottenAt : slip.ForgottenAt);
            }

            standing = closeOn;
        }

        return slip;
    }

    private static Signal Signal(in RuleContext context, in Slip slip)
    {
        var options = context.Settings.CloseDateSlipped;
        return new()
        {
            Kind = SignalKinds.CloseDateSlipped,
            Severity = Grade(slip, options),
            Summary = $"The close date moved out {Times(slip.Pushes)}, by {Phrase.Count(slip.Days, "day")} in all.",
            NextAction = "Walk back from the signature with the buyer: what has to happen on their side, and by when?",
            Evidence =
            [
                new("Close date", $"{Phrase.Day(slip.From!.Value, context.Today)} → {Phrase.Day(slip.To!.Value, context.Today)}"),
                new("Pushed", Times(slip.Pushes)),
                new("By", Phrase.Count(slip.Days, "day")),
            ],
            Threshold = $"{options.Pushes} pushes, or more than {options.AllowedSlipDays} days, in {options.WindowDays} days",
            RuleVersion = Version,
        };
    }

    private static Severity Grade(in Slip slip, CloseDateSlippedOptions options)
    {
        var ratio = Math.Max((double)slip.Pushes / options.Pushes, (double)slip.Days / Math.Max(options.AllowedSlipDays, 1));
        return Phrase.Graded(ratio, 1);
    }

    private static string Times(int count) => count switch
    {
        1 => "once",
        2 => "twice",
        _ => $"{count} times",
    };
}
