using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.StandIns;

namespace SalesSignals.Crm.Tests.Salesforce;

/// <summary>
/// What is left of a story that Salesforce tells: a task knows when it was done and the day it is for, an email no direction, an event no
/// status and one contact; and webhooks tell contacts without name and address.
/// </summary>
internal static class SalesforceWords
{
    private static readonly Dialect Dialect = SalesforceDialect.Create();
    private static readonly StageMap Stages = new(Settings.SalesSettings.Default with { Pipelines = Dialect.Pipelines });

    /// <summary>What a deal that Salesforce told means.</summary>
    public static string Meaning(DealSnapshot deal) => DealMeaning.Of(deal, Stages, id => Stories.All
        .SelectMany(story => story.Facts.Select(fact => (fact.Event as CanonicalEvent.DealChanged)?.Deal.OwnerId.Value))
        .First(owner => owner is not null && Dialect.OwnerId(owner) == id)!);

    /// <summary>What the story itself means, in so far as Salesforce can tell it.</summary>
    public static string Meaning(DealStory story, bool withNames) => DealMeaning.Of(SalesforceStory.Of(story)
        .Select(fact => InSalesforce(fact, withNames))
        .Aggregate(DealSnapshot.Empty(story.Key), DealMerge.Apply));

    private static CanonicalEvent InSalesforce(StoryFact fact, bool withNames) => fact.Event switch
    {
        CanonicalEvent.ActivityLogged logged => logged with
        {
            Activity = InSalesforce(logged.Activity) with
            {
                ContactIds = [.. logged.Activity.ContactIds.Take(1)],
                Note = fact.Text is { } text ? NoteReader.Read(text) : null,
            },
        },
        CanonicalEvent.ContactAssociated told when !withNames => told with { Contact = told.Contact with { Name = null, Email = null } },
        var happened => happened,
    };

    private static ActivityFacts InSalesforce(ActivityFacts activity) => activity switch
    {
        { Kind: ActivityKind.Meeting } => activity with { Status = null },
        { Status: ActivityStatus.Planned } => activity with { StartsAt = null, EndsAt = null, DueAt = EndOfDay(activity.DueAt ?? activity.StartsAt) },
        _ => activity with
        {
            Direction = activity.Kind is ActivityKind.Call ? activity.Direction : null,
            Status = activity.Status is ActivityStatus.Held ? ActivityStatus.Done : activity.Status,
            StartsAt = null,
            EndsAt = activity.EndsAt ?? activity.StartsAt,
            DueAt = null,
        },
    };

    private static DateTimeOffset? EndOfDay(DateTimeOffset? at) => at is { } time ? new DateTimeOffset(time.UtcDateTime.Date, TimeSpan.Zero).AddDays(1).AddSeconds(-1) : null;
}
