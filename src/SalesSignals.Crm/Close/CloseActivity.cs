using System.Collections.Immutable;
using SalesSignals.Events;

namespace SalesSignals.Crm.Close;

/// <summary>
/// An activity or task. Most name only their lead, which may have several opportunities or none: those of a webhook that names no
/// opportunity are left to the API, which knows what opportunities the lead has.
/// </summary>
internal static class CloseActivity
{
    private const int MostAttendees = 32;

    /// <summary>In seconds; what Close takes.</summary>
    private const int LongestCall = 604_800;

    public static EventReading Read(CloseEvent fact, string kind, bool canAsk, NoteLexicon notes)
    {
        var isDeleted = fact.Action == "deleted";
        if (KindOf(fact.ObjectType, kind) is not { } activity)
        {
            return EventReading.Nothing;
        }

        var told = isDeleted ? fact.PreviousData : fact.OptionalData;
        if (told is not { } data || data.OptionalId("opportunity_id") is not { } deal)
        {
            // Sequences write thousands of emails, which are no touch: to ask about each would use up what Close allows.
            var isWanted = canAsk && !isDeleted && !(told is { } known && (IsUnsent(activity, known) || IsAutomated(known)));
            return isWanted ? EventReading.Wants(new CrmObject(ObjectOf(activity), fact.ObjectId)) : EventReading.Nothing;
        }

        if (isDeleted)
        {
            return EventReading.Of(new CanonicalEvent.ActivityRemoved { Id = fact.Id, OccurredAt = fact.OccurredAt, DealId = deal, ActivityId = fact.ObjectId });
        }

        return IsUnsent(activity, data)
            ? EventReading.Nothing
            : EventReading.Of(new CanonicalEvent.ActivityLogged { Id = fact.Id, OccurredAt = fact.OccurredAt, DealId = deal, Activity = Facts(fact.ObjectId, activity, data, notes) });
    }

    /// <summary>An activity or task of the API; null for what is none of our concern, or not sent yet.</summary>
    public static ActivityFacts? OfApi(EventFields data, NoteLexicon notes)
    {
        var type = data.Text("_type")?.ToLowerInvariant();
        return KindOf(type is "lead" ? "task.lead" : "activity", type ?? "") is { } kind && !IsUnsent(kind, data) ? Facts(data.Id("id"), kind, data, notes) : null;
    }

    /// <summary>Whether events of such objects may be activities of deals.</summary>
    public static bool IsActivity(string objectType) =>
        objectType.Split('.') is ["activity" or "task", var kind] && KindOf(objectType, kind) is not null;

    private static CrmObjectKind ObjectOf(ActivityKind kind) => kind switch
    {
        ActivityKind.Note => CrmObjectKind.Note,
        ActivityKind.Call => CrmObjectKind.Call,
        ActivityKind.Meeting => CrmObjectKind.Meeting,
        ActivityKind.Task => CrmObjectKind.Task,
        _ => CrmObjectKind.Email,
    };

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

    private static bool IsAutomated(EventFields data) => data.OptionalId("sequence_id") is not null || data.OptionalId("bulk_email_action_id") is not null;

    private static ActivityFacts Facts(string id, ActivityKind kind, EventFields data, NoteLexicon notes) => new()
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
        EndsAt = EndsAt(kind, data),
        DueAt = kind is ActivityKind.Task ? DueAt(data) : null,
        Automated = IsAutomated(data),
        ContactIds = Contacts(data),
        Note = Note(kind, data, notes),
    };

    private static ImmutableArray<string> Contacts(EventFields data) =>
    [
        .. data.Parts("attendees", MostAttendees)
            .Select(attendee => attendee.OptionalId("contact_id"))
            .Append(data.OptionalId("contact_id"))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What was written about a meeting is kept apart from its invitation; a task is one line of text.</summary>
    private static NoteReading? Note(ActivityKind kind, EventFields data, NoteLexicon notes)
    {
        var text = kind is ActivityKind.Task ? data.Text("text")
            : data.Text("user_note_html") is { Length: > 0 } html ? HtmlText.Of(html)
            : data.Text("note");
        return text is { Length: > 0 } ? NoteReader.Read(text, notes) : null;
    }

    private static DateTimeOffset? EndsAt(ActivityKind kind, EventFields data) =>
        kind is ActivityKind.Call && StartsAt(data) is { } start && data.Amount("duration") is > 0 and <= LongestCall and var seconds
            ? start.AddSeconds((double)seconds)
            : CloseEvent.Instant(data, "ends_at");

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
        (ActivityKind.Email, "sent" or "inbox") => ActivityStatus.Done,
        (ActivityKind.Call, "completed") => data.Text("disposition") is null or "answered" ? ActivityStatus.Done : null,
        (ActivityKind.Meeting, "upcoming") => ActivityStatus.Planned,
        (ActivityKind.Meeting, "completed") => ActivityStatus.Held,
        (ActivityKind.Meeting, "canceled" or "declined-by-lead" or "declined-by-org") => ActivityStatus.Cancelled,
        _ => null,
    };
}
