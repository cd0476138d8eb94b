using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.StandIns;

namespace SalesSignals.Cli.Tests.Demo.Dialects;

public sealed class DialectTests
{
    private const int Deals = 60;

    public static TheoryData<string> All => [.. KnownDialects.All.Select(dialect => dialect.Source)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_Story_Means_The_Same_In_Every_Dialect(string source)
    {
        var heard = await HeardOrganisation.HearAsync(KnownDialects.Of(source)!, Deals);

        // Of what was deleted an API says nothing any more.
        var isAsked = KnownDialects.Of(source)!.StartApi is not null;
        Assert.All(heard.Told.Deals.Where(deal => deal.Plot is not Plot.Merged && !(deal.Plot is Plot.Deleted && isAsked)), deal => Assert.Equal(Meaning(deal), heard.MeaningOf(deal)));
        Assert.All(heard.Told.Deals.Where(deal => deal.Plot is Plot.Deleted), deal => Assert.Contains(": deleted, ", heard.MeaningOf(deal), StringComparison.Ordinal));
        Assert.All(heard.Told.Deals.Where(deal => deal.Plot is Plot.Merged), deal =>
            Assert.Equal(2, heard.Deals.Count(other => other.MergedInto.Value == heard.Told.KeyOf(deal).Id)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_Rules_Find_The_Trouble_That_Each_Story_Means_And_No_Other(string source)
    {
        var heard = await HeardOrganisation.HearAsync(KnownDialects.Of(source)!, Deals, seed: 5);

        Assert.All(heard.Told.Deals.Where(deal => deal.Plot is not Plot.Merged), deal =>
            Assert.Equal((deal.Plot, string.Join(' ', deal.Expected)), (deal.Plot, string.Join(' ', heard.SignalsOf(deal)))));
    }

    [Fact]
    public async Task Two_Crms_At_Once_Do_Not_Get_In_Each_Others_Way()
    {
        var heard = await HeardOrganisation.HearAsync(Organisation.Create(CliRig.Monday, deals: 150));

        Assert.All(heard.Told.Deals.Where(deal => deal.Plot is not Plot.Merged), deal =>
            Assert.Equal((deal.Key, string.Join(' ', deal.Expected)), (deal.Key, string.Join(' ', heard.SignalsOf(deal)))));
    }

    /// <summary>Deal by deal, by the rules; but for what stands in the one list.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public async Task The_Same_Deals_Show_The_Same_Signals_In_Every_Dialect(string source)
    {
        var reference = await HeardOrganisation.HearAsync(StandardWebhooksDialect.Create(), Deals, seed: 9);
        var heard = await HeardOrganisation.HearAsync(KnownDialects.Of(source)!, Deals, seed: 9);
        var silences = Silences.Of(source);

        var pairs = reference.Told.Deals.Zip(heard.Told.Deals).Where(pair => pair.Second.Plot is not Plot.Merged).ToList();

        Assert.All(pairs.Where(pair => pair.First.Plot == pair.Second.Plot), pair =>
            Assert.Equal((pair.First.Plot, string.Join(' ', reference.SignalsOf(pair.First).Except(silences))), (pair.First.Plot, string.Join(' ', heard.SignalsOf(pair.Second)))));
        Assert.All(pairs, pair => Assert.True(pair.First.Plot == pair.Second.Plot || Silences.Hide(source, pair.First.Plot), $"{pair.First.Plot} is not told, and nothing says why."));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Without_The_Secret_No_Webhook_Is_Taken(string source)
    {
        var dialect = KnownDialects.Of(source)!;
        var (mine, others) = (DemoSource.Connect(dialect), DemoSource.Connect(dialect));
        var request = WebhookFeed.Create(Organisation.Create(CliRig.Monday, 1, 20, dialect))[0];

        var forged = await Listener.OverTheWireAsync(others, request, CliRig.Monday);

        Assert.Equal("SignatureMismatch", new Listener(mine).Refusal(forged, CliRig.Monday));
    }

    [Fact]
    public void Each_Source_Has_A_Name_Of_Its_Own_That_Is_Found_In_Any_Case()
    {
        Assert.Equal(KnownDialects.All.Length, KnownDialects.All.Select(dialect => dialect.Source).Distinct().Count());
        Assert.All(KnownDialects.All, dialect => Assert.Same(dialect, KnownDialects.Of(dialect.Source.ToUpperInvariant())));
        Assert.Null(KnownDialects.Of("siebel"));
    }

    private static string Meaning(DealStory deal) =>
        DealMeaning.Of(Hearing.Of(KnownDialects.Of(deal.Key.Source)!.Kind, deal).Aggregate(DealSnapshot.Empty(deal.Key), DealMerge.Apply));
}
