namespace SalesSignals.Calendars;

/// <summary>Calendar days in a time zone.</summary>
public static class LocalDay
{
    /// <summary>An instant at which the next calendar day has surely begun, and no later than an hour into it.</summary>
    public static DateTimeOffset NextStartsAfter(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var midnight = now + (TimeSpan.FromDays(1) - local.TimeOfDay);
        while (DayOf(midnight, zone) == DateOnly.FromDateTime(local.DateTime))
        {
            midnight = midnight.AddMinutes(15);
        }

        return midnight.ToUniversalTime();
    }

    public static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
}
