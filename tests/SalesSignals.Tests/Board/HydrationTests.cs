using System.Globalization;
using SalesSignals.Board;
using SalesSignals.Events;
using SalesSignals.Storage;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Board;

public class HydrationTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task What_A_Delivery_Names_Is_Read_And_Brought_Into_Its_Deals()
    {
        var rig = RigWith("m1");

        await rig.DeliverAsync();

        var deal = (await rig.Stores.ReadAsync(new("crm", "1"))).Snapshot;
        Assert.Equal(("Deal 1", "meeting-m1"), (deal.Name.Value, Assert.Single(deal.Activities).Id));
        Assert.Equal(0, await rig.Deliveries.CountAsync(default));
    }

    [Fact]
    public async Task A_Deal_That_Turns_Up_On_The_Way_Is_Asked_For_Once_And_Known_From_Then_On()
    {
        var rig = RigWith("m1");

        await rig.DeliverAsync();
        await rig.DeliverAsync();

        Assert.Equal([CrmObjectKind.Meeting, CrmObjectKind.Deal, CrmObjectKind.Meeting], rig.Crm.Asked.Select(asked => asked[0].Kind));
    }

    [Fact]
    public async Task A_Deal_That_Is_Gone_Is_Not_Asked_For_Again_And_Again()
    {
        var rig = RigWith("m1");
        rig.Crm.Has.Remove(new(CrmObjectKind.Deal, "1"));

        await rig.DeliverAsync();

        Assert.Equal(2, rig.Crm.Asked.Count);
    }

    [Fact]
    public async Task A_Partial_Webhook_Of_An_Unknown_Deal_Asks_For_The_Rest()
    {
        var rig = new HydrationRig();
        rig.Crm.AddDeal("1");
        rig.Says = new([Some.Changed(Some.Noon.AddDays(1), new() { Amount = Told.Of<decimal?>(5) }) with { DealId = "1" }], []);

        await rig.DeliverAsync();

        var deal = (await rig.Stores.ReadAsync(new("crm", "1"))).Snapshot;
        Assert.Equal(("Deal 1", 5), (deal.Name.Value, deal.Amount.Value));
    }

    [Fact]
    public async Task Without_A_Client_What_Is_Named_Is_Left_Alone()
    {
        var rig = RigWith(null, false, "m1");

        await rig.DeliverAsync();

        Assert.Empty(rig.Crm.Asked);
        Assert.Equal(0, await rig.Deliveries.CountAsync(default));
    }

    [Fact]
    public async Task Each_Object_Is_Asked_For_Once_A_Hundred_At_A_Time_And_One_Kind_At_A_Time()
    {
        var rig = new HydrationRig();
        var meetings = Enumerable.Range(1, 150).Select(id => new CrmObject(CrmObjectKind.Meeting, id.ToString(CultureInfo.InvariantCulture))).ToList();
        var linked = meetings[0] with { LinkedAt = Some.Noon };
        rig.Says = new([], []) { Wanted = [.. meetings, linked, linked with { LinkedAt = Some.Noon.AddHours(-1) }, new(CrmObjectKind.Note, "1")] };

        await rig.DeliverAsync();

        Assert.Equal([(CrmObjectKind.Meeting, 100), (CrmObjectKind.Meeting, 50), (CrmObjectKind.Note, 1)], rig.Crm.Asked.Select(asked => (asked[0].Kind, asked.Count)));
        Assert.Equal(linked, rig.Crm.Asked[0][0]);
    }

    [Fact]
    public async Task What_Cannot_Be_Read_Now_Waits_Alone_And_Is_Read_Later()
    {
        var rig = RigWith("m1");
        rig.Says = rig.Says with { Wanted = [.. rig.Says.Wanted, new(CrmObjectKind.Deal, "2")] };
        rig.Crm.AddDeal("2");
        rig.Crm.Away[CrmObjectKind.Meeting] = Minute;

        await rig.DeliverAsync();

        Assert.Contains("Deal 2", await rig.StateAsync("2"), StringComparison.Ordinal);
        Assert.Equal("unknown", (await rig.StateAsync("1")).Trim());
        Assert.Equal(0, await rig.WaitAsync(Minute - TimeSpan.FromSeconds(1)));
        rig.Crm.Away.Clear();
        Assert.Equal(1, await rig.WaitAsync(TimeSpan.FromSeconds(1)));
        Assert.Contains("meeting-m1", await rig.StateAsync("1"), StringComparison.Ordinal);
        Assert.Equal(0, await rig.Deliveries.CountAsync(default));
    }

    [Fact]
    public async Task After_About_A_Day_It_Ends_In_Poison_With_Its_Reason_And_Can_Be_Redriven()
    {
        var rig = RigWith("m1");
        rig.Crm.Away[CrmObjectKind.Meeting] = Minute;
        await rig.DeliverAsync();
        var waited = TimeSpan.Zero;

        async Task WaitForTheEndAsync()
        {
            while (true)
            {
                await rig.WaitAsync(Minute);
                waited += Minute;
            }
        }

        var end = await Assert.ThrowsAsync<UnreadableMessageException>(WaitForTheEndAsync);
        Assert.InRange(waited, TimeSpan.FromHours(20), TimeSpan.FromHours(34));
        Assert.Contains("check Sources__crm__AccessToken", end.Message, StringComparison.Ordinal);
        Assert.Equal(Hydration.MaxTries, rig.Crm.Asked.Count);

        rig.Crm.Away.Clear();
        Assert.Equal(1, await rig.WaitAsync(TimeSpan.FromMinutes(10)));
        Assert.Contains("meeting-m1", await rig.StateAsync("1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(10, 0, 10)]
    [InlineData(10, 1, 20)]
    [InlineData(10, 5, 320)]
    [InlineData(10, 31, 3600)]
    [InlineData(900, 2, 3600)]
    [InlineData(86400, 0, 3600)]
    public void Each_Try_Waits_Twice_As_Long_As_The_One_Before_Within_Bounds(int after, int tries, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), Hydration.WaitAfter(new(TimeSpan.FromSeconds(after), "away"), tries));

    [Fact]
    public async Task Dying_At_Any_Call_Of_Storage_And_Trying_Again_Ends_The_Same()
    {
        var undisturbed = RigWith("m1", "m2");
        var expected = await LiveThroughAsync(undisturbed);
        Assert.InRange(undisturbed.Points.Calls, 10, 80);

        for (var call = 1; call <= undisturbed.Points.Calls; call++)
        {
            foreach (var after in new[] { false, true })
            {
                var rig = RigWith(new CrashPoints { DieAt = call, AfterItTookEffect = after }, true, "m1", "m2");

                Assert.Equal(expected, await LiveThroughAsync(rig));
            }
        }
    }

    [Theory]
    [InlineData("""{"name":"hydrate","version":1,"data":{"source":"gone","objects":[],"receivedAt":"2026-11-16T12:00:00Z","tries":1}}""", "No source 'gone'")]
    [InlineData("""{"name":"hydrate","version":1,"data":{"source":"crm","objects":[],"receivedAt":"2026-11-16T12:00:00Z","tries":1}}""", "set Sources__crm__AccessToken again")]
    [InlineData("""{"name":"hydrate","version":2,"data":{}}""", "expected 'hydrate' version 1")]
    [InlineData("""{"name":"hydrate","version":1,"data":{"source":null,"objects":[],"receivedAt":"2026-11-16T12:00:00Z","tries":1}}""", "unexpected data")]
    public async Task A_Message_That_Cannot_Be_Done_Goes_To_Poison_With_What_To_Do(string message, string reason)
    {
        var rig = new HydrationRig(hasClient: false);

        var error = await Assert.ThrowsAsync<UnreadableMessageException>(() => rig.ProcessAsync(message));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    /// <summary>A delivery while meetings cannot be read, and a minute later when they can; whatever dies is tried again.</summary>
    private static async Task<string> LiveThroughAsync(HydrationRig rig)
    {
        rig.Crm.Away[CrmObjectKind.Meeting] = Minute;
        await TwiceAsync(rig.DeliverAsync);
        rig.Crm.Away.Clear();
        await TwiceAsync(() => rig.WaitAsync(TimeSpan.FromMinutes(10)));
        await rig.WaitAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(0, await rig.Deliveries.CountAsync(default));
        return await rig.StateAsync("1", "3");
    }

    private static async Task TwiceAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is CrashException or PartlyFailedException)
        {
            await work();
        }
    }

    private static HydrationRig RigWith(params string[] meetings) => RigWith(null, true, meetings);

    /// <summary>Meetings of deal 1 that every delivery names; where there are several, beside a change of deal 3. The CRM has both deals.</summary>
    private static HydrationRig RigWith(CrashPoints? points, bool hasClient, params string[] meetings)
    {
        var rig = new HydrationRig(points, hasClient);
        rig.Crm.AddDeal("1");
        rig.Crm.AddDeal("3");
        foreach (var meeting in meetings)
        {
            rig.Crm.AddMeeting(meeting, "1");
        }

        rig.Says = new([], []) { Wanted = [.. meetings.Select(id => new CrmObject(CrmObjectKind.Meeting, id))] };
        if (meetings.Length > 1)
        {
            rig.Says = rig.Says with { Events = [Some.Changed(Some.Noon.AddDays(1), new() { OwnerId = "9" }) with { DealId = "3" }] };
        }

        return rig;
    }
}
