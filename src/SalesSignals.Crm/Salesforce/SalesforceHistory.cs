using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>
/// What a deal's history says. Salesforce keeps a row whenever stage, amount or close date change, each with all three; told is what
/// became different, so that a deal's moves have the times at which it moved.
/// </summary>
internal static class SalesforceHistory
{
    /// <summary>What history tells, and the stage, amount and close date that its last row has.</summary>
    internal readonly record struct Told(IReadOnlyList<CanonicalEvent.DealChanged> Events, DealFields Last);

    /// <param name="status">How the deal ended, said at the time it came into the stage it is in; not told of a deal that is open.</param>
    public static Told Read(IEnumerable<SalesforceRecord> rows, Told<DealStatus?> status, string? stage, DateTimeOffset now)
    {
        var events = new List<CanonicalEvent.DealChanged>();
        var last = new DealFields();
        foreach (var (id, at, deal, row) in InOrder(rows, now))
        {
            var told = new DealFields
            {
                Stage = IsNew(last.Stage, row.Stage) ? row.Stage : default,
                Amount = IsNew(last.Amount, row.Amount) ? row.Amount : default,
                CloseOn = IsNew(last.CloseOn, row.CloseOn) ? row.CloseOn : default,
            };
            last = new() { Stage = row.Stage, Amount = row.Amount, CloseOn = row.CloseOn };
            if (told != new DealFields())
            {
                events.Add(new() { Id = $"{SalesforceStatement.Prefix}history:{id}", OccurredAt = at, DealId = deal, Deal = told });
            }
        }

        return new(WithStatus(events, status, stage), last);
    }

    /// <summary>Of rows of one second, as exact as their times are, only the last says how it ended.</summary>
    private static IEnumerable<(string Id, DateTimeOffset At, string Deal, DealFields Row)> InOrder(IEnumerable<SalesforceRecord> rows, DateTimeOffset now) => rows
        .Select(row => (
            Id: row.Id(),
            At: EventText.OccurredAt(row.Instant("CreatedDate") ?? throw new UnreadableEventException("CreatedDate is missing."), now, "CreatedDate"),
            Deal: row.Id("OpportunityId"),
            Row: SalesforceOpportunity.ReadDated(row)))
        .GroupBy(row => row.At)
        .OrderBy(second => second.Key)
        .Select(second => second.MaxBy(row => row.Id, StringComparer.Ordinal));

    /// <summary>Where nothing was before, nothing is no news.</summary>
    private static bool IsNew<T>(Told<T> before, Told<T> now) =>
        now.IsTold && !EqualityComparer<T?>.Default.Equals(before.Value, now.Value);

    private static List<CanonicalEvent.DealChanged> WithStatus(List<CanonicalEvent.DealChanged> events, Told<DealStatus?> status, string? stage)
    {
        var moved = events.FindLastIndex(row => row.Deal.Stage.IsTold);
        if (status.Value is DealStatus.Won or DealStatus.Lost && moved >= 0 && events[moved].Deal.Stage.Value == stage)
        {
            events[moved] = events[moved] with { Deal = events[moved].Deal with { Status = status } };
        }

        return events;
    }
}
