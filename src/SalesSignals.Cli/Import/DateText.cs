using System.Collections.Immutable;
using System.Globalization;

namespace SalesSignals.Cli.Import;

/// <summary>Days and times as other systems write them.</summary>
internal static class DateText
{
    private static readonly ImmutableArray<string> Iso =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>An instant; null where no format fits. Without an offset it is the zone's, and a day without a time is at <paramref name="ofDay"/>.</summary>
    public static DateTimeOffset? Parse(string text, ImmutableArray<string> formats, TimeZoneInfo zone, TimeSpan ofDay)
    {
        foreach (var format in formats.Concat(Iso))
        {
            if (!DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at))
            {
                continue;
            }

            return at.Kind is DateTimeKind.Utc ? new(at) : InstantOf(TellsTime(format) ? at : at + ofDay, zone);
        }

        return null;
    }

    private static bool TellsTime(string format) => format.Contains('H', StringComparison.Ordinal) || format.Contains('h', StringComparison.Ordinal);

    private static DateTimeOffset InstantOf(DateTime local, TimeZoneInfo zone)
    {
        var real = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(real, zone.GetUtcOffset(real)).ToUniversalTime();
    }
}
