using System.Globalization;
using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>
/// A deal's change log in our words: each value of what rules look back on, at its own time. The log does not say what a deal began
/// with; that is what its first change replaced or, without any, what it still has.
/// </summary>
internal static class PipedriveHistory
{
    private static readonly string[] Dated = ["stage_id", "status", "value", "expected_close_date"];

    public static IEnumerable<CanonicalEvent> Events(string dealId, PipedriveFields deal, PipedriveLog log, DateTimeOffset now) =>
        Dated.SelectMany(field => Values(dealId, field, deal, log, now)).Concat<CanonicalEvent>(FormerContacts(dealId, log, now));

    private static IEnumerable<CanonicalEvent.DealChanged> Values(
        string dealId, string field, PipedriveFields deal, PipedriveLog log, DateTimeOffset now)
    {
        var changes = Changes(log, field, now);
        if (log.IsWhole && deal.Instant("add_time") is { } begin && (changes.Count == 0 || changes[0].At > begin))
        {
            changes.Insert(0, new(begin, null, changes.Count == 0 ? deal.Word(field) : changes[0].Old));
        }

        foreach (var change in changes)
        {
            if (Read(field, change.New) is { } fields)
            {
                yield return new()
                {
                    Id = EventText.Id($"deal:{dealId}:{field}:{change.New}", field),
                    OccurredAt = PipedriveInstant.AtEnd(change.At, now),
                    DealId = dealId,
                    Deal = fields,
                };
            }
        }
    }

    private static IEnumerable<CanonicalEvent.ContactRemoved> FormerContacts(string dealId, PipedriveLog log, DateTimeOffset now) =>
        from change in Changes(log, "person_id", now)
        where change.Old is not null && change.Old != change.New
        select new CanonicalEvent.ContactRemoved
        {
            Id = EventText.Id($"deal:{dealId}:person_id:{change.New}", "person_id"),
            OccurredAt = PipedriveInstant.AtEnd(change.At, now),
            DealId = dealId,
            ContactId = EventText.Id(change.Old, "person_id"),
        };

    /// <summary>Oldest first. Of several within a second, which nobody can tell apart, the last one stands for all.</summary>
    private static List<Change> Changes(PipedriveLog log, string field, DateTimeOffset now)
    {
        var changes = new List<Change>();
        foreach (var entry in log.Changes)
        {
            if (entry.Word("field_key") == field && entry.Instant("time") is { } at && at <= now.AddDays(1))
            {
                changes.Add(new(at, entry.Word("old_value"), entry.Word("new_value")));
            }
        }

        if (changes is [var first, .., var last] && first.At > last.At)
        {
            changes.Reverse();
        }

        return [.. changes.OrderBy(change => change.At).GroupBy(change => change.At).Select(same => new Change(same.Key, same.First().Old, same.Last().New))];
    }

    /// <summary>Null where the log has a value that says nothing.</summary>
    private static DealFields? Read(string field, string? value) => (field, value) switch
    {
        ("stage_id", { } stage) => new() { Stage = Told.Of(EventText.Id(stage, field)) },
        ("status", "open") => new() { Status = Told.Of<DealStatus?>(DealStatus.Open) },
        ("status", "won") => new() { Status = Told.Of<DealStatus?>(DealStatus.Won) },
        ("status", "lost") => new() { Status = Told.Of<DealStatus?>(DealStatus.Lost) },
        ("value", null) => new() { Amount = Told.Of<decimal?>(null) },
        ("value", { } text) when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) =>
            new() { Amount = Told.Of<decimal?>(EventText.Amount(amount, field)) },
        ("expected_close_date", null) => new() { CloseOn = Told.Of<DateOnly?>(null) },
        ("expected_close_date", { } text) when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) =>
            new() { CloseOn = Told.Of<DateOnly?>(EventText.Date(text, field)) },
        _ => null,
    };

    private readonly record struct Change(DateTimeOffset At, string? Old, string? New);
}
