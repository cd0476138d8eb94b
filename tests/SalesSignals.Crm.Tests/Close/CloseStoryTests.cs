using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using SalesSignals.StandIns;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Tests.Close;

/// <summary>The same story through Close's webhooks, its API, its event log and all of them: always the same deal.</summary>
public class CloseStoryTests : CloseRig
{
    private static readonly Dialect Dialect = CloseDialect.Create();

    public static TheoryData<int> Numbers() => [.. Enumerable.Range(0, Stories.All.Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Webhooks_Alone_Tell_The_Story_But_Not_What_Belongs_To_Its_Lead(int number)
    {
        var story = Stories.All[number];
        var source = Some.Close();
        List<CanonicalEvent[]> told = [.. Dialect.Tell(story, "close").Select(sent => Translated(source, sent.Request).Events.ToArray())];
        CanonicalEvent[][] shuffled = [.. told, .. told];
        new Random(number).Shuffle(shuffled);

        Assert.Equal(CloseMeaning.ExpectedOfWebhooksAlone(story), CloseMeaning.Of(story, told.SelectMany(events => events)));
        Assert.Equal(CloseMeaning.ExpectedOfWebhooksAlone(story), CloseMeaning.Of(story, shuffled.SelectMany(events => events)));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Webhooks_And_What_They_Name_Tell_All_Of_It(int number)
    {
        var story = Stories.All[number];

        var told = await HearAsync(story);

        var shuffled = told.Concat(told).ToArray();
        new Random(number).Shuffle(shuffled);
        Assert.Equal(CloseMeaning.Expected(story), CloseMeaning.Of(story, told));
        Assert.Equal(CloseMeaning.Expected(story), CloseMeaning.Of(story, shuffled));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_Backfill_Tells_All_But_Old_Amounts_And_Close_Dates(int number)
    {
        var story = Stories.All[number];
        Stories.All.ToList().ForEach(Close.Load);
        Close.Now = () => Stories.Now;

        var told = await WalkAsync(Everything);

        // What was deleted is not there to be told of.
        Assert.Equal(story.Plot is not Plot.Deleted, told.Any(happened => happened.DealId == Dialect.DealId(story.Key.Id)));
        if (story.Plot is not Plot.Deleted)
        {
            Assert.Equal(CloseMeaning.WithoutLostHistory(CloseMeaning.Expected(story)), CloseMeaning.WithoutLostHistory(CloseMeaning.Of(story, told)));
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_Deal_That_Is_Asked_For_Is_Told_Like_In_A_Backfill(int number)
    {
        var story = Stories.All[number];
        Close.Load(story);
        var id = Dialect.DealId(story.Key.Id);

        var told = await AskAsync(CrmObjectKind.Deal, id);

        var walked = (await WalkAsync(Everything, "open")).Concat(await WalkAsync(Everything, "closed")).SelectMany(page => page.Events);
        Assert.Equal(Texts(walked), Texts(told));
        Assert.Equal(Texts(told), Texts(await AskAsync(CrmObjectKind.Deal, id)));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task The_Event_Log_Tells_All_Of_It(int number)
    {
        var story = Stories.All[number];
        Stories.All.ToList().ForEach(Close.Load);

        var log = (await WalkAsync(AllChanges, "log")).SelectMany(page => page.Events);

        Assert.Equal(CloseMeaning.Expected(story), CloseMeaning.Of(story, log));
        Assert.Equal(CloseMeaning.Expected(story), CloseMeaning.Of(story, await WalkAsync(AllChanges)));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task After_Webhooks_Nothing_Else_Tells_Anything_New(int number)
    {
        var story = Stories.All[number];
        var heard = await HearAsync(story);

        var backfill = await WalkAsync(Everything);
        var changes = await WalkAsync(AllChanges);

        Assert.Equal(CloseMeaning.Expected(story), CloseMeaning.Of(story, [.. heard, .. backfill]));
        Assert.Equal(CloseMeaning.Expected(story), CloseMeaning.Of(story, [.. changes, .. heard, .. backfill]));
        Assert.Empty(Texts((await WalkAsync(AllChanges, "log")).SelectMany(page => page.Events)).Except(Texts([.. heard, .. backfill])));
    }

    [Fact]
    public void The_Receiver_Takes_What_The_Dialect_Signs()
    {
        var secret = Dialect.CreateSecret();
        var source = Some.Close(secret);
        var request = Dialect.Tell(Stories.All[0], "close").First().Request;

        using var message = Dialect.Sign(request, new("https://signals.example.com/api/webhooks/close"), secret, Some.Noon);

        var received = Some.Request(request.Body);
        foreach (var (name, values) in message.Headers)
        {
            received = received.With(name, [.. values]);
        }

        Assert.Equal(WebhookVerdict.Accepted, source.Webhook.Verify(received, Some.Noon));
    }

    /// <summary>The story as it comes: each event when it happens, and what it names is asked for at once.</summary>
    private async Task<List<CanonicalEvent>> HearAsync(DealStory story)
    {
        var told = new List<CanonicalEvent>();
        foreach (var (at, request) in Dialect.Tell(story, "close"))
        {
            Close.Records.Apply(at, JsonNode.Parse(request.Body)!["event"]!.DeepClone().AsObject());
            var translation = Translated(Source, request);
            told.AddRange(translation.Events);
            told.AddRange(await Client.HydrateAsync([.. CrmObject.Distinct(translation.Wanted)], default));
        }

        return told;
    }

    private static Translation Translated(CrmSource source, FeedRequest request)
    {
        var translation = source.Translate(Some.Delivery(request.Body));
        Assert.Empty(translation.Unreadable);
        return translation;
    }

    private static SortedSet<string> Texts(IEnumerable<CanonicalEvent> events) => new(events.Select(CanonicalEventJson.Write), StringComparer.Ordinal);
}
