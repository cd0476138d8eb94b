using System.Text.Json.Serialization;

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
    [JsonStringEnumMemberName("economic-buyer")]
    EconomicBuyer,

    [JsonStringEnumMemberName("decision-maker")]
    DecisionMaker,

    [JsonStringEnumMemberName("champion")]
    Champion,

    [JsonStringEnumMemberName("influencer")]
    Influencer,

    [JsonStringEnumMemberName("blocker")]
    Blocker,

    [JsonStringEnumMemberName("user")]
    User,
}
