using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>
/// Records of the API in our words: those of outbound messages, told at the same time under ids that come later in order, so that where
/// both speak of the same second the API, which tells empty fields too, has the last word.
/// </summary>
/// <param name="notes">By which texts are read.</param>
/// <param name="host">Where the organisation's pages are; null where that is not known.</param>
internal sealed class SalesforceStatement(string? host, Func<NoteLexicon> notes)
{
    public const string Prefix = "rest:";

    /// <summary>A deal with its history; or that it is gone.</summary>
    public IEnumerable<CanonicalEvent> Deal(SalesforceRecord record, IEnumerable<SalesforceRecord> history, DateTimeOffset now)
    {
        var at = record.ChangedAt(now);
        if (IsDeleted(record))
        {
            return [new CanonicalEvent.DealDeleted { Id = EventId(record, at, isDeleted: true), OccurredAt = at, DealId = record.Id() }];
        }

        var fields = SalesforceOpportunity.Read(record, host is null ? null : $"https://{host}/{record.Id()}");
        var past = SalesforceHistory.Read(history, fields.Status, fields.Stage.Value, now);
        return
        [
            .. past.Events,
            new CanonicalEvent.DealChanged
            {
                Id = EventId(record, at),
                OccurredAt = at,
                DealId = record.Id(),
                Deal = fields with
                {
                    Stage = Unless(past.Last.Stage, fields.Stage),
                    Amount = Unless(past.Last.Amount, fields.Amount),
                    CloseOn = Unless(past.Last.CloseOn, fields.CloseOn),
                },
            },
        ];
    }

    /// <summary>A task or event, or that it is gone; nothing where it is not of a deal.</summary>
    public IEnumerable<CanonicalEvent> Activity(SalesforceRecord record, DateTimeOffset now)
    {
        if (SalesforceEvents.OpportunityOf(record) is not { } deal)
        {
            return [];
        }

        var at = record.ChangedAt(now);
        return IsDeleted(record)
            ? [new CanonicalEvent.ActivityRemoved { Id = EventId(record, at, isDeleted: true), OccurredAt = at, DealId = deal, ActivityId = record.Id() }]
            : [SalesforceEvents.Activity(record, EventId(record, at), at, deal, notes())];
    }

    /// <summary>A contact of a deal with its name and address, as either was changed last; or that it is one no longer.</summary>
    public static IEnumerable<CanonicalEvent> Contact(SalesforceRecord role, DateTimeOffset now)
    {
        var at = role.ChangedAt(now);
        var (deal, contact) = (role.Id("OpportunityId"), role.Id("ContactId"));
        if (IsDeleted(role))
        {
            return [new CanonicalEvent.ContactRemoved { Id = EventId(role, at, isDeleted: true), OccurredAt = at, DealId = deal, ContactId = contact }];
        }

        var changedAt = role.Instant("Contact.SystemModstamp") is { } person && person > at ? EventText.OccurredAt(person, now, "Contact.SystemModstamp") : at;
        return
        [
            new CanonicalEvent.ContactAssociated
            {
                Id = EventId(role, changedAt),
                OccurredAt = changedAt,
                DealId = deal,
                Contact = SalesforceContactRole.Read(role),
            },
        ];
    }

    public static bool IsDeleted(SalesforceRecord record) => record.Flag("IsDeleted") is true;

    private static string EventId(SalesforceRecord record, DateTimeOffset at, bool isDeleted = false) =>
        $"{Prefix}record:{record.Id()}:{at.ToUnixTimeMilliseconds()}{(isDeleted ? ":deleted" : "")}";

    /// <summary>What history has told already need not be told at the time of the last change, which was of something else.</summary>
    private static Told<T> Unless<T>(Told<T> past, Told<T> now) =>
        past.IsTold && EqualityComparer<T?>.Default.Equals(past.Value, now.Value) ? default : now;
}
