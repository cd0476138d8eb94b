using SalesSignals.Events;

namespace SalesSignals.Crm.Close;

/// <summary>
/// An opportunity of the API with its past: the statuses it had, each at its time, then all that is so now. Close keeps no history of
/// amounts and close dates beyond its event log.
/// </summary>
internal static class CloseHistory
{
    /// <param name="changes">Changes of the statuses of any opportunities.</param>
    public static IEnumerable<CanonicalEvent> Events(EventFields deal, IEnumerable<EventFields> changes, DateTimeOffset now)
    {
        var id = deal.Id("id");
        var moves = changes
            .Where(change => change.OptionalId("opportunity_id") == id)
            .Select(change => new Move(change, deal))
            .OrderBy(move => move.At)
            .ThenBy(move => move.Id, StringComparer.Ordinal)
            .ToList();
        return [.. Past(id, deal, moves), .. Present(id, deal, moves, now)];
    }

    private static IEnumerable<CanonicalEvent> Past(string id, EventFields deal, List<Move> moves)
    {
        var isOpen = CloseOpportunity.Status(deal).Value is DealStatus.Open;
        if (CloseEvent.Instant(deal, "date_created") is { } createdAt && (moves.Count > 0 || isOpen))
        {
            var (stage, status) = moves is [var first, ..] ? (first.From, first.FromStatus) : (deal.OptionalId("status_id"), DealStatus.Open);
            yield return Changed($"{id}@created", createdAt, id, new() { Stage = Stage(stage), Status = Status(status), CreatedAt = createdAt });
        }

        foreach (var move in moves)
        {
            yield return Changed(move.Id, move.At, id, new() { Stage = Stage(move.To), Status = Status(move.ToStatus) });
        }
    }

    private static IEnumerable<CanonicalEvent> Present(string id, EventFields deal, List<Move> moves, DateTimeOffset now)
    {
        var at = CloseTold.ModifiedAt(deal, now);
        var (fields, status) = (CloseOpportunity.Fields(deal), CloseOpportunity.Status(deal));
        var word = CloseTold.EventId(id, at);
        if (status.Value is DealStatus.Open)
        {
            yield return Changed(word, at, id, fields with { Status = status });
        }
        else
        {
            // When it was closed the history says; where that is gone, the day that stands in the opportunity.
            yield return Changed(word, at, id, fields);
            if (moves.LastOrDefault()?.ToStatus != status.Value)
            {
                yield return Changed(word, CloseOpportunity.ClosedAt(deal, status.Value) is { } closedAt && closedAt < at ? closedAt : at, id, new() { Status = status });
            }
        }
    }

    private static Told<string> Stage(string? id) => id is null ? default : Told.Of(id);

    private static Told<DealStatus?> Status(DealStatus? status) => status is null ? default : Told.Of(status);

    private static CanonicalEvent.DealChanged Changed(string word, DateTimeOffset at, string id, DealFields fields) =>
        new() { Id = word, OccurredAt = at, DealId = id, Deal = fields };

    private sealed class Move(EventFields change, EventFields deal)
    {
        public string Id { get; } = change.Id("id");

        public DateTimeOffset At { get; } = CloseEvent.Instant(change, "activity_at") ?? CloseEvent.Instant(change, "date_created")
            ?? throw change.Missing("date_created", "a time");

        public string? From { get; } = change.OptionalId("old_status_id");

        public DealStatus? FromStatus { get; } = CloseOpportunity.StatusOf(change.Text("old_status_type"));

        public string? To { get; } = change.OptionalId("new_status_id");

        public DealStatus? ToStatus { get; } = CloseOpportunity.StatusOf(change.Text("new_status_type"))
            ?? (change.Text("new_status_id") == deal.Text("status_id") ? CloseOpportunity.Status(deal).Value : null);
    }
}
