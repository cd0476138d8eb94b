using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using SalesSignals.StandIns;
using SalesSignals.Webhooks;
using static SalesSignals.Crm.Tests.Dataverse.DataverseStories;

namespace SalesSignals.Crm.Tests.Dataverse;

public class DataverseDialectTests : DataverseRig
{
    private const int Seed = 7;
    private static readonly Dialect Dialect = DataverseDialect.Create();

    [Theory]
    [MemberData(nameof(DataverseStories.Numbers), MemberType = typeof(DataverseStories))]
    public void Webhooks_Tell_A_Story_In_Whatever_Order_And_However_Often(int number)
    {
        var story = Stories.All[number];
        var told = Told(Contexts.Source(), number).Select(translation => translation.Events).ToList();
        var shuffled = told.Concat(told).ToArray();
        new Random(Seed).Shuffle(shuffled);

        Assert.Equal(Expected(story, withApi: false), Meaning(told.SelectMany(events => events), story));
        Assert.Equal(Expected(story, withApi: false), Meaning(shuffled.SelectMany(events => events), story));
    }

    [Theory]
    [MemberData(nameof(DataverseStories.Numbers), MemberType = typeof(DataverseStories))]
    public async Task Webhooks_And_What_They_Leave_Out_Tell_All_Of_It_And_The_API_Adds_No_Other_Moves(int number)
    {
        var story = Stories.All[number];
        Dataverse.Load(story);
        var told = Told(Source, number);
        var wanted = CrmObject.Distinct(told.SelectMany(translation => translation.Wanted)).ToList();

        List<CanonicalEvent> events = [.. told.SelectMany(translation => translation.Events), .. await Client.HydrateAsync(wanted, default)];
        List<CanonicalEvent> again = [.. events, .. await WalkAsync(Backfill), .. await WalkAsync(AllChanges)];

        // A deal that is gone can no longer be asked for its currency.
        var expected = Expected(story, withApi: story.Facts[^1].Event is not CanonicalEvent.DealDeleted);
        Assert.Equal(expected, Meaning(events, story));
        Assert.Equal(expected, Meaning(again, story));
        Assert.Equal(expected, Meaning(again.AsEnumerable().Reverse(), story));
    }

    [Fact]
    public async Task Requests_Are_Accepted_As_They_Are_Signed()
    {
        var secret = Dialect.CreateSecret();
        var source = Contexts.Source(options => options.OrganizationIds.Add(Dialect.Options["OrganizationIds__0"]), secret);
        var told = Dialect.Tell(Stories.All[0], "crm").First();

        using var message = Dialect.Sign(told.Request, new(Some.Url), secret, told.At);
        var body = await message.Content!.ReadAsByteArrayAsync();
        var request = message.Headers.Aggregate(Some.Request(body), (request, header) => request.With(header.Key, header.Value.First()));

        Assert.Equal(WebhookVerdict.Accepted, source.Webhook.Verify(request, told.At));
        Assert.Empty(source.Warnings);
        Assert.Single(source.Translate(Some.Delivery(body)).Events);
    }

    private static List<Translation> Told(CrmSource source, int number)
    {
        var translations = Dialect.Tell(Stories.All[number], source.Name)
            .Select(told => source.Translate(Some.Delivery(told.Request.Body) with { ReceivedAt = told.At }))
            .ToList();
        Assert.All(translations, translation => Assert.Empty(translation.Unreadable));
        return translations;
    }
}
