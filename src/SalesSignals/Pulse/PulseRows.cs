using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Storage;

namespace SalesSignals.Pulse;

/// <summary>An hour of a source, as one process counted it, as a row of the Cursor table.</summary>
internal static class PulseRows
{
    public const string Prefix = "pulse|";
    public const string DeliveriesColumn = "Deliveries";

    private const string HourFormat = "yyyyMMddHH";
    private const string RefusedPrefix = "Refused_";

    public static string Partition(string source) => $"source|{KeyText.Escape(source)}";

    /// <summary>The first row key of an hour.</summary>
    public static string From(DateTimeOffset startsAt) => Prefix + startsAt.UtcDateTime.ToString(HourFormat, CultureInfo.InvariantCulture);

    public static TableRow Write(string source, PulseHour hour, string instance)
    {
        var row = new TableRow(Partition(source), $"{From(hour.StartsAt)}|{KeyText.Escape(instance)}")
        {
            [DeliveriesColumn] = hour.Deliveries,
            ["LastDeliveryAt"] = hour.LastDeliveryAt,
            ["Events"] = hour.Events,
            ["LastEventAt"] = hour.LastEventAt,
            ["LongestProcessingMs"] = (long)hour.LongestProcessing.TotalMilliseconds,
            ["LongestDelayMs"] = (long)hour.LongestDelay.TotalMilliseconds,
        };
        foreach (var (reason, count) in hour.Refused)
        {
            row[RefusedPrefix + reason] = count;
        }

        return row;
    }

    public static PulseHour Read(TableRow row) => new()
    {
        StartsAt = HourOf(row),
        Deliveries = row.GetInt64(DeliveriesColumn) ?? 0,
        Refused = row.Columns.Keys.Where(column => column.StartsWith(RefusedPrefix, StringComparison.Ordinal))
            .ToImmutableSortedDictionary(column => column[RefusedPrefix.Length..], column => row.GetInt64(column) ?? 0, StringComparer.Ordinal),
        LastDeliveryAt = row.GetDateTimeOffset("LastDeliveryAt"),
        Events = row.GetInt64("Events") ?? 0,
        LastEventAt = row.GetDateTimeOffset("LastEventAt"),
        LongestProcessing = TimeSpan.FromMilliseconds(row.GetInt64("LongestProcessingMs") ?? 0),
        LongestDelay = TimeSpan.FromMilliseconds(row.GetInt64("LongestDelayMs") ?? 0),
    };

    public static DateTimeOffset HourOf(TableRow row) => DateTimeOffset.ParseExact(
        row.RowKey.AsSpan(Prefix.Length, HourFormat.Length), HourFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
