using System.Xml.Linq;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Salesforce;

/// <summary>
/// Salesforce's notifications in our words. Each holds a record as it was when the message was sent: not what happened to it, nor what it
/// was before, which the snapshot knows. Deletions are told by changes only, which come in JSON.
/// </summary>
internal static class SalesforceTranslation
{
    private static readonly XName Id = SoapXml.Outbound + "Id";
    private static readonly XName Record = SoapXml.Outbound + "sObject";

    /// <param name="host">Where the organisation's pages are, for changes, which do not say it; null where that is not known.</param>
    /// <param name="canAsk">Whether there is a client for what is named and not carried.</param>
    public static Translation Translate(Delivery delivery, string? host, bool canAsk, NoteLexicon notes) => SalesforceBridge.IsJson(delivery.Body)
        ? EventBody.Translate(
            delivery.Body,
            element => SalesforceBridge.Read(element, change => SalesforceChange.Read(change, delivery.ReceivedAt, host, canAsk, notes)))
        : TranslateMessage(delivery, canAsk, notes);

    private static Translation TranslateMessage(Delivery delivery, bool canAsk, NoteLexicon notes)
    {
        if (!OutboundMessage.TryRead(delivery.Body, out var message, out var problem))
        {
            return new([], [new(delivery.Body, problem)]);
        }

        var events = new List<CanonicalEvent>();
        var wanted = new List<CrmObject>();
        var unreadable = new List<UnreadableEvent>();
        var ignored = 0;
        foreach (var notification in message.Notifications)
        {
            try
            {
                var reading = Read(notification, message, delivery.ReceivedAt, canAsk, notes);
                events.AddRange(reading.Events);
                wanted.AddRange(reading.Wanted);
                ignored += reading.Events.Count + reading.Wanted.Count == 0 ? 1 : 0;
            }
            catch (UnreadableEventException e)
            {
                unreadable.Add(new(message.Alone(notification), e.Message));
            }
        }

        return new(events, unreadable) { Ignored = ignored, Wanted = wanted };
    }

    private static EventReading Read(XElement notification, OutboundMessage message, DateTimeOffset receivedAt, bool canAsk, NoteLexicon notes)
    {
        var record = SalesforceRecord.Read(notification.Element(Record) ?? throw new UnreadableEventException("The notification holds no sObject."));
        CrmObject[] wanted = canAsk ? [.. SalesforceWants.Of(record)] : [];
        if (wanted.Length > 0 && record.IsEmpty)
        {
            return EventReading.Wants(wanted);
        }

        var host = SalesforcePage.Host(message.EnterpriseUrl);
        var fact = SalesforceEvents.Read(record, EventId(notification, message), () => record.ChangedAt(receivedAt), host, notes);
        return new(fact is null ? [] : [fact], wanted);
    }

    /// <summary>Salesforce may send a notification again, under the same id.</summary>
    private static string EventId(XElement notification, OutboundMessage message)
    {
        var id = SalesforceId.Read(notification.Element(Id)?.Value.Trim() ?? "", "The notification's Id");
        return $"{SalesforceId.Read(message.OrganizationId!, "OrganizationId")}:{id}";
    }
}
