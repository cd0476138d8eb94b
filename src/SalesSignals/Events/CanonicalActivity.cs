namespace SalesSignals.Events;

/// <summary>Reads the activity of a canonical event, whole. Its text is read once, here, and goes no further.</summary>
internal static class CanonicalActivity
{
    /// <summary>More people than this in one meeting say nothing more about the deal.</summary>
    public const int MaxContacts = 32;

    public static CanonicalEvent.ActivityLogged Logged(EventFields activity, string id, DateTimeOffset at, NoteLexicon notes) => new()
    {
        Id = id,
        OccurredAt = at,
        DealId = activity.Id("dealId"),
        Activity = new()
        {
            Id = activity.Id("id"),
            Kind = activity.Choice("kind", EventNames.Kinds) ?? throw activity.Missing("kind", $"one of {string.Join(", ", EventNames.Kinds.All)}"),
            Direction = activity.Choice("direction", EventNames.Directions),
            Status = activity.Choice("status", EventNames.Statuses),
            CancelledBy = activity.Choice("cancelledBy", EventNames.Parties),
            StartsAt = activity.Instant("startsAt"),
            EndsAt = activity.Instant("endsAt"),
            DueAt = activity.Instant("dueAt"),
            Automated = activity.Flag("automated") ?? false,
            ContactIds = [.. activity.Ids("contactIds", MaxContacts)],
            Deliverable = activity.Choice("deliverable", EventNames.Deliverables),
            Note = activity.Text("text") is { } text ? NoteReader.Read(text, notes) : null,
        },
    };

    public static CanonicalEvent.ActivityRemoved Removed(EventFields activity, string id, DateTimeOffset at) => new()
    {
        Id = id,
        OccurredAt = at,
        DealId = activity.Id("dealId"),
        ActivityId = activity.Id("id"),
    };
}
