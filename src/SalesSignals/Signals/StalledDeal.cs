namespace SalesSignals.Signals;

/// <summary>An open deal with no buyer touch and no forward stage move for as long as we allow, and nothing planned.</summary>
public static class StalledDeal
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.StalledDeal;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (!context.ActivitiesKnown)
        {
            return RuleVerdict.Unknown("Its source does not tell meetings, calls and emails, so nobody can say whether the buyer was in touch.");
        }

        if (Later(context.Deal.LastBuyerTouchAt, context.Deal.LastForwardMoveAt) is not { } lastSign)
        {
            return RuleVerdict.Unknown("Neither a touch nor a stage was ever told.");
        }

        // What the buyer did before we listened, nobody told us: it may have been the day before.
        var quietSince = context.ActivitiesKnownSince > lastSign ? context.ActivitiesKnownSince.Value : lastSign;
        var stallsAt = context.Calendar.After(quietSince, options.AllowedQuietDays);
        var quietDays = context.Calendar.WorkingDaysBetween(quietSince, context.Now);
        if (context.Now < stallsAt)
        {
            return RuleVerdict.Quiet("Quiet for {0:0.#} of {1:0} allowed working days.", quietDays, options.AllowedQuietDays, stallsAt);
        }

        if (context.Deal.NextPlannedAt is { } plannedAt
            && plannedAt <= context.Calendar.After(context.Now, options.PlannedHorizonDays))
        {
            return RuleVerdict.Quiet(
                "Quiet for {0:0.#} of {1:0} allowed working days, but something is planned.", quietDays, options.AllowedQuietDays, plannedAt);
        }

        return RuleVerdict.Fired(Signal(context, quietSince, quietDays), ChangesAt(context, quietSince));
    }

    private static Signal Signal(in RuleContext context, DateTimeOffset quietSince, double quietDays)
    {
        var options = context.Settings.StalledDeal;
        var touch = context.Deal.LastBuyerTouch;
        return new()
        {
            Kind = SignalKinds.StalledDeal,
            Severity = Phrase.Graded(quietDays, options.AllowedQuietDays),
            Summary = $"Quiet for {Phrase.Count(quietDays, "working day")}, and nothing is planned.",
            NextAction = "Offer the buyer one small, concrete step with a date, or agree to let this one go.",
            Evidence =
            [
                new("Quiet since", Phrase.Day(quietSince, context)),
                new("Last buyer touch", touch is null ? "none known" : $"{Phrase.Activity(touch)}, {Phrase.Day(context.Deal.LastBuyerTouchAt!.Value, context)}"),
                new("Last forward stage move", context.Deal.LastForwardMoveAt is { } move ? Phrase.Day(move, context) : "none known"),
                new("Planned", context.Deal.NextPlannedAt is { } planned ? $"only on {Phrase.Day(planned, context)}" : "nothing"),
                .. NamedCompetitor.In(context),
            ],
            Threshold = $"{options.AllowedQuietDays} working days",
            RuleVersion = Version,
        };
    }

    private static DateTimeOffset ChangesAt(in RuleContext context, DateTimeOffset quietSince)
    {
        var allowed = context.Settings.StalledDeal.AllowedQuietDays;
        var medium = context.Calendar.After(quietSince, 1.5 * allowed);
        var high = context.Calendar.After(quietSince, 2.5 * allowed);
        var graver = context.Now < medium ? medium : context.Now < high ? high : DateTimeOffset.MaxValue;

        return context.Deal.NextPlannedAt is { } plannedAt ? Earlier(graver, EntersHorizonAt(context, plannedAt)) : graver;
    }

    /// <summary>When something planned beyond the horizon comes within it, by the passing of working time.</summary>
    private static DateTimeOffset EntersHorizonAt(in RuleContext context, DateTimeOffset plannedAt)
    {
        // Less than a tick: keeps fractions of days from rounding up to the tick after.
        const double Moment = 1e-12;
        var ahead = context.Calendar.WorkingDaysBetween(context.Now, plannedAt) - context.Settings.StalledDeal.PlannedHorizonDays;
        var entersAt = context.Calendar.After(context.Now, Math.Max(ahead - Moment, 0));

        // What is planned for a day off comes within it with the first moment of work.
        return entersAt > context.Now ? entersAt : context.Calendar.After(context.Now, Moment);
    }

    private static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) => left is null || right > left ? right ?? left : left;

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
