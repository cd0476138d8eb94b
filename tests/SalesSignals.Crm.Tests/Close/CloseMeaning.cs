using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.StandIns;
using SalesSignals.StandIns.Close;

namespace SalesSignals.Crm.Tests.Close;

/// <summary>What becomes of a story when Close tells it.</summary>
internal static class CloseMeaning
{
    private static readonly Dialect Dialect = CloseDialect.Create();
    private static readonly StageMap Stages = new(SalesSettings.Default with { Pipelines = Dialect.Pipelines });

    /// <summary>What becomes of a story's deal by events in Close's ids.</summary>
    public static string Of(DealStory story, IEnumerable<CanonicalEvent> events) =>
        DealMeaning.Of(Merged(Dialect.DealId(story.Key.Id), events), Stages, owner => owner["user_".Length..]);

    /// <summary>What Close can tell with its webhooks and its API.</summary>
    public static string Expected(DealStory story) => Expected(story, CloseTellable.Of);

    /// <summary>Webhooks alone say of activities, and of all contacts but the first, whose customer they are and not of what deal.</summary>
    public static string ExpectedOfWebhooksAlone(DealStory story)
    {
        var first = story.Facts.Select(fact => fact.Event).OfType<CanonicalEvent.ContactAssociated>().FirstOrDefault();
        return Expected(story, fact => fact.Event switch
        {
            CanonicalEvent.ActivityLogged => null,
            CanonicalEvent.ContactAssociated told when told.Contact.Id == first?.Contact.Id => told with { Contact = told.Contact with { Email = null, Role = null } },
            CanonicalEvent.ContactAssociated => null,
            _ => CloseTellable.Of(fact),
        });
    }

    /// <summary>The API keeps no history of amounts and close dates.</summary>
    public static string WithoutLostHistory(string meaning) => string.Join(
        Environment.NewLine,
        meaning.Split(Environment.NewLine).Where(line => !line.StartsWith("amounts ", StringComparison.Ordinal) && !line.StartsWith("close dates ", StringComparison.Ordinal)));

    private static string Expected(DealStory story, Func<StoryFact, CanonicalEvent?> tell) =>
        DealMeaning.Of(Merged(story.Key.Id, story.Facts.Select(tell).OfType<CanonicalEvent>()));

    private static DealSnapshot Merged(string id, IEnumerable<CanonicalEvent> events) =>
        events.Where(told => told.DealId == id).Aggregate(DealSnapshot.Empty(new("crm", id)), DealMerge.Apply);
}
