using System.Globalization;
using SalesSignals.Calendars;
using SalesSignals.Directory;
using SalesSignals.Pulse;

namespace SalesSignals.Signals;

/// <summary>A CRM that used to send webhooks and has sent none for several times its usual gap: quiet deals, or a broken connection?</summary>
public static class SilentSource
{
    private const int Version = 1;
    private const double UsualShare = 0.9;

    /// <summary>Hours are what is counted, so nothing shorter can be told apart.</summary>
    private static readonly TimeSpan ShortestGap = TimeSpan.FromHours(1);

    /// <param name="calendar">Of those who work with the source; see <see cref="ZoneOf"/>.</param>
    public static RuleVerdict Detect(PulseHistory history, SilentSourceOptions options, WorkCalendar calendar, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(calendar);
        if (!options.Enabled)
        {
            return RuleVerdict.NotApplicable("The rule is switched off.");
        }

        if (Measure(history, options, calendar, now) is not { } silence)
        {
            return RuleVerdict.Unknown("It has not sent often enough for anybody to say what is usual.");
        }

        return now < silence.AllowedUntil
            ? RuleVerdict.Quiet(
                "Silent for {0:0.#} of {1:0.#} allowed working hours.",
                silence.SilentFor.TotalHours,
                (options.AllowedGaps * silence.UsualGap).TotalHours,
                silence.AllowedUntil)
            : RuleVerdict.Fired(Signal(history.Source, silence, options, calendar, now), DateTimeOffset.MaxValue);
    }

    /// <summary>How silent a source is now; null where nobody can say what is usual for it.</summary>
    public static SourceSilence? Measure(PulseHistory history, SilentSourceOptions options, WorkCalendar calendar, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(calendar);
        if (history.LastDeliveryAt is not { } last)
        {
            return null;
        }

        var hours = history.Hours.Where(hour => hour.Deliveries > 0 && hour.StartsAt >= last - PulseStore.Memory).Select(hour => hour.StartsAt).ToList();
        if (hours.Count < options.HoursNeeded)
        {
            return null;
        }

        var usual = UsualGap(hours, calendar);
        return new(last, usual, calendar.WorkingTimeBetween(last, now), calendar.After(last, options.AllowedGaps * usual / calendar.WorkingDay));
    }

    /// <summary>The time zone in which most of those work who own deals in a source; of the whole team where nobody does.</summary>
    public static string ZoneOf(string source, PeopleDirectory people)
    {
        ArgumentNullException.ThrowIfNull(people);
        var owners = people.People.Where(person => person.IsActive && person.OwnerKeys.Any(key => key.StartsWith($"{source}:", StringComparison.Ordinal))).ToList();
        return (owners.Count > 0 ? owners : people.People.Where(person => person.IsActive))
            .GroupBy(person => person.TimeZone, StringComparer.Ordinal)
            .OrderByDescending(zone => zone.Count())
            .ThenBy(zone => zone.Key, StringComparer.Ordinal)
            .FirstOrDefault()?.Key ?? "Etc/UTC";
    }

    /// <summary>
    /// Of ten gaps, nine are no longer. Those without working time in them (an import by night, a weekend) say nothing about the silence of a
    /// working day.
    /// </summary>
    private static TimeSpan UsualGap(List<DateTimeOffset> hours, WorkCalendar calendar)
    {
        var gaps = hours.Zip(hours.Skip(1), calendar.WorkingTimeBetween).Where(gap => gap > TimeSpan.Zero).Order().ToList();
        var usual = gaps.Count > 0 ? gaps[(int)Math.Ceiling(UsualShare * gaps.Count) - 1] : ShortestGap;
        return usual > ShortestGap ? usual : ShortestGap;
    }

    private static Signal Signal(string source, SourceSilence silence, SilentSourceOptions options, WorkCalendar calendar, DateTimeOffset now)
    {
        var usual = SourceSilence.Words(silence.UsualGap, calendar.WorkingDay);
        var silentFor = SourceSilence.Words(silence.SilentFor, calendar.WorkingDay);
        var lastAt = TimeZoneInfo.ConvertTime(silence.LastDeliveryAt, calendar.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);
        return new()
        {
            Kind = SignalKinds.SilentSource,
            Severity = Phrase.Graded(silence.SilentFor / silence.UsualGap, options.AllowedGaps),
            Summary = $"{source} has sent nothing for {silentFor}.",
            NextAction = "Run \"salessignals doctor\": perhaps the webhook was switched off in the CRM, or its secret was changed.",
            Evidence =
            [
                new("Last delivery", $"{Phrase.Day(calendar.DayOf(silence.LastDeliveryAt), calendar.DayOf(now))}, {lastAt} ({calendar.Zone.Id})"),
                new("Usual gap", usual),
                new("Silent for", silentFor),
            ],
            Threshold = $"{options.AllowedGaps} times its usual gap of {usual}",
            RuleVersion = Version,
        };
    }
}
