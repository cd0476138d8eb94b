namespace SalesSignals.Events;

/// <summary>A person on the buyer's side of a deal, whole: what is absent is unknown.</summary>
public sealed record ContactFacts
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public BuyingRole? Role { get; init; }
}

public enum BuyingRole
{
    EconomicBuyer,
    DecisionMaker,
    Champion,
    Influencer,
    Blocker,
    User,
}
