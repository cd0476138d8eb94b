using SalesSignals.Cli.Demo;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.StandIns;

namespace SalesSignals.Crm.Tests.Pipedrive;

/// <summary>The same life, told by webhooks, by the API, or by both, is the same life.</summary>
public class PipedriveStoriesTests : PipedriveRig
{
    private const int Shuffles = 50;

    public static TheoryData<string> Ids => [.. Stories.All.Select(story => story.Key.Id)];

    public static TheoryData<string> IdsOfThoseThatAre => [.. Stories.All.Where(story => story.Plot is not Plot.Deleted).Select(story => story.Key.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Webhooks_Tell_The_Story_In_Any_Order(string id)
    {
        var story = Story(id);
        CanonicalEvent[][] told = [.. Received(Some.Pipedrive(), story).Select(webhook => webhook.Events.ToArray())];
        var random = new Random(1);
        for (var i = 0; i < Shuffles; i++)
        {
            Assert.Equal(PipedriveTellsLess.Meaning(story, byApi: false), Meaning(Merged(told.SelectMany(events => events), id)));
            told = [.. told, .. random.GetItems(told, 3)];
            random.Shuffle(told);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Webhooks_Are_Accepted_As_Pipedrives(string id)
    {
        var secret = Dialect.CreateSecret();
        var source = Some.Pipedrive(secrets: secret);
        var told = Dialect.Tell(Story(id), "crm").ToList();

        Assert.Equal(told.OrderBy(webhook => webhook.At).Select(webhook => webhook.Request.Id), told.Select(webhook => webhook.Request.Id));
        foreach (var (at, request) in told)
        {
            using var message = Dialect.Sign(request, new("https://signals.example.com/api/webhooks/crm"), secret, at);
            var received = Some.Request(request.Body).With("Authorization", message.Headers.Authorization!.ToString());
            Assert.Equal(SalesSignals.Webhooks.WebhookVerdict.Accepted, source.Webhook.Verify(received, at));
        }
    }

    [Theory]
    [MemberData(nameof(IdsOfThoseThatAre))]
    public async Task A_Backfill_Tells_The_Story(string id)
    {
        LoadAll();

        Assert.Equal(PipedriveTellsLess.Meaning(Story(id), byApi: true), Meaning(Merged(await WalkAsync(Backfill), id)));
    }

    [Theory]
    [MemberData(nameof(IdsOfThoseThatAre))]
    public async Task The_Changes_Of_The_Whole_Time_Tell_The_Story(string id)
    {
        LoadAll();

        Assert.Equal(PipedriveTellsLess.Meaning(Story(id), byApi: true), Meaning(Merged(await WalkAsync(Changes), id)));
    }

    [Theory]
    [MemberData(nameof(IdsOfThoseThatAre))]
    public async Task Asked_For_A_Deal_The_Api_Tells_Its_Past_And_Its_Contacts(string id)
    {
        LoadAll();
        var activities = Received(Source, Story(id)).SelectMany(webhook => webhook.Events)
            .Where(told => told is CanonicalEvent.ActivityLogged or CanonicalEvent.ActivityRemoved)
            .ToList();
        var wanted = Received(Source, Story(id)).SelectMany(webhook => webhook.Wanted).Append(new(CrmObjectKind.Deal, id));

        var told = await Client.HydrateAsync([.. CrmObject.Distinct(wanted)], default);

        Assert.Equal(PipedriveTellsLess.Meaning(Story(id), byApi: true), Meaning(Merged([.. told, .. activities], id)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task After_Webhooks_The_Api_Says_Nothing_Else(string id)
    {
        LoadAll();
        var story = Story(id);
        var webhooks = Received(Source, story).ToList();
        var wanted = CrmObject.Distinct(webhooks.SelectMany(webhook => webhook.Wanted)).ToList();
        CanonicalEvent[] heard = [.. webhooks.SelectMany(webhook => webhook.Events), .. await Client.HydrateAsync(wanted, default)];
        CanonicalEvent[] read = [.. await WalkAsync(Backfill), .. await WalkAsync(Changes)];
        var before = Merged(heard, id);

        Assert.Equal(PipedriveTellsLess.Meaning(story, byApi: true), Meaning(before));
        Assert.Equal(Meaning(before), Meaning(Merged([.. heard, .. read], id)));
        Assert.Equal(Meaning(before), Meaning(Merged([.. read.Reverse(), .. heard.Reverse()], id)));
    }

    /// <summary>That something was called off, which is a deletion, only webhooks tell.</summary>
    [Theory]
    [InlineData("4001")]
    [InlineData("4002")]
    [InlineData("4005")]
    public async Task What_Webhooks_Lost_Changes_Mend(string id)
    {
        LoadAll();
        var heard = Received(Source, Story(id)).Where((_, index) => index % 3 == 0).SelectMany(webhook => webhook.Events).ToList();

        Assert.NotEqual(PipedriveTellsLess.Meaning(Story(id), byApi: true), Meaning(Merged(heard, id)));
        Assert.Equal(PipedriveTellsLess.Meaning(Story(id), byApi: true), Meaning(Merged([.. heard, .. await WalkAsync(Changes)], id)));
    }

    [Fact]
    public async Task A_Backfill_Tells_Nothing_Of_What_Was_Deleted_And_Changes_Tell_That_It_Was()
    {
        LoadAll();
        var deleted = Stories.All.Single(story => story.Plot is Plot.Deleted).Key.Id;

        Assert.DoesNotContain(await WalkAsync(Backfill), told => told.DealId == deleted);
        Assert.IsType<CanonicalEvent.DealDeleted>(Assert.Single(await WalkAsync(Changes), told => told.DealId == deleted));
    }

    private static DealStory Story(string id) => Stories.All.Single(story => story.Key.Id == id);

    private static IEnumerable<Translation> Received(CrmSource source, DealStory story) => Dialect.Tell(story, source.Name).Select(told =>
    {
        var translation = source.Translate(Some.Delivery(told.Request.Body));
        Assert.Empty(translation.Unreadable);
        return translation;
    });

    private void LoadAll()
    {
        foreach (var story in Stories.All)
        {
            Pipedrive.Load(story);
        }
    }
}
