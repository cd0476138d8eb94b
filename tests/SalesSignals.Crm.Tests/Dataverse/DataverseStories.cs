using System.Collections.Immutable;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.StandIns;

namespace SalesSignals.Crm.Tests.Dataverse;

/// <summary>What of the stories Dataverse can tell, and what they then mean.</summary>
internal static class DataverseStories
{
    public static readonly StageMap Stages = new(SalesSettings.Default with { Pipelines = DataverseDialect.Create().Pipelines });

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Stories.All.Count)];

    public static string DealId(DealStory story) => DataverseIds.Deal(story.Key.Id);

    public static string Meaning(IEnumerable<CanonicalEvent> events, DealStory story) =>
        DealMeaning.Of(DealHistory.Deal(events, DealId(story)), Stages, DataverseIds.OwnerOf);

    /// <summary>The story as it was, but for what Dataverse tells in another way.</summary>
    /// <param name="withApi">With what only the API tells: addresses and currencies.</param>
    public static string Expected(DealStory story, bool withApi) => Neutral(Adapted(story, withApi), story);

    /// <summary>The story as the API has it: the deal as it stands since it was last changed, and when it was closed.</summary>
    public static string ExpectedOfApi(DealStory story, bool withActivities = true)
    {
        var events = Adapted(story, withApi: true).ToList();
        var changes = events.OfType<CanonicalEvent.DealChanged>().ToList();
        var last = Standing.Of(story).Last().After;
        var changedAt = events
            .Where(told => told is CanonicalEvent.DealChanged or CanonicalEvent.ContactAssociated { Contact.Role: null })
            .Max(told => told.OccurredAt);
        var stage = changes.Select(change => change.Deal.Stage.Value).Last(stage => stage is not (null or "won" or "lost"));
        var standing = changes[^1] with
        {
            OccurredAt = changedAt,
            Deal = last with
            {
                Stage = stage,
                Status = Told.Of<DealStatus?>(last.Stage.Value switch { "won" => DealStatus.Won, "lost" => DealStatus.Lost, _ => DealStatus.Open }),
                CloseOn = changes.LastOrDefault(change => change.Deal.CloseOn.IsTold)?.Deal.CloseOn ?? default,
            },
        };
        return Neutral([standing, .. events.Where(told => told is not CanonicalEvent.DealChanged && (withActivities || told is not CanonicalEvent.ActivityLogged))], story);
    }

    private static string Neutral(IEnumerable<CanonicalEvent> events, DealStory story) => DealMeaning.Of(DealHistory.Deal(events, story.Key.Id));

    /// <summary>The one list of what Dataverse tells differently from how it was.</summary>
    private static IEnumerable<CanonicalEvent> Adapted(DealStory story, bool withApi) => story.Facts.Select(fact => fact.Event switch
    {
        // A deal that is won ends on the day it was won; its currency, only the API knows.
        CanonicalEvent.DealChanged changed => changed with
        {
            Deal = changed.Deal with
            {
                CloseOn = changed.Deal.Stage.Value is "won" ? Told.Of<DateOnly?>(DateOnly.FromDateTime(changed.OccurredAt.UtcDateTime)) : changed.Deal.CloseOn,
                Currency = withApi ? changed.Deal.Currency : default,
            },
        },

        // A webhook knows who it is and not the address.
        CanonicalEvent.ContactAssociated told => told with { Contact = told.Contact with { Email = withApi ? told.Contact.Email : null } },
        CanonicalEvent.ActivityLogged logged => logged with { Activity = Adapted(logged.Activity, logged.OccurredAt) with { Note = Note(logged.Activity, fact.Text) } },
        var told => told,
    });

    private static ActivityFacts Adapted(ActivityFacts activity, DateTimeOffset at) => activity switch
    {
        // Few people complete their meetings, so an open one may well have been held.
        { Kind: ActivityKind.Meeting, Status: ActivityStatus.Planned } => activity with { Status = null },

        // What is done is told by when it was done.
        { Kind: ActivityKind.Task, Status: ActivityStatus.Done } => activity with { StartsAt = null, DueAt = null, EndsAt = activity.EndsAt ?? activity.StartsAt },
        { Kind: ActivityKind.Call, Status: ActivityStatus.NoShow } => activity with { EndsAt = activity.EndsAt ?? at },

        // A note has no time but that of its row.
        { Kind: ActivityKind.Note } => activity with { StartsAt = null },
        _ => activity,
    };

    private static NoteReading? Note(ActivityFacts activity, string? text) =>
        text is null || activity.Kind is ActivityKind.Meeting ? null : NoteReader.Read(text);
}
