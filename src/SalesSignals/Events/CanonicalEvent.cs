using System.Text.Json.Serialization;

namespace SalesSignals.Events;

/// <summary>
/// One fact from a CRM in our own words. Ids are the CRM's; several facts may share an <see cref="Id"/>, so nothing relies on it
/// being unique. Within a deal, an absent field changes nothing and null clears; activities and contacts are told whole.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DealChanged), "deal.changed")]
[JsonDerivedType(typeof(DealDeleted), "deal.deleted")]
[JsonDerivedType(typeof(DealRestored), "deal.restored")]
[JsonDerivedType(typeof(DealMerged), "deal.merged")]
[JsonDerivedType(typeof(ActivityLogged), "activity.logged")]
[JsonDerivedType(typeof(ActivityRemoved), "activity.removed")]
[JsonDerivedType(typeof(ContactAssociated), "contact.associated")]
[JsonDerivedType(typeof(ContactRemoved), "contact.removed")]
public abstract record CanonicalEvent
{
    private CanonicalEvent()
    {
    }

    /// <summary>The CRM's id of this event or, where it has none, one made of what it says.</summary>
    [JsonPropertyOrder(-3)]
    public required string Id { get; init; }

    /// <summary>When it happened by the CRM's clock (UTC); orders statements about the same thing.</summary>
    [JsonPropertyOrder(-2)]
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The CRM's id of the deal it is about.</summary>
    [JsonPropertyOrder(-1)]
    public required string DealId { get; init; }

    /// <summary>Some of a deal's fields were set (a new deal included).</summary>
    public sealed record DealChanged : CanonicalEvent
    {
        public required DealFields Deal { get; init; }
    }

    public sealed record DealDeleted : CanonicalEvent;

    public sealed record DealRestored : CanonicalEvent;

    /// <summary>The CRM merged <see cref="DealId"/> into <see cref="IntoDealId"/>; late events of the old id belong to the new one.</summary>
    public sealed record DealMerged : CanonicalEvent
    {
        public required string IntoDealId { get; init; }
    }

    /// <summary>An activity as it now stands, whole.</summary>
    public sealed record ActivityLogged : CanonicalEvent
    {
        public required ActivityFacts Activity { get; init; }
    }

    /// <summary>An activity was deleted, or no longer belongs to the deal.</summary>
    public sealed record ActivityRemoved : CanonicalEvent
    {
        public required string ActivityId { get; init; }
    }

    /// <summary>A contact of a deal as it now stands, whole.</summary>
    public sealed record ContactAssociated : CanonicalEvent
    {
        public required ContactFacts Contact { get; init; }
    }

    public sealed record ContactRemoved : CanonicalEvent
    {
        public required string ContactId { get; init; }
    }
}
