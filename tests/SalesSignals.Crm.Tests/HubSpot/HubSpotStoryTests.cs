using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using SalesSignals.StandIns;
using SalesSignals.StandIns.HubSpot;

namespace SalesSignals.Crm.Tests.HubSpot;

/// <summary>The same life of a deal means the same, whoever tells it: webhooks, the API, or both.</summary>
public class HubSpotStoryTests : HubSpotRig
{
    private const int Seed = 7;

    private static readonly CrmWalk Everything = new CrmWalk.Backfill(Stories.Begin.AddDays(-1));
    private static readonly CrmWalk AnyTime = new CrmWalk.Changes(Stories.Begin.AddDays(-1), Some.Noon.AddDays(1));

    public static TheoryData<string> All() => [.. Stories.All.Select(story => story.Key.Id)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Webhooks_And_What_They_Name_Mean_The_Same_As_The_Story(string id)
    {
        var story = Story(id);
        HubSpot.Load(story);

        var told = await WebhooksAsync(story);

        Assert.Equal(MeaningOf(Neutral(story), id), MeaningOf(told, id));
        CanonicalEvent[] shuffled = [.. told, .. told];
        new Random(Seed).Shuffle(shuffled);
        Assert.Equal(MeaningOf(told, id), MeaningOf(shuffled, id));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Backfill_Means_The_Same_And_Webhooks_Before_It_Change_Nothing(string id)
    {
        var story = Story(id);
        HubSpot.Load(story);

        var told = await WalkAsync(Everything);

        // What is deleted is not there to be read.
        Assert.Equal(IsDeleted(story) ? "" : MeaningOf(Neutral(story), id), told.Count == 0 ? "" : MeaningOf(told, id));
        Assert.Equal(MeaningOf(Neutral(story), id), MeaningOf([.. await WebhooksAsync(story), .. told], id));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Changes_Over_The_Whole_Time_Mean_The_Same(string id)
    {
        var story = Story(id);
        HubSpot.Load(story);

        var told = await WalkAsync(AnyTime);

        if (IsDeleted(story))
        {
            var deleted = Assert.IsType<CanonicalEvent.DealDeleted>(Assert.Single(told));
            Assert.Equal((id, story.Facts[^1].Event.OccurredAt), (deleted.DealId, deleted.OccurredAt));
        }
        else
        {
            Assert.Equal(MeaningOf(Neutral(story), id), MeaningOf(told, id));
        }

        Assert.Equal(MeaningOf(Neutral(story), id), MeaningOf([.. await WebhooksAsync(story), .. told], id));
    }

    [Fact]
    public async Task Backfill_And_Changes_Tell_In_The_Same_Words()
    {
        Stories.All.ToList().ForEach(HubSpot.Load);

        var backfill = (await WalkAsync(Everything)).Select(CanonicalEventJson.Write).ToHashSet();
        var changes = (await WalkAsync(AnyTime)).Where(told => told is not CanonicalEvent.DealDeleted).Select(CanonicalEventJson.Write).ToHashSet();

        Assert.Equal(backfill.Order(StringComparer.Ordinal), changes.Order(StringComparer.Ordinal));
    }

    /// <summary>All webhooks of a story, and what is read for them at its end.</summary>
    private async Task<List<CanonicalEvent>> WebhooksAsync(DealStory story)
    {
        var body = new JsonArray([.. HubSpotEvents.Of([story])]);
        var translation = Source(HubSpot.Address).Translate(Some.Delivery(body.ToJsonString()));
        Assert.Empty(translation.Unreadable);
        List<CanonicalEvent> events = [.. translation.Events];
        foreach (var kind in CrmObject.Distinct(translation.Wanted).GroupBy(wanted => wanted.Kind))
        {
            events.AddRange(await Client.HydrateAsync([.. kind], default));
        }

        return events;
    }

    private static IEnumerable<CanonicalEvent> Neutral(DealStory story) => story.Facts.Select(HubSpotTellable.Of);

    private static bool IsDeleted(DealStory story) => story.Facts[^1].Event is CanonicalEvent.DealDeleted;

    private static DealStory Story(string id) => Stories.All.Single(story => story.Key.Id == id);

    private static string MeaningOf(IEnumerable<CanonicalEvent> events, string id) => DealMeaning.Of(DealHistory.Deal(events, id));
}
