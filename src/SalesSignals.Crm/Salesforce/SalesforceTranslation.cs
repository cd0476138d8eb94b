using System.Xml.Linq;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Salesforce;

/// <summary>
/// Salesforce's notifications in our words. Each holds a record as it was when the message was sent: not what happened to it, nor what it
/// was before, which the snapshot knows. Deletions are not told.
/// </summary>
internal static class SalesforceTranslation
{
    private static readonly XName Id = SoapXml.Outbound + "Id";
    private static readonly XName Record = SoapXml.Outbound + "sObject";

    public static Translation Translate(Delivery delivery)
    {
        if (!OutboundMessage.TryRead(delivery.Body, out var message, out var problem))
        {
            return new([], [new(delivery.Body, problem)]);
        }

        var events = new List<CanonicalEvent>();
        var unreadable = new List<UnreadableEvent>();
        var ignored = 0;
        foreach (var notification in message.Notifications)
        {
            try
            {
                var fact = Read(notification, message, delivery.ReceivedAt);
                events.AddRange(fact is null ? [] : [fact]);
                ignored += fact is null ? 1 : 0;
            }
            catch (UnreadableEventException e)
            {
                unreadable.Add(new(message.Alone(notification), e.Message));
            }
        }

        return new(events, unreadable) { Ignored = ignored };
    }

    private static CanonicalEvent? Read(XElement notification, OutboundMessage message, DateTimeOffset receivedAt)
    {
        var record = SalesforceRecord.Read(notification.Element(Record) ?? throw new UnreadableEventException("The notification holds no sObject."));
        return SalesforceEvents.Read(record, EventId(notification, message), () => record.ChangedAt(receivedAt), SalesforcePage.Host(message.EnterpriseUrl));
    }

    /// <summary>Salesforce may send a notification again, under the same id.</summary>
    private static string EventId(XElement notification, OutboundMessage message)
    {
        var id = SalesforceId.Read(notification.Element(Id)?.Value.Trim() ?? "", "The notification's Id");
        return $"{SalesforceId.Read(message.OrganizationId!, "OrganizationId")}:{id}";
    }
}
