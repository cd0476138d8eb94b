using SalesSignals.Signals;

namespace SalesSignals.Teams;

/// <summary>A customer won a while ago whom nobody has been in touch with since.</summary>
public static class WonWithoutFollowUp
{
    private const int Version = 1;

    public static RuleVerdict Detect(AccountContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = context.Settings.WonWithoutFollowUp;
        if (context.Skip(options.Enabled) is { } skipped)
        {
            return skipped;
        }

        if (context.Account.LastWin!.Deal.ClosedAt is not { } wonAt)
        {
            return RuleVerdict.Unknown("When it was won is not told.");
        }

        if (context.Account.LastTouchAt is not { } touchAt)
        {
            return RuleVerdict.Unknown("No touch with them was ever told, so nobody can say whether there was one.");
        }

        var days = context.Calendar.WorkingDaysBetween(wonAt, context.Now);
        return touchAt > wonAt ? RuleVerdict.Quiet("In touch since the win.", 0, 0, DateTimeOffset.MaxValue)
            : days < options.AllowedDays ? RuleVerdict.Quiet("{0:0.#} of {1:0} allowed working days since the win.", days, options.AllowedDays, Since(context))
            : days >= options.WithinDays ? RuleVerdict.Quiet("Won {0:0} working days ago; it is asked for {1:0}.", days, options.WithinDays, DateTimeOffset.MaxValue)
            : context.Account.NextPlannedAfter(context.Now) is { } plannedAt ? RuleVerdict.Quiet("Something is planned with them.", 0, 0, plannedAt)
            : RuleVerdict.Fired(Signal(context, wonAt, touchAt, days), context.Tomorrow);
    }

    /// <summary>From when on a touch was due.</summary>
    public static DateTimeOffset Since(AccountContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Calendar.After(context.Account.LastWin!.Deal.ClosedAt ?? context.Now, context.Settings.WonWithoutFollowUp.AllowedDays);
    }

    private static Signal Signal(AccountContext context, DateTimeOffset wonAt, DateTimeOffset touchAt, double days)
    {
        var options = context.Settings.WonWithoutFollowUp;
        return new()
        {
            Kind = SignalKinds.WonWithoutFollowUp,
            Severity = Phrase.Graded(days, options.AllowedDays) is Severity.Low ? Severity.Low : Severity.Medium,
            Summary = $"Won on {context.Day(wonAt)}, and nobody has been in touch since.",
            NextAction = "Ask how the start is going, and agree on a day to look at the first results.",
            Evidence =
            [
                new("Won", $"{context.Account.LastWin!.Deal.Name}, {context.Day(wonAt)}"),
                new("Since then", Phrase.Count(days, "working day")),
                new("Last touch", $"{context.Day(touchAt)}, before the win"),
            ],
            Threshold = $"{options.AllowedDays} working days after the win",
            RuleVersion = Version,
        };
    }
}
