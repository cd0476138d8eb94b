using SalesSignals.Calendars;
using SalesSignals.Signals;

namespace SalesSignals.Teams;

/// <summary>A rep of whom no new deal has come for long.</summary>
public static class PipelineDrought
{
    private const int Version = 1;

    public static RuleVerdict Detect(RepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = context.Settings.PipelineDrought;
        if (context.Skip(options.Enabled) is { } skipped)
        {
            return skipped;
        }

        if (context.Rep.IsOnLeave(context.Today))
        {
            return RuleVerdict.NotApplicable("They are on leave.");
        }

        if (context.Deals.Count == 0)
        {
            return RuleVerdict.Fired(NoDeals(context), DateTimeOffset.MaxValue);
        }

        if (context.Deals.Max(deal => deal.CreatedAt <= context.Now ? deal.CreatedAt : null) is not { } lastAt)
        {
            return RuleVerdict.Unknown("When their deals were made was never told.");
        }

        var days = WorkedDaysSince(lastAt, context);
        return days < options.AllowedDays
            ? RuleVerdict.Quiet("{0:0.#} of {1:0} allowed working days without a new deal.", days, options.AllowedDays, context.Calendar.After(context.Now, options.AllowedDays - days))
            : RuleVerdict.Fired(Signal(context, lastAt, days), context.Tomorrow);
    }

    /// <summary>Working days on which they were there.</summary>
    private static double WorkedDaysSince(DateTimeOffset from, RepContext context)
    {
        var calendar = context.Calendar;
        var (first, last) = (calendar.DayOf(from), context.Today);
        var away = 0.0;
        for (var day = first; day < last; day = day.AddDays(1))
        {
            if (context.Rep.IsOnLeave(day) && calendar.IsWorkingDay(day))
            {
                away += day == first ? calendar.WorkingDaysBetween(from, LocalDay.NextStartsAfter(from, calendar.Zone)) : 1;
            }
        }

        return calendar.WorkingDaysBetween(from, context.Now) - away;
    }

    private static Signal Signal(RepContext context, DateTimeOffset lastAt, double days)
    {
        var newest = context.Deals.First(deal => deal.CreatedAt == lastAt);
        var day = Phrase.Day(context.Calendar.DayOf(lastAt), context.Today);
        return Signal(
            context,
            Phrase.Graded(days, context.Settings.PipelineDrought.AllowedDays),
            $"No new deal for {Phrase.Count(days, "working day")}; the last one came on {day}.",
            [new("Last new deal", $"{newest.Name}, {day}"), new("Since then", Phrase.Count(days, "working day"))]);
    }

    /// <summary>Somebody new, somebody in a long drought, or somebody who has another user in the CRM: whichever, it is worth a word.</summary>
    private static Signal NoDeals(RepContext context) => Signal(
        context,
        Severity.Medium,
        "No deals yet.",
        [new("Last new deal", "none known"), new("In the CRM", string.Join(", ", context.Rep.OwnerKeys))]);

    private static Signal Signal(RepContext context, Severity severity, string summary, System.Collections.Immutable.ImmutableArray<Evidence> evidence) => new()
    {
        Kind = SignalKinds.PipelineDrought,
        Severity = severity,
        Summary = summary,
        NextAction = "Two first conversations a week, also in busy ones, keep the next quarter from starting at zero.",
        Evidence = evidence,
        Threshold = $"{context.Settings.PipelineDrought.AllowedDays} working days without a new deal",
        RuleVersion = Version,
    };
}
