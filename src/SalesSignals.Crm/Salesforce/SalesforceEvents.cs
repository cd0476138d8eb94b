using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>What a record says in our words, whichever way it came.</summary>
internal static class SalesforceEvents
{
    /// <param name="eventId">What tells this statement from others, and a repetition from a new one.</param>
    /// <param name="changedAt">When it came to be so; asked only where the record is of our concern.</param>
    /// <param name="host">Where the organisation's pages are; null where that is not known.</param>
    /// <returns>Null where the record is none of our concern.</returns>
    public static CanonicalEvent? Read(
        SalesforceRecord record, string eventId, Func<DateTimeOffset> changedAt, string? host, NoteLexicon notes) => record.ObjectType switch
    {
        SalesforceOpportunity.ObjectType or SalesforceContactRole.ObjectType when record.IsEmpty => throw new UnreadableEventException(
            "The record has no fields: it was deleted before the message was sent, or the outbound message selects none."),
        SalesforceOpportunity.ObjectType => Deal(record, eventId, changedAt(), host),
        SalesforceContactRole.ObjectType => Contact(record, eventId, changedAt()),
        SalesforceActivity.Task or SalesforceActivity.Event => OpportunityOf(record) is { } deal ? Activity(record, eventId, changedAt(), deal, notes) : null,
        _ => null,
    };

    private static CanonicalEvent.DealChanged Deal(SalesforceRecord record, string eventId, DateTimeOffset at, string? host) => new()
    {
        Id = eventId,
        OccurredAt = at,
        DealId = record.Id(),
        Deal = SalesforceOpportunity.Read(record, host is null ? null : $"https://{host}/{record.Id()}"),
    };

    private static CanonicalEvent.ContactAssociated Contact(SalesforceRecord record, string eventId, DateTimeOffset at) => new()
    {
        Id = eventId,
        OccurredAt = at,
        DealId = record.Id("OpportunityId"),
        Contact = SalesforceContactRole.Read(record),
    };

    public static CanonicalEvent.ActivityLogged Activity(SalesforceRecord record, string eventId, DateTimeOffset at, string deal, NoteLexicon notes) => new()
    {
        Id = eventId,
        OccurredAt = at,
        DealId = deal,
        Activity = record.ObjectType is SalesforceActivity.Task ? SalesforceActivity.ReadTask(record, at, notes) : SalesforceActivity.ReadEvent(record, notes),
    };

    /// <summary>An activity may be related to anything; only what is related to an opportunity is of a deal.</summary>
    public static string? OpportunityOf(SalesforceRecord activity) =>
        activity.OptionalId("WhatId") is { } id && SalesforceId.IsOf(id, SalesforceOpportunity.IdPrefix) ? id : null;
}
