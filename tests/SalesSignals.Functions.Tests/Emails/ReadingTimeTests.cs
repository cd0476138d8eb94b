using AngleSharp.Html.Parser;
using SalesSignals.Board;
using SalesSignals.Functions.Emails;

namespace SalesSignals.Functions.Tests.Emails;

/// <summary>Whatever has happened, an email is read in a minute.</summary>
public class ReadingTimeTests
{
    private const int Most = ReadingTime.WordsAMinute;

    /// <summary>But for forecasts: a table of figures is looked at, not read.</summary>
    public static TheoryData<string> Emails =>
        new([.. EmailRendererTests.Names.Where(which => !which.Contains("forecast", StringComparison.Ordinal))]);

    [Theory]
    [MemberData(nameof(Emails))]
    public async Task Plain_Text_Is_Read_In_A_Minute(string which) =>
        Assert.InRange(ReadingTime.Words((await SampleMail.RenderAsync(which)).Text), 20, Most);

    /// <summary>Counted from what a browser would show: no preview line, no footer, no links to act; figures are seen rather than read.</summary>
    [Theory]
    [MemberData(nameof(Emails))]
    public async Task Html_Is_Read_In_A_Minute(string which)
    {
        var document = new HtmlParser().ParseDocument((await SampleMail.RenderAsync(which)).Html);
        var paper = document.QuerySelector("td.paper")!;
        foreach (var action in paper.QuerySelectorAll("a:not(.link)").ToArray())
        {
            action.Remove();
        }

        foreach (var apart in paper.QuerySelectorAll("br, td, p").ToArray())
        {
            apart.Insert(AngleSharp.Dom.AdjacentPosition.AfterEnd, " ");
        }

        var words = paper.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetter));

        // The chart's legend has four names, amounts and shares more than its sentence.
        Assert.InRange(words, 20, Most + 12);
    }

    [Theory]
    [InlineData("busy-digest", 7)]
    [InlineData("crowded-digest", 7)]
    [InlineData("busy-alert", 5)]
    public async Task A_Rep_With_Sixty_Signals_Makes_Every_Deal_Of_The_Budget_Named_And_The_Rest_Counted(string which, int deals)
    {
        var email = await SampleMail.RenderAsync(which);
        var named = which == "busy-alert" ? SampleMail.BusyAlert().Deals.Select(deal => deal.Deal.Name)
            : (which == "busy-digest" ? SampleMail.BusyDigest() : SampleMail.CrowdedDigest()).Deals.Select(deal => deal.Deal.Name);

        Assert.Equal(deals, named.Count());
        Assert.All(named, name => Assert.Contains(name, email.Text, StringComparison.Ordinal));
        Assert.Matches(which == "busy-alert" ? "7 more deals have news" : "(5|53) more deals have signals", email.Text);
    }

    /// <summary>A morning on which all has moved, with more to name than is read in a minute.</summary>
    [Theory]
    [InlineData("digest", 1)]
    [InlineData("moved-digest", 2)]
    public async Task The_Largest_That_Was_Won_And_Lost_Is_Named_However_Much_There_Is_To_Tell(string which, int kinds)
    {
        var digest = which == "digest" ? SampleMail.Digest() : SampleMail.MovedDigest();
        var email = await SampleMail.RenderAsync(which);
        var moved = email.Text[email.Text.IndexOf("\nMoved since", StringComparison.Ordinal)..email.Text.IndexOf("\nWhere you can help", StringComparison.Ordinal)];

        var closed = digest.Moves.Rows.Where(row => row.Kind is DealMoveKind.Won or DealMoveKind.Lost).ToArray();
        Assert.Equal(kinds, closed.Length);
        Assert.All(closed, row =>
        {
            Assert.Contains($"{row.Count} {row.Label.ToLowerInvariant()}", moved, StringComparison.Ordinal);
            Assert.Contains(row.Names[0], moved, StringComparison.Ordinal);
            Assert.Contains(row.Names[0], email.Html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_Digest_Names_What_Moved_Before_It_Shows_Another_Card() => Assert.All(Detail.OfDigest.GroupBy(level => level with { Moves = 0 }), level => Assert.Equal(
        level.Key switch { { Brief: false } => [3], { FullCards: > 1 } => [3, 2, 1], _ => [3, 2, 1, 0] },
        level.Select(one => one.Moves)));

    [Fact]
    public void Levels_Show_Less_And_Less() => Assert.All(Detail.Levels.Zip(Detail.Levels.Skip(1)), levels => Assert.True(
        levels.Second.FullCards <= levels.First.FullCards
        && levels.Second.Signals <= levels.First.Signals
        && levels.Second.Evidence <= levels.First.Evidence
        && levels.Second.Then <= levels.First.Then
        && levels.Second.Rows <= levels.First.Rows));

    [Fact]
    public void Links_What_Names_Them_And_The_Footer_Are_Not_Read()
    {
        const string Text = "3 deals need you\n\n=> Next step: Call.\nhttps://crm.example/1\nPark 3 days:\nhttps://signals.example/x\nNote:\n--\nSent every morning.\n";

        Assert.Equal(7, ReadingTime.Words(Text));
    }
}
