using System.Globalization;
using SalesSignals.Alerts;
using SalesSignals.Directory;

namespace SalesSignals.Functions.BoardPages;

/// <summary>Writes instants as the reader's own clock shows them, in the way they are used to (<see cref="ReaderCulture"/>).</summary>
public sealed record ReaderClock(string TimeZone, DateTimeOffset Now)
{
    public DateOnly Today => LocalMoment.Of(Now, TimeZone).Date;

    public static ReaderClock Of(Person reader, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new(reader.TimeZone, now);
    }

    /// <summary><c>12 Nov, 14:30</c></summary>
    public string At(DateTimeOffset at)
    {
        var local = LocalMoment.Of(at, TimeZone);
        return $"{Wording.Day(local.Date, Today)}, {ReaderCulture.Current.Time(local.Time)}";
    }

    /// <summary><c>Thu 12 Nov, 14:30</c></summary>
    public string Weekday(DateTimeOffset at) => $"{LocalMoment.Of(at, TimeZone).Date.ToString("ddd", CultureInfo.InvariantCulture)} {At(at)}";

    public string Day(DateTimeOffset at) => Wording.Day(LocalMoment.Of(at, TimeZone).Date, Today);

    /// <summary>For machines: <c>2026-11-12T14:30:00Z</c>.</summary>
    public static string Exact(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
