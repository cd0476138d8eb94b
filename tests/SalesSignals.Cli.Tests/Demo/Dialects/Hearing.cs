using System.Collections.Immutable;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Events;
using SalesSignals.StandIns.Close;
using SalesSignals.StandIns.HubSpot;

namespace SalesSignals.Cli.Tests.Demo.Dialects;

/// <summary>What of a story can be heard of it by a CRM as the demo connects it: the list of all that dialects tell differently or not at all.</summary>
internal static class Hearing
{
    public static IEnumerable<CanonicalEvent> Of(string kind, DealStory story)
    {
        var first = story.Facts.Select(fact => fact.Event).OfType<CanonicalEvent.ContactAssociated>().First().Contact.Id;
        Func<StoryFact, CanonicalEvent?> hear = kind switch
        {
            "HubSpot" => HubSpotTellable.Of,
            "Pipedrive" => fact => OfPipedrive(DealStories.Read(fact), fact.Text, first),
            "Salesforce" => fact => OfSalesforce(DealStories.Read(fact)),
            "Dataverse" => fact => OfDataverse(DealStories.Read(fact)),

            // What a sequence sends is no touch, and not asked about.
            "Close" => fact => fact.Event is CanonicalEvent.ActivityLogged { Activity.Automated: true } ? null : CloseTellable.Of(fact),
            _ => DealStories.Read,
        };
        var facts = kind == "Salesforce" ? SalesforceStory.Of(story) : story.Facts;
        return facts.Select(hear).OfType<CanonicalEvent>();
    }

    private static CanonicalEvent? OfPipedrive(CanonicalEvent told, string? text, string firstContact) => told switch
    {
        CanonicalEvent.DealChanged changed => Whole(changed),
        CanonicalEvent.ContactAssociated contact => contact.Contact.Id == firstContact ? contact with { Contact = new() { Id = firstContact } } : null,

        // What is called off is deleted there.
        CanonicalEvent.ActivityLogged { Activity: { Status: ActivityStatus.Cancelled } activity } =>
            new CanonicalEvent.ActivityRemoved { Id = told.Id, OccurredAt = told.OccurredAt, DealId = told.DealId, ActivityId = activity.Id },
        CanonicalEvent.ActivityLogged logged => logged with
        {
            Activity = logged.Activity with
            {
                Direction = null,
                ContactIds = First(logged.Activity),
                Status = logged.Activity is { Kind: ActivityKind.Call, Status: ActivityStatus.Held } ? ActivityStatus.Done : logged.Activity.Status,
                StartsAt = logged.Activity.Kind is ActivityKind.Note ? null : logged.Activity.StartsAt,

                // What a task is for stands in its subject.
                Note = logged.Activity.Kind is ActivityKind.Task ? NoteReader.Read(text ?? "Task") : logged.Activity.Note,
            },
        },
        _ => told,
    };

    private static CanonicalEvent OfSalesforce(CanonicalEvent told) => told switch
    {
        CanonicalEvent.ContactAssociated contact => contact with { Contact = contact.Contact with { Name = null, Email = null } },
        CanonicalEvent.ActivityLogged { Activity: { Kind: ActivityKind.Meeting } meeting } logged => logged with { Activity = meeting with { Status = null, ContactIds = First(meeting) } },

        // A task is for a day.
        CanonicalEvent.ActivityLogged { Activity: { Status: ActivityStatus.Planned } planned } logged => logged with
        {
            Activity = planned with { Direction = null, StartsAt = null, EndsAt = null, DueAt = new DateTimeOffset(planned.DueAt!.Value.UtcDateTime.Date, TimeSpan.Zero).AddDays(1).AddSeconds(-1) },
        },
        CanonicalEvent.ActivityLogged { Activity: var done } logged => logged with
        {
            Activity = done with
            {
                Direction = done.Kind is ActivityKind.Call ? done.Direction : null,
                Status = done.Status is ActivityStatus.NoShow ? ActivityStatus.NoShow : ActivityStatus.Done,
                ContactIds = First(done),
                Automated = false,
                StartsAt = null,
                EndsAt = done.EndsAt ?? done.StartsAt,
            },
        },
        _ => told,
    };

    private static CanonicalEvent OfDataverse(CanonicalEvent told) => told switch
    {
        // A deal that is won closes on the day it is won.
        CanonicalEvent.DealChanged changed => changed with
        {
            Deal = changed.Deal with
            {
                CloseOn = changed.Deal.Stage.Value is "won" ? Told.Of<DateOnly?>(DateOnly.FromDateTime(changed.OccurredAt.UtcDateTime)) : changed.Deal.CloseOn,
                Currency = default,
            },
        },
        CanonicalEvent.ContactAssociated contact => contact with { Contact = contact.Contact with { Email = null } },
        CanonicalEvent.ActivityLogged logged => logged with
        {
            Activity = logged.Activity with
            {
                Status = logged.Activity is { Kind: ActivityKind.Meeting, Status: ActivityStatus.Planned } ? null : logged.Activity.Status,
                Direction = logged.Activity.Kind is ActivityKind.Task ? null : logged.Activity.Direction,
                StartsAt = logged.Activity.Kind is ActivityKind.Note ? null : logged.Activity.StartsAt,
                EndsAt = logged.Activity.Status is ActivityStatus.NoShow ? logged.OccurredAt : logged.Activity.EndsAt,
            },
        },
        _ => told,
    };

    /// <summary>Of those who took part, only the first is told.</summary>
    private static ImmutableArray<string> First(ActivityFacts activity) => [.. activity.ContactIds.Take(1)];

    /// <summary>Told whole, a deal without an amount is told to have none.</summary>
    private static CanonicalEvent.DealChanged Whole(CanonicalEvent.DealChanged changed) => changed.Deal.CreatedAt.IsTold
        ? changed with { Deal = changed.Deal with { Amount = Told.Of(changed.Deal.Amount.Value) } }
        : changed;
}
