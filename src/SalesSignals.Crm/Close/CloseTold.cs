using System.Globalization;
using SalesSignals.Events;

namespace SalesSignals.Crm.Close;

/// <summary>Activities and contacts of the API in our words: the same whether they were read for their deal or for themselves.</summary>
internal static class CloseTold
{
    private const int MostEmails = 20;

    /// <summary>The same for the same state of an object.</summary>
    public static string EventId(string id, DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{id}@{at.UtcTicks}");

    /// <summary>When an object was last changed. One dated in the future would silence all that comes after it.</summary>
    public static DateTimeOffset ModifiedAt(EventFields told, DateTimeOffset now) => EventText.OccurredAt(
        CloseEvent.Instant(told, "date_updated") ?? throw told.Missing("date_updated", "a time"), now, told.Path("date_updated"));

    /// <param name="deals">Which deals to tell it of; null for all it belongs to.</param>
    public static IEnumerable<CanonicalEvent> Activity(EventFields activity, CloseLead lead, IReadOnlySet<string>? deals, DateTimeOffset now, NoteLexicon notes)
    {
        if (CloseActivity.OfApi(activity, notes) is not { } facts)
        {
            return [];
        }

        var at = ModifiedAt(activity, now);
        return lead.DealsOf(activity, facts)
            .Where(deal => deals is null || deals.Contains(deal))
            .Select(deal => new CanonicalEvent.ActivityLogged { Id = EventId(facts.Id, at), OccurredAt = at, DealId = deal, Activity = facts });
    }

    /// <param name="linkedAt">When it was made the contact of the deal, where that is what was told.</param>
    public static CanonicalEvent Contact(EventFields contact, string deal, DateTimeOffset? linkedAt, DateTimeOffset now)
    {
        var modifiedAt = ModifiedAt(contact, now);
        var at = linkedAt > modifiedAt ? linkedAt.Value : modifiedAt;
        var facts = new ContactFacts
        {
            Id = contact.Id("id"),
            Name = EventText.Name(contact.Text("name")) ?? EventText.Name(contact.Text("display_name")),
            Email = contact.Parts("emails", MostEmails).Select(email => EventText.Email(email.Text("email"), email.Path("email"))).FirstOrDefault(email => email is not null),
        };
        return new CanonicalEvent.ContactAssociated { Id = EventId(facts.Id, at), OccurredAt = at, DealId = deal, Contact = facts };
    }
}
