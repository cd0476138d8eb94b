using System.Globalization;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Events;

namespace SalesSignals.Explain;

/// <summary>How a deal moved, in sentences.</summary>
internal static class MoveEntries
{
    public static TimelineEntry Of(DealMove move, string? currency, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var text = move.Kind switch
        {
            DealMoveKind.Created => "Deal created",
            DealMoveKind.Advanced => $"Moved forward from {Wording.Words(move.From)} to {Wording.Words(move.To)}",
            DealMoveKind.Regressed => $"Moved back from {Wording.Words(move.From)} to {Wording.Words(move.To)}",
            DealMoveKind.CloseDateSlipped => $"Close date pushed from {Day(move.From, today)} to {Day(move.To, today)}",
            DealMoveKind.CloseDatePulledIn => $"Close date pulled in from {Day(move.From, today)} to {Day(move.To, today)}",
            DealMoveKind.AmountGrew => $"Amount up from {Amount(move.From, currency)} to {Amount(move.To, currency)}",
            DealMoveKind.AmountShrank => $"Amount down from {Amount(move.From, currency)} to {Amount(move.To, currency)}",
            DealMoveKind.Won => "Won",
            _ => "Lost",
        };
        return new(move.At, TimelineKind.Move, text);
    }

    /// <summary>What only the events tell: whose the deal became, and how it was forecast.</summary>
    public static IEnumerable<TimelineEntry> Told(IReadOnlyList<CanonicalEvent> events, string source, PeopleDirectory people)
    {
        string? owner = null, forecast = null;
        foreach (var changed in events.OfType<CanonicalEvent.DealChanged>().OrderBy(changed => changed.OccurredAt))
        {
            if (changed.Deal.OwnerId is { IsTold: true, Value: { } newOwner } && newOwner != owner)
            {
                if (owner is not null)
                {
                    yield return new(changed.OccurredAt, TimelineKind.Move, $"Handed over to {Owner(newOwner, source, people)}", $"Before, it was {Owner(owner, source, people)}'s.");
                }

                owner = newOwner;
            }

            if (changed.Deal.ForecastCategory is { IsTold: true } told && told.Value != forecast)
            {
                if (told.Value is not null || forecast is not null)
                {
                    yield return new(changed.OccurredAt, TimelineKind.Move, told.Value is null ? "Taken out of the forecast" : $"Forecast as {Wording.Words(told.Value)}");
                }

                forecast = told.Value;
            }
        }
    }

    private static string Owner(string ownerId, string source, PeopleDirectory people) =>
        Wording.Clean(people.ByOwnerKey($"{source}:{ownerId}")?.Name ?? $"user {ownerId}", 60);

    private static string Day(string? day, DateOnly today) =>
        DateOnly.TryParseExact(day, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) ? Wording.Day(on, today) : "none";

    private static string Amount(string? amount, string? currency) =>
        decimal.TryParse(amount, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? new Money(value, Money.Code(currency)).ToString() : "none";
}
