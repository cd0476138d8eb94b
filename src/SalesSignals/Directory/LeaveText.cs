using System.Collections.Immutable;
using System.Globalization;

namespace SalesSignals.Directory;

/// <summary>Leave as it is stored and imported: <c>2026-12-21..2027-01-03;2027-02-15</c>.</summary>
public static class LeaveText
{
    private const string Day = "yyyy-MM-dd";
    private const string To = "..";

    public static string Write(ImmutableArray<Leave> leave) => leave.IsEmpty ? "" : string.Join(';', leave.Select(Write));

    /// <summary>The spans of a text, and those of its parts that are none.</summary>
    public static (ImmutableArray<Leave> Leave, ImmutableArray<string> Unreadable) Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 0 ? ([], []) : (
            [.. parts.Select(ReadSpan).OfType<Leave>().Distinct().OrderBy(leave => leave.From).ThenBy(leave => leave.To)],
            [.. parts.Where(part => ReadSpan(part) is null)]);
    }

    private static string Write(Leave leave) => leave.From == leave.To ? Write(leave.From) : $"{Write(leave.From)}{To}{Write(leave.To)}";

    private static string Write(DateOnly day) => day.ToString(Day, CultureInfo.InvariantCulture);

    private static Leave? ReadSpan(string text) => text.Split(To, StringSplitOptions.TrimEntries) switch
    {
        [var only] when ReadDay(only) is { } day => new(day, day),
        [var first, var last] when ReadDay(first) is { } from && ReadDay(last) is { } to && to >= from => new(from, to),
        _ => null,
    };

    private static DateOnly? ReadDay(string text) =>
        DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
