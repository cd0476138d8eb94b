using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Reconcile;

public sealed class ReconciliationTests
{
    private readonly ReconcileRig _rig = new();

    [Fact]
    public async Task What_Webhooks_Told_Is_No_Difference_And_What_They_Lost_Is_Counted_Once_By_Kind()
    {
        await LoseWebhooksAsync(_rig);

        var first = await _rig.ReconcileAsync();
        _rig.Time.Now += TimeSpan.FromMinutes(30);
        var second = await _rig.ReconcileAsync();

        Assert.Equal(new DealDifference(1, 1, 1, 1, 1), first.Found);
        Assert.Equal(DealDifference.None, second.Found);
        Assert.Equal(new("crm", _rig.Time.Now.AddMinutes(-5), _rig.Time.Now, null, null, 5), await _rig.StatusAsync());
        Assert.Equal("won", (await _rig.Deals.ReadAsync(new("crm", "d2"))).Snapshot.Stage.Value);
    }

    [Fact]
    public async Task What_Was_Said_In_The_Last_Minutes_Is_Not_Counted()
    {
        var at = ReconcileRig.Now.AddHours(-2);
        await _rig.HearAsync(ReconcileRig.Deal("d1", at, new() { Name = "One", Stage = "discovery" }));

        // The deal was changed in time, and once more a minute ago: what comes of the first change tells the second too.
        _rig.Crm.Has.Add(ReconcileRig.Deal("d1", at.AddHours(1), new() { Amount = 5m }));
        _rig.Crm.Has.Add(ReconcileRig.Deal("late", ReconcileRig.Now.AddMinutes(-1), new() { Name = "Late", Stage = "discovery" }));
        var until = ReconcileRig.Now.AddMinutes(-5);

        var result = await _rig.ReconcileAsync();

        Assert.Equal((until, new DealDifference(0, 1, 0, 0, 0)), (result.Until, result.Found));
        Assert.Null(await _rig.Deals.Deals.ReadAsync(new("crm", "late"), default));
    }

    [Fact]
    public async Task The_First_Look_Goes_A_Day_Back_And_The_Next_Ones_Overlap()
    {
        await _rig.ReconcileAsync();
        _rig.Time.Now += TimeSpan.FromMinutes(30);
        await _rig.ReconcileAsync();

        var now = ReconcileRig.Now;
        Assert.Equal(
            [
                new(now.AddDays(-1).AddMinutes(-15), now.AddMinutes(-5)),
                new(now.AddMinutes(-20), now.AddMinutes(25)),
            ],
            _rig.Crm.Windows);
    }

    [Fact]
    public async Task After_A_Backfill_It_Begins_Where_That_Began()
    {
        _rig.Crm.Has.Add(ReconcileRig.Deal("d1", ReconcileRig.Now.AddDays(-9), new() { Name = "One", Stage = "discovery" }));
        _rig.Crm.BeforeAnswer = page =>
        {
            _rig.Time.Now += page == 1 ? TimeSpan.FromHours(2) : TimeSpan.Zero;
            return Task.CompletedTask;
        };
        await _rig.BackfillAsync();

        await _rig.ReconcileAsync();

        Assert.Equal(new(ReconcileRig.Now.AddMinutes(-15), ReconcileRig.Now.AddHours(2).AddMinutes(-5)), Assert.Single(_rig.Crm.Windows));
    }

    [Fact]
    public async Task A_Long_Outage_Is_Made_Up_For_In_Pieces_Oldest_First()
    {
        await _rig.ReconcileAsync();
        var known = ReconcileRig.Now.AddMinutes(-5);
        _rig.Time.Now += TimeSpan.FromDays(2.5);
        _rig.Crm.Asked.Clear();

        var result = await _rig.ReconcileAsync();

        Assert.Equal([known.AddDays(1), known.AddDays(2), known.AddDays(2.5)], _rig.Crm.Windows.Select(window => window.Until));
        Assert.Equal((known.AddDays(2.5), true), (result.Until, result.IsCaughtUp));
    }

    [Fact]
    public async Task A_Window_That_Time_Did_Not_Suffice_For_Is_Gone_On_With()
    {
        await LoseWebhooksAsync(_rig);
        _rig.Crm.BeforeAnswer = page =>
        {
            _rig.Time.Now += page <= 2 ? TimeSpan.FromMinutes(1) : TimeSpan.Zero;
            return Task.CompletedTask;
        };

        var first = await _rig.ReconcileAsync(timeIsUpAt: ReconcileRig.Now.AddMinutes(1));
        var second = await _rig.ReconcileAsync();

        Assert.Equal((false, true), (first.IsCaughtUp, second.IsCaughtUp));
        Assert.Equal(5, second.Found.Total);
        Assert.Equal(5, (await _rig.StatusAsync()).DifferencesLast7Days);
        Assert.Null(_rig.Crm.Asked.GroupBy(page => page).FirstOrDefault(page => page.Count() > 2));
    }

