using SalesSignals.Cli.Demo;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.StandIns;

namespace SalesSignals.Crm.Tests.Pipedrive;

/// <summary>A story without what Pipedrive cannot tell: all of that is here.</summary>
internal static class PipedriveTellsLess
{
    /// <param name="byApi">Whether the API is asked as well: it knows names, addresses and participants.</param>
    public static string Meaning(DealStory story, bool byApi) => DealMeaning.Of(
        story.Facts.Select((fact, index) => Told(story, fact, index, byApi)).OfType<CanonicalEvent>().Aggregate(DealSnapshot.Empty(story.Key), DealMerge.Apply));

    private static CanonicalEvent? Told(DealStory story, StoryFact fact, int index, bool byApi) => fact.Event switch
    {
        // A deal is told whole: what it has none of is told to be none.
        CanonicalEvent.DealChanged created when index == 0 => created with
        {
            Deal = created.Deal with
            {
                Amount = created.Deal.Amount.IsTold ? created.Deal.Amount : Events.Told.Of<decimal?>(null),
                CloseOn = created.Deal.CloseOn.IsTold ? created.Deal.CloseOn : Events.Told.Of<DateOnly?>(null),
            },
        },

        // Nobody's role; and webhooks tell the number of the first one only.
        CanonicalEvent.ContactAssociated told when byApi => told with { Contact = told.Contact with { Role = null } },
        CanonicalEvent.ContactAssociated told => told.Contact.Id == FirstContact(story) ? told with { Contact = new() { Id = told.Contact.Id } } : null,
        CanonicalEvent.ActivityLogged logged => Told(logged, fact.Text, byApi),
        var other => other,
    };

    private static CanonicalEvent? Told(CanonicalEvent.ActivityLogged logged, string? text, bool byApi)
    {
        var activity = logged.Activity with
        {
            Direction = null,
            ContactIds = byApi ? logged.Activity.ContactIds : [.. logged.Activity.ContactIds.Take(1)],
        };
        return activity switch
        {
            { Kind: ActivityKind.Email or ActivityKind.Deliverable } => null,

            // It counts from when it was last edited.
            { Kind: ActivityKind.Note } => logged with { Activity = activity with { StartsAt = null, Note = NoteReader.Read(text!) } },

            // What was called off is deleted, and so is a call that nobody took.
            { Status: ActivityStatus.Cancelled or ActivityStatus.NoShow or ActivityStatus.Moved } =>
                new CanonicalEvent.ActivityRemoved { Id = logged.Id, OccurredAt = logged.OccurredAt, DealId = logged.DealId, ActivityId = activity.Id },
            { Kind: ActivityKind.Call, Status: ActivityStatus.Held } => logged with { Activity = activity with { Status = ActivityStatus.Done } },

            // Ticked before it was due: done on that day, by then. When it was due is not asked any more.
            { Kind: ActivityKind.Task, Status: ActivityStatus.Done } => logged with
            {
                Activity = activity with { Note = OfTask, StartsAt = new(logged.OccurredAt.UtcDateTime.Date, TimeSpan.Zero), EndsAt = logged.OccurredAt, DueAt = null },
            },
            { Kind: ActivityKind.Task } => logged with { Activity = activity with { Note = OfTask } },
            _ => logged with { Activity = activity },
        };
    }

    /// <summary>Every task has a subject there.</summary>
    private static NoteReading OfTask { get; } = NoteReader.Read("Task");

    private static string? FirstContact(DealStory story) => story.Facts.Select(fact => fact.Event).OfType<CanonicalEvent.ContactAssociated>().FirstOrDefault()?.Contact.Id;
}
