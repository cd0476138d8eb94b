using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>A contact of the API in our words.</summary>
internal static class HubSpotContact
{
    public static ContactFacts Facts(HubSpotObject contact) => new()
    {
        Id = contact.Key,
        Name = EventText.Name(string.Join(' ', new[] { contact.Text("firstname"), contact.Text("lastname") }.Where(name => name is not null))),
        Email = EventText.Email(contact.Text("email"), "email"),
        Role = Role(contact.Text("hs_buying_role")),
    };

    /// <summary>Several roles may be ticked; the one that decides most is told. <c>LEGAL_AND_COMPLIANCE</c> and <c>OTHER</c> are none of ours.</summary>
    private static BuyingRole? Role(string? roles)
    {
        string[] told = roles?.Split(';', StringSplitOptions.TrimEntries) ?? [];
        return told.Select(role => role switch
        {
            "BUDGET_HOLDER" => BuyingRole.EconomicBuyer,
            "DECISION_MAKER" => BuyingRole.DecisionMaker,
            "CHAMPION" or "EXECUTIVE_SPONSOR" => BuyingRole.Champion,
            "INFLUENCER" => BuyingRole.Influencer,
            "BLOCKER" => BuyingRole.Blocker,
            "END_USER" => BuyingRole.User,
            _ => (BuyingRole?)null,
        }).Min();
    }
}