    [Fact]
    public async Task Deals_Of_Which_Not_Even_The_Name_Is_Known_Are_Asked_For()
    {
        _rig.Crm.Has.Add(ReconcileRig.Deal("old", ReconcileRig.Now.AddDays(-90), new() { Name = "Old one", Stage = "proposal" }));
        _rig.Crm.Has.Add(ReconcileRig.Meeting("old", "m1", ReconcileRig.Now.AddHours(-1)));

        await _rig.ReconcileAsync();

        Assert.Equal("Old one", (await _rig.Deals.ReadAsync(new("crm", "old"))).Snapshot.Name.Value);
    }

    [Fact]
    public async Task A_Crm_That_Is_Away_Leaves_The_Reason_And_The_Next_Run_Goes_On()
    {
        await LoseWebhooksAsync(_rig);
        _rig.Crm.BeforeAnswer = page => page == 2 ? throw new CrmUnavailableException(TimeSpan.FromMinutes(1), "The token has expired") : Task.CompletedTask;
        await Assert.ThrowsAsync<CrmUnavailableException>(() => _rig.ReconcileAsync());
        var away = await _rig.StatusAsync();

        await _rig.ReconcileAsync();

        Assert.Equal(("The token has expired", null), (away.LastError, away.ReconciledUntil));
        Assert.Equal((null, 5), ((await _rig.StatusAsync()).LastError, (await _rig.StatusAsync()).DifferencesLast7Days));
    }

    [Fact]
    public async Task Somebody_May_Go_Further_Back_But_Nothing_In_Between_Is_Left_Out()
    {
        await _rig.ReconcileAsync();
        _rig.Crm.Asked.Clear();
        var since = ReconcileRig.Now.AddDays(-2);

        await _rig.ReconcileAsync(since);
        _rig.Time.Now += TimeSpan.FromHours(3);
        await _rig.ReconcileAsync(_rig.Time.Now.AddMinutes(-30));

        Assert.Equal([since, since.AddDays(1), ReconcileRig.Now.AddMinutes(-5)], _rig.Crm.Windows.Select(window => window.Since.AddMinutes(15)));
    }

    [Fact]
    public async Task Dying_At_Any_Call_Of_Storage_And_Beginning_Again_Ends_The_Same()
    {
        await LoseWebhooksAsync(_rig);
        var told = _rig.Points.Calls;
        await _rig.ReconcileAsync();
        var expected = await _rig.StateAsync();
        Assert.InRange(_rig.Points.Calls - told, 15, 120);

        for (var call = told + 1; call <= _rig.Points.Calls; call++)
        {
            foreach (var after in new[] { false, true })
            {
                var rig = new ReconcileRig(new CrashPoints { AfterItTookEffect = after, StaysDead = true });
                await LoseWebhooksAsync(rig);
                rig.Points.DieAt = call;
                await Assert.ThrowsAsync<CrashException>(() => rig.ReconcileAsync());
                rig.Points.DieAt = 0;

                await rig.ReconcileAsync();

                Assert.Equal(expected, await rig.StateAsync());
                Assert.Equal(ReconcileRig.Now.AddMinutes(-5), (await rig.StatusAsync()).ReconciledUntil);
                Assert.InRange((await rig.StatusAsync()).DifferencesLast7Days, 0, 5);
            }
        }
    }

    /// <summary>Three deals of which webhooks told two; then they lose an amount, a win, a meeting and a contact, and tell all else.</summary>
    private static async Task LoseWebhooksAsync(ReconcileRig rig)
    {
        var at = ReconcileRig.Now.AddHours(-5);
        CanonicalEvent[] told =
        [
            ReconcileRig.Deal("d1", at, new() { Name = "One", Stage = "discovery", Amount = 100m, OwnerId = "7" }),
            ReconcileRig.Deal("d2", at, new() { Name = "Two", Stage = "negotiation", Amount = 200m, OwnerId = "7" }),
            ReconcileRig.Meeting("d1", "m1", at),
        ];
        await rig.HearAsync(told);
        rig.Crm.Has.AddRange(
        [
            .. told,
            ReconcileRig.Deal("d1", at.AddHours(1), new() { Amount = 150m, Stage = "discovery" }),
            ReconcileRig.Deal("d2", at.AddHours(1), new() { Stage = "won", Amount = 200m }),
            ReconcileRig.Deal("d3", at.AddHours(1), new() { Name = "Three", Stage = "discovery", OwnerId = "8" }),
            ReconcileRig.Meeting("d1", "m2", at.AddHours(2)),
            new CanonicalEvent.ContactAssociated { Id = "c", OccurredAt = at.AddHours(1), DealId = "d1", Contact = new() { Id = "c1", Name = "Berta" } },
        ]);
    }
}
