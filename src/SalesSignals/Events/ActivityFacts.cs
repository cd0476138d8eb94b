using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SalesSignals.Events;

/// <summary>An activity, whole: what is absent is unknown. The text of notes and emails is not here, only what was read from it.</summary>
public sealed record ActivityFacts
{
    public required string Id { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required ActivityKind Kind { get; init; }

    public ActivityDirection? Direction { get; init; }

    public ActivityStatus? Status { get; init; }

    public ActivityParty? CancelledBy { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Sent or answered by a machine (sequence, auto-reply): no touch.</summary>
    public bool Automated { get; init; }

    public ImmutableArray<string> ContactIds { get; init => field = value.IsDefault ? [] : value; } = [];

    public DeliverableKind? Deliverable { get; init; }

    /// <summary>What its text says; null where no text was told.</summary>
    public NoteReading? Note { get; init; }

    /// <summary>Whether it was with a contact.</summary>
    public bool IsWith(string contactId)
    {
        foreach (var id in ContactIds)
        {
            if (id == contactId)
            {
                return true;
            }
        }

        return false;
    }
}

public enum ActivityKind
{
    [JsonStringEnumMemberName("meeting")]
    Meeting,

    [JsonStringEnumMemberName("call")]
    Call,

    [JsonStringEnumMemberName("email")]
    Email,

    [JsonStringEnumMemberName("note")]
    Note,

    [JsonStringEnumMemberName("task")]
    Task,

    [JsonStringEnumMemberName("deliverable")]
    Deliverable,
}

public enum ActivityDirection
{
    [JsonStringEnumMemberName("inbound")]
    Inbound,

    [JsonStringEnumMemberName("outbound")]
    Outbound,

    [JsonStringEnumMemberName("internal")]
    Internal,
}

public enum ActivityStatus
{
    [JsonStringEnumMemberName("planned")]
    Planned,

    [JsonStringEnumMemberName("held")]
    Held,

    [JsonStringEnumMemberName("done")]
    Done,

    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    [JsonStringEnumMemberName("no-show")]
    NoShow,

    [JsonStringEnumMemberName("moved")]
    Moved,
}

public enum ActivityParty
{
    [JsonStringEnumMemberName("buyer")]
    Buyer,

    [JsonStringEnumMemberName("seller")]
    Seller,
}

public enum DeliverableKind
{
    [JsonStringEnumMemberName("demo")]
    Demo,

    [JsonStringEnumMemberName("proposal")]
    Proposal,

    [JsonStringEnumMemberName("quote")]
    Quote,

    [JsonStringEnumMemberName("contract")]
    Contract,
}
