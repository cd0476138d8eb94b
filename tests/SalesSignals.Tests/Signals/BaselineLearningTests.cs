using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class BaselineLearningTests
{
    private readonly Tables _tables = Tables.Open(_ => new MemoryTable());
    private readonly ManualTime _time = new(Some.Noon);
    private readonly BaselineStore _store;
    private readonly DealAssessors _assessors;
    private readonly BaselineLearning _learning;

    public BaselineLearningTests()
    {
        _store = new(_tables.Settings);
        _assessors = DealAssessors.Of(_tables, [], _time, NullLogger<DealAssessors>.Instance);
        _learning = new(_tables.Deals, _store, _assessors, _time, NullLogger<BaselineLearning>.Instance);
    }

    [Fact]
    public async Task Won_Deals_Teach_How_Long_They_Stayed_And_Open_Lost_And_Old_Ones_Nothing()
    {
        await StoreAsync("won", "won", Some.Noon.AddDays(-20));
        await StoreAsync("lost", "lost", Some.Noon.AddDays(-20));
        await StoreAsync("open", "discovery", Some.Noon.AddDays(-20));
        await StoreAsync("old", "won", Some.Noon.AddDays(-BaselineLearning.MemoryDays - 1));

        await _learning.LearnAsync(default);

        var learned = (await _store.ReadAsync(default))!;
        var everybodys = Assert.Single(learned.Figures.Stages, stage => stage.OwnerId is null);
        Assert.Equal(Some.Noon, learned.LearnedAt);
        Assert.Equal((DealStage.Discovery, 1, 12d), (everybodys.Stage, everybodys.Deals, everybodys.P75Days));
    }

    [Fact]
    public async Task Figures_Survive_Their_Row_Whole()
    {
        BaselineFigures figures = new("v1", [new(null, DealStage.Proposal, 48, 11.5, 20.1, 7), new("ana", DealStage.Commit, 3, 1, 2, 3)], [new("ana", "EUR", 21, 80_000.5m)]);

        await _store.SaveAsync(new(figures, Some.Noon), deals: 48, default);

        var read = (await _store.ReadAsync(default))!.Figures;
        Assert.Equal("v1", read.Version);
        Assert.Equal(figures.Stages.ToArray(), read.Stages.ToArray());
        Assert.Equal(figures.Amounts.ToArray(), read.Amounts.ToArray());
    }

    [Fact]
    public async Task It_Is_Learned_Once_A_Day_And_The_Assessor_Is_Another_Only_When_The_Figures_Are()
    {
        await StoreAsync("won", "won", Some.Noon.AddDays(-20));
        var untaught = (await _assessors.AtAsync(Some.Noon, default)).Assessor.Version;
        await _learning.LearnAsync(default);
        var taught = (await _assessors.AtAsync(Some.Noon, default)).Assessor.Version;

        _time.Now += TimeSpan.FromHours(23);
        await StoreAsync("another", "won", Some.Noon.AddDays(-10));
        await _learning.LearnAsync(default);
        Assert.Equal(Some.Noon, (await _store.ReadAsync(default))!.LearnedAt);

        _time.Now += TimeSpan.FromHours(1);
        await _learning.LearnAsync(default);
        var more = (await _assessors.AtAsync(_time.GetUtcNow(), default)).Assessor.Version;
        _time.Now += TimeSpan.FromDays(1);
        await _learning.LearnAsync(default);
        var same = await _assessors.AtAsync(_time.GetUtcNow(), default);

        Assert.Equal(3, new HashSet<string> { untaught, taught, more }.Count);
        Assert.Equal(more, same.Assessor.Version);
        Assert.Equal(Some.Noon.AddDays(2), same.BaselinesLearnedAt);
    }

    [Fact]
    public async Task A_Deal_That_Somebody_Met_Halfway_Teaches_Nothing()
    {
        var halfway = new DealAssessor(SalesSettings.Default, "s0", PeopleDirectory.Empty, [new("crm", true)], new(2026, 11, 16), ["crm"]);
        await StoreAsync("won", "won", Some.Noon.AddDays(-20));
        var deal = (await new DealStore(_tables.Deals).ReadAsync(new("crm", "won"), default))!;

        Assert.True((await _assessors.AtAsync(Some.Noon, default)).Assessor.KnowsWholePast(deal));
        Assert.False(halfway.KnowsWholePast(deal));
        Assert.False(halfway.KnowsWholePast(deal with { WatchedSince = deal.Snapshot.FirstEventAt }));
        Assert.True(halfway.KnowsWholePast(deal with { WatchedSince = Some.Noon, Snapshot = deal.Snapshot with { CreatedAt = new(Some.Noon.AddHours(-1), default) } }));
    }

    [Fact]
    public async Task Figures_Of_A_Form_That_Nobody_Knows_Count_As_None()
    {
        await _tables.Settings.WriteAsync(
            [new TableWrite.Upsert(new("baselines", "current") { ["LearnedAt"] = Some.Noon, ["Figures"] = """{ "version": "x", "stages": [{ "stage": "Handshake" }] }""" })], default);

        Assert.Null(await _store.ReadAsync(default));
    }

    [Fact]
    public void Of_Too_Many_The_Newest_Teach()
    {
        var lessons = new NewestLessons(capacity: 2);
        foreach (var (days, amount) in new[] { (3, 300d), (1, 100d), (2, 200d) })
        {
            lessons.Add(new("crm", $"{days}"), new("ana", amount, "EUR", []), Some.Noon.AddDays(-days));
        }

        var learner = lessons.Teach();

        Assert.Equal(2, learner.Deals);
        Assert.InRange(Assert.Single(learner.Figures().Amounts).P90, 100, 200);
    }

    /// <summary>A deal that was twelve days in discovery, and what then became of it.</summary>
    private async Task StoreAsync(string id, string stage, DateTimeOffset movedAt)
    {
        CanonicalEvent[] events =
        [
            new CanonicalEvent.DealChanged { Id = "made", OccurredAt = movedAt.AddDays(-12), DealId = id, Deal = new() { Stage = "discovery", OwnerId = "7" } },
            new CanonicalEvent.DealChanged { Id = "moved", OccurredAt = movedAt, DealId = id, Deal = new() { Stage = stage } },
        ];
        var assessor = (await _assessors.AtAsync(Some.Noon, default)).Assessor;
        await new DealStore(_tables.Deals).ChangeAsync(new("crm", id), before => new(before.Apply(events, Some.Noon), events), assessor, Some.Noon, default);
    }
}
