using SalesSignals.Events;

namespace SalesSignals.Cli.Tests.Demo.Dialects;

/// <summary>What of a story the webhooks of a CRM do not carry: the one list of all differences of meaning between the dialects.</summary>
internal static class NotTold
{
    /// <summary>What is left of an event; null where nothing is.</summary>
    public static CanonicalEvent? Without(string kind, CanonicalEvent happened) => (kind, happened) switch
    {
        ("HubSpot", CanonicalEvent.ContactAssociated told) => told with { Contact = new() { Id = told.Contact.Id } },
        _ => happened,
    };
}
