using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>The part a contact plays in an opportunity: Salesforce's roles and the usual additions to them, in our words.</summary>
internal static class SalesforceContactRole
{
    public const string ObjectType = "OpportunityContactRole";

    /// <summary>Only the API tells name and address.</summary>
    public static ContactFacts Read(SalesforceRecord record) => new()
    {
        Id = record.Id("ContactId"),
        Name = EventText.Name(record.Text("Contact.Name")),
        Email = EventText.Email(record.Text("Contact.Email"), "Contact.Email"),
        Role = Role(record.Text("Role")),
    };

    private static BuyingRole? Role(string? role) => role?.ToLowerInvariant() switch
    {
        "decision maker" => BuyingRole.DecisionMaker,
        "economic buyer" or "economic decision maker" => BuyingRole.EconomicBuyer,
        "executive sponsor" or "champion" or "sponsor" or "coach" => BuyingRole.Champion,
        "influencer" or "evaluator" or "technical buyer" or "technical decision maker" => BuyingRole.Influencer,
        "business user" or "end user" or "user" => BuyingRole.User,
        "blocker" or "detractor" => BuyingRole.Blocker,
        _ => null,
    };
}
