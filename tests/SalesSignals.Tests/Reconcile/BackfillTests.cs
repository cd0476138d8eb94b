using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Reconcile;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Reconcile;

public sealed class BackfillTests
{
    private const int Pages = 3 + 6;

    private readonly ReconcileRig _rig = new ReconcileRig().WithPast();

    [Fact]
    public async Task Deals_Are_Told_With_Their_Past_And_Activities_Of_Unknown_Deals_Are_Left_Out()
    {
        var through = await _rig.BackfillAsync();

        var deal = (await _rig.Deals.ReadAsync(new("crm", "d3"))).Snapshot;
        Assert.Equal(["discovery", "proposal"], deal.Stages.Select(stage => stage.Value));
        Assert.Equal(["m3", "n3"], deal.Activities.Select(activity => activity.Id));
        Assert.Equal(5, (await _rig.Deals.RowsAsync(DealKeys.DealPrefix)).Count);
        Assert.Equal((5, 16, Pages), (through.Deals, through.Objects, through.Pages));
        Assert.Equal(ReconcileRig.Now, (await _rig.StatusAsync()).BackfilledAt);
    }

    [Fact]
    public async Task What_Was_Asked_For_Does_Not_Count_As_Heard()
    {
        await _rig.BackfillAsync();

        Assert.Empty((await _rig.Deals.ReadAsync(new("crm", "d3"))).Heard);
    }

    [Fact]
    public async Task Once_The_Past_Is_Told_Silence_Counts_From_The_Beginning_And_Every_Deal_Is_Looked_At_Again()
    {
        var before = (await _rig.Assessors.CurrentAsync(default)).Assessor;
        await _rig.BackfillAsync();
        _rig.Time.Now += TimeSpan.FromMinutes(2);

        var after = (await _rig.Assessors.CurrentAsync(default)).Assessor;

        var deal = await _rig.Deals.ReadAsync(new("crm", "d3"));
        var view = DealView.Of(deal.Snapshot, after.Stages, _rig.Time.Now);
        Assert.Equal(deal.WatchedSince, before.ContextOf(deal, view).ActivitiesKnownSince);
        Assert.Null(after.ContextOf(deal, view).ActivitiesKnownSince);
        Assert.NotEqual(before.Version, after.Version);
    }

    [Fact]
    public async Task Dying_At_Any_Call_Of_Storage_And_Beginning_Again_Ends_The_Same_And_Goes_On_Where_It_Was()
    {
        await _rig.BackfillAsync();
        var expected = await _rig.StateAsync();
        Assert.InRange(_rig.Points.Calls, 40, 200);

        for (var call = 1; call <= _rig.Points.Calls; call++)
        {
            foreach (var after in new[] { false, true })
            {
                var rig = new ReconcileRig(new CrashPoints { DieAt = call, AfterItTookEffect = after, StaysDead = true }).WithPast();
                await Assert.ThrowsAsync<CrashException>(() => rig.BackfillAsync());
                var asked = rig.Crm.Asked.Count;
                rig.Points.DieAt = 0;
                var begun = await rig.Backfill.FindUnfinishedAsync("crm", default);

                await rig.BackfillAsync();

                Assert.Equal(expected, await rig.StateAsync());
                Assert.NotNull((await rig.StatusAsync()).BackfilledAt);
                Assert.Equal(Pages - (begun?.Pages ?? 0), rig.Crm.Asked.Count - asked);
            }
        }
    }

    [Fact]
    public async Task An_Unfinished_One_Goes_On_As_It_Was_Begun_And_A_Finished_One_Begins_Anew()
    {
        _rig.Crm.BeforeAnswer = page => page == 4 ? throw new InvalidOperationException() : Task.CompletedTask;
        await Assert.ThrowsAsync<InvalidOperationException>(() => _rig.BackfillAsync());
        _rig.Crm.BeforeAnswer = _ => Task.CompletedTask;

        var goneOn = await _rig.Backfill.RunAsync(_rig.Source, ReconcileRig.Now, Patience.None, null, default);
        var anew = await _rig.Backfill.RunAsync(_rig.Source, ReconcileRig.Now, Patience.None, null, default);

        Assert.Equal(new CrmWalk.Backfill(ReconcileRig.Now.AddMonths(-24)), goneOn.Walk);
        Assert.Equal(new CrmWalk.Backfill(ReconcileRig.Now), anew.Walk);
        Assert.Equal((Pages, Pages), (goneOn.Pages, anew.Pages));
    }

    [Fact]
    public async Task A_Crm_That_Is_Away_Is_Waited_For_As_Long_As_It_Asks()
    {
        _rig.Crm.BeforeAnswer = page => page == 2 ? throw new CrmUnavailableException(TimeSpan.FromMinutes(10), "The rate limit is reached") : Task.CompletedTask;

        await _rig.BackfillAsync();

        Assert.Equal([TimeSpan.FromMinutes(10)], _rig.Time.Waits);
        Assert.Equal([new Waiting("The rate limit is reached", ReconcileRig.Now.AddMinutes(10)), null], _rig.Waits);
    }

    [Fact]
    public async Task A_Crm_That_Stays_Away_Is_Given_Up_And_The_Cursor_Is_Kept()
    {
        _rig.Crm.BeforeAnswer = page => page >= 3 ? throw new CrmUnavailableException(TimeSpan.FromSeconds(1), "No answer") : Task.CompletedTask;

        await Assert.ThrowsAsync<CrmUnavailableException>(() => _rig.BackfillAsync());

        Assert.InRange(_rig.Time.Now, ReconcileRig.Now.AddMinutes(50), ReconcileRig.Now.AddHours(1));
        Assert.Equal(_rig.Time.Waits.Order(), _rig.Time.Waits);
        Assert.Equal(2, (await _rig.Backfill.FindUnfinishedAsync("crm", default))!.Pages);
    }

    [Fact]
    public async Task Of_Two_At_Once_One_Goes_On_And_The_Other_Stops()
    {
        Task<WalkCursor>? other = null;
        _rig.Crm.BeforeAnswer = async page =>
        {
            if (page == 3)
            {
                await (other = _rig.BackfillAsync());
            }
        };

        await Assert.ThrowsAsync<WalkTakenOverException>(() => _rig.BackfillAsync());

        Assert.True((await other!).IsThrough);
        Assert.Equal(5, (await _rig.Deals.RowsAsync(DealKeys.DealPrefix)).Count);
    }
}
