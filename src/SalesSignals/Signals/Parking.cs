using System.Collections.Immutable;
using SalesSignals.Deals;

namespace SalesSignals.Signals;

/// <summary>Silence that somebody asked for about a deal, with their reason.</summary>
/// <param name="Kind">Of which signal; null for all of the deal, those that are raised later included.</param>
/// <param name="At">When it was asked for: what the buyer does after that ends it.</param>
/// <param name="By">The person's id; null where the command line asked.</param>
public sealed record Parking(string? Kind, DateTimeOffset At, DateTimeOffset Until, string Reason, string? By)
{
    public const int LongestReason = 200;

    /// <summary>On one line, and no longer than need be.</summary>
    public string Reason { get; init; } = OneLine(Reason);

    internal static string OneLine(string reason)
    {
        var line = string.Concat(reason.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return line.Length <= LongestReason ? line : line[..(char.IsHighSurrogate(line[LongestReason - 1]) ? LongestReason - 1 : LongestReason)];
    }

    /// <summary>Its time is up, or something has happened that makes the silence wrong: the buyer was in touch, or the deal moved forward.</summary>
    internal bool IsOverAt(in DealView deal) => Until <= deal.Now || deal.LastBuyerTouchAt > At || deal.LastForwardMoveAt > At;
}

/// <summary>All that is parked on a deal.</summary>
public static class Parkings
{
    /// <summary>Those that still hold. Once over, a parking does not come back.</summary>
    public static ImmutableArray<Parking> Holding(ImmutableArray<Parking> parkings, in DealView deal)
    {
        var holding = parkings;
        foreach (var parking in parkings)
        {
            holding = parking.IsOverAt(deal) ? holding.Remove(parking) : holding;
        }

        return holding;
    }

    /// <summary>The parkings with new ones, each in place of an older one of the same kind.</summary>
    public static ImmutableArray<Parking> Park(ImmutableArray<Parking> parkings, params ImmutableArray<Parking> added) =>
        [.. parkings.Where(parking => !added.Any(one => one.Kind == parking.Kind)), .. added];

    /// <summary>What keeps a signal silent for longest; null where nothing does.</summary>
    public static Parking? Of(ImmutableArray<Parking> parkings, string kind)
    {
        Parking? longest = null;
        foreach (var parking in parkings)
        {
            longest = (parking.Kind is null || parking.Kind == kind) && !(parking.Until <= longest?.Until) ? parking : longest;
        }

        return longest;
    }

    /// <summary>When the first of them ends by itself.</summary>
    public static DateTimeOffset EndsAt(ImmutableArray<Parking> parkings) => parkings.IsEmpty ? DateTimeOffset.MaxValue : parkings.Min(parking => parking.Until);
}
