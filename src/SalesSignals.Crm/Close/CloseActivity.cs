using System.Collections.Immutable;
using SalesSignals.Events;

namespace SalesSignals.Crm.Close;

/// <summary>
/// An activity or task that names an opportunity. Most name only their lead, which may have several opportunities or none; to guess among
/// them would count a touch where there was none, so they are left for the API.
/// </summary>
internal static class CloseActivity
{
    public static CanonicalEvent[] Read(CloseEvent fact, string kind)
    {
        var isDeleted = fact.Action == "deleted";
        if (KindOf(fact.ObjectType, kind) is not { } activity
            || (isDeleted ? fact.PreviousData : fact.Data) is not { } data
            || data.OptionalId("opportunity_id") is not { } deal)
        {
            return [];
        }

        if (isDeleted)
        {
            return [new CanonicalEvent.ActivityRemoved { Id = fact.Id, OccurredAt = fact.OccurredAt, DealId = deal, ActivityId = fact.ObjectId }];
        }

        return IsUnsent(activity, data)
            ? []
            : [new CanonicalEvent.ActivityLogged { Id = fact.Id, OccurredAt = fact.OccurredAt, DealId = deal, Activity = Facts(fact.ObjectId, activity, data) }];
    }

    private static ActivityKind? KindOf(string objectType, string kind) => (objectType, kind) switch
    {
        (_, "note") => ActivityKind.Note,
        (_, "call") => ActivityKind.Call,
        (_, "meeting") => ActivityKind.Meeting,

        // What was written is what counts, not the wire it went over.
        (_, "email" or "sms") => ActivityKind.Email,
        ("task.lead", _) => ActivityKind.Task,
        _ => null,
    };

    private static bool IsUnsent(ActivityKind kind, EventFields data) =>
        kind is ActivityKind.Email && data.Text("status") is "draft" or "scheduled" or "outbox" or "error";

    private static ActivityFacts Facts(string id, ActivityKind kind, EventFields data) => new()
    {
        Id = id,
        Kind = kind,
        Direction = data.Text("direction") switch
        {
            "inbound" or "incoming" => ActivityDirection.Inbound,
            "outbound" or "outgoing" => ActivityDirection.Outbound,
            _ => null,
        },
        Status = Status(kind, data),
        CancelledBy = (kind, data.Text("status")) switch
        {
            (ActivityKind.Meeting, "declined-by-lead") => ActivityParty.Buyer,
            (ActivityKind.Meeting, "declined-by-org") => ActivityParty.Seller,
            _ => null,
        },
        StartsAt = kind is ActivityKind.Task ? null : StartsAt(data),
        EndsAt = CloseEvent.Instant(data, "ends_at"),
        DueAt = kind is ActivityKind.Task ? DueAt(data) : null,
        Automated = data.OptionalId("sequence_id") is not null || data.OptionalId("bulk_email_action_id") is not null,
        ContactIds = data.OptionalId("contact_id") is { } contact ? [contact] : ImmutableArray<string>.Empty,
        Note = data.Text("note") is { Length: > 0 } text ? NoteReader.Read(text) : null,
    };

    private static DateTimeOffset? StartsAt(EventFields data) =>
        CloseEvent.Instant(data, "starts_at") ?? CloseEvent.Instant(data, "activity_at") ?? CloseEvent.Instant(data, "date_created");

    /// <summary>A task is for a day, or for an instant.</summary>
    private static DateTimeOffset? DueAt(EventFields data) => data.Text("date") is { Length: > CloseEvent.DateLength }
        ? CloseEvent.Instant(data, "date")
        : CloseEvent.Date(data, "date") is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;

    // A meeting in progress has no status: it counts once it is over.
    private static ActivityStatus? Status(ActivityKind kind, EventFields data) => (kind, data.Text("status")) switch
    {
        (ActivityKind.Task, _) => data.Flag("is_complete") is true ? ActivityStatus.Done : ActivityStatus.Planned,
        (ActivityKind.Call, "completed") => data.Text("disposition") is null or "answered" ? ActivityStatus.Done : null,
        (ActivityKind.Meeting, "upcoming") => ActivityStatus.Planned,
        (ActivityKind.Meeting, "completed") => ActivityStatus.Held,
        (ActivityKind.Meeting, "canceled" or "declined-by-lead" or "declined-by-org") => ActivityStatus.Cancelled,
        _ => null,
    };
}
