using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class BaselineLearnerTests
{
    private static readonly PeopleDirectory People = new([new() { Id = "ana", Name = "Ana", Email = "ana@example.com", OwnerKeys = ["crm:7"] }]);

    [Fact]
    public void Won_Deals_Teach_Stays_Days_To_Win_And_Amounts()
    {
        var learner = new BaselineLearner();
        for (var i = 1; i <= 21; i++)
        {
            learner.Learn(Deal($"d{i}", (0, "discovery"), (i, "proposal"), (i + 10, "won")), Some.Stages, People);
        }

        var figures = learner.Figures();

        var discovery = figures.Stages.Single(stage => stage is { OwnerId: null, Stage: DealStage.Discovery });
        Assert.Equal((21, 11.0, 16.0, 16.0), (discovery.Deals, discovery.AverageDays, discovery.P75Days, discovery.P25DaysToWin));
        Assert.Equal(10.0, figures.Stages.Single(stage => stage is { OwnerId: "ana", Stage: DealStage.Proposal }).AverageDays);
        Assert.Equal(("ana", "EUR", 21, 12_000m), Assert.Single(figures.Amounts) is var amount ? (amount.OwnerId, amount.Currency, amount.Deals, amount.P90) : default);
    }

    [Fact]
    public void Longest_Of_Several_Stays_In_A_Stage_Counts()
    {
        var learner = new BaselineLearner();

        learner.Learn(Deal("d", (0, "proposal"), (3, "discovery"), (4, "proposal"), (24, "won")), Some.Stages, People);

        var proposal = learner.Figures().Stages.Single(stage => stage is { OwnerId: null, Stage: DealStage.Proposal });
        Assert.Equal((1, 20.0, 24.0), (proposal.Deals, proposal.AverageDays, proposal.P25DaysToWin));
    }

    [Fact]
    public void Deal_That_Is_Won_No_Longer_Is_Forgotten()
    {
        var learner = new BaselineLearner();
        learner.Learn(Deal("d", (0, "proposal"), (5, "won")), Some.Stages, People);

        learner.Learn(Deal("d", (0, "proposal"), (5, "won"), (6, "negotiation")), Some.Stages, People);

        Assert.Equal(0, learner.Deals);
        Assert.Empty(learner.Figures().Stages);
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("commit")]
    public void Only_Won_Deals_Teach(string end)
    {
        var learner = new BaselineLearner();

        learner.Learn(Deal("d", (0, "proposal"), (5, end)), Some.Stages, People);

        Assert.Equal(Baselines.None.Version, learner.Figures().Version);
    }

    [Fact]
    public void Same_Deals_Give_The_Same_Version_In_Whatever_Order_They_Came()
    {
        DealSnapshot[] deals = [.. Enumerable.Range(1, 30).Select(i => Deal($"d{i}", (0, "discovery"), (i, "won")))];
        BaselineLearner forth = new(), back = new();
        foreach (var deal in deals)
        {
            forth.Learn(deal, Some.Stages, People);
        }

        foreach (var deal in deals.Reverse())
        {
            back.Learn(deal, Some.Stages, People);
        }

        Assert.Equal(forth.Figures().Version, back.Figures().Version);
        Assert.NotEqual("", forth.Figures().Version);
        back.Learn(Deal("one more", (0, "discovery"), (500, "won")), Some.Stages, People);
        Assert.NotEqual(forth.Figures().Version, back.Figures().Version);
    }

    private static DealSnapshot Deal(string id, params (int Day, string Stage)[] moves) => moves.Aggregate(
        DealSnapshot.Empty(new("crm", id)),
        (deal, move) => DealMerge.Apply(deal, new CanonicalEvent.DealChanged
        {
            Id = $"{id}-{move.Day}",
            OccurredAt = Some.Noon.AddDays(move.Day),
            DealId = id,
            Deal = new() { Stage = move.Stage, OwnerId = "7", Currency = "EUR", Amount = Told.Of<decimal?>(12_000) },
        }));
}
