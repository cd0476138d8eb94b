using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class TheoreticalCloseTests
{
    private static readonly DateOnly Someday = new(2027, 1, 15);

    [Theory]
    [InlineData("evaluation", false)]
    [InlineData("proposal", true)]
    [InlineData("negotiation", true)]
    public void It_Is_Asked_From_Proposal_On(string stage, bool expected)
    {
        Assert.Equal(expected, Detect(new() { Stage = stage, CloseOn = new(null) }).Signal is not null);
    }

    [Fact]
    public void A_Committed_Deal_Is_Asked_At_Any_Stage()
    {
        var signal = Detect(new() { ForecastCategory = "commit", CloseOn = new(null) }).Signal!;

        Assert.Equal(Severity.High, signal.Severity);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public void No_Amount_Is_No_Close(int? amount)
    {
        Assert.NotNull(Detect(new() { Stage = "proposal", CloseOn = Someday, Amount = new(amount) }).Signal);
    }

    [Fact]
    public void Price_Counts_As_Never_Discussed_Only_Where_Notes_Are_Told()
    {
        var fields = new DealFields { Stage = "proposal", CloseOn = Someday };

        Assert.Null(Detect(fields).Signal);
        Assert.NotNull(Detect(fields, Some.Note(Some.Noon, text: "They like the demo.")).Signal);
        Assert.Null(Detect(fields, Some.Note(Some.Noon, text: "We talked about the price, 12,000 EUR a year.")).Signal);
        Assert.Null(TheoreticalClose.Detect(Some.Context(
            Some.Deal(Some.Noon, fields, Some.Logged(Some.Noon, Some.Note(Some.Noon, text: "They like the demo."))), Some.Noon.AddDays(1), activitiesKnown: false)).Signal);
    }

    [Fact]
    public void A_Quote_That_Went_Out_Is_A_Talk_About_Price()
    {
        var quote = new ActivityFacts { Id = "q", Kind = ActivityKind.Deliverable, Deliverable = DeliverableKind.Quote };

        Assert.Null(Detect(new() { Stage = "proposal", CloseOn = Someday }, Some.Note(Some.Noon, text: "They like the demo."), quote).Signal);
    }

    [Fact]
    public void All_That_Is_Missing_Is_Named()
    {
        var signal = Detect(new() { Stage = "proposal", Amount = new(null), CloseOn = new(null) }).Signal!;

        Assert.Equal("At proposal with no amount and no close date: the close is theoretical.", signal.Summary);
        Assert.Equal(Severity.High, signal.Severity);
    }

    private static RuleVerdict Detect(DealFields fields, params ActivityFacts[] activities)
    {
        var deal = Some.Deal(Some.Noon, fields, [.. activities.Select(activity => Some.Logged(Some.Noon, activity))]);
        return TheoreticalClose.Detect(Some.Context(deal, Some.Noon.AddDays(1)));
    }
}
