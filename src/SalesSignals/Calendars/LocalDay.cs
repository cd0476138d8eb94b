namespace SalesSignals.Calendars;

/// <summary>Calendar days in a time zone.</summary>
public static class LocalDay
{
    /// <summary>The instant at which the next calendar day begins there, on the nights of a change of clocks too.</summary>
    public static DateTimeOffset NextStartsAfter(DateTimeOffset now, TimeZoneInfo zone) => StartOf(DayOf(now, zone).AddDays(1), zone);

    /// <summary>The first instant of a calendar day, also where its midnight falls into the gap of a change of clocks.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        // The larger offset is the earlier of two midnights.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    public static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
