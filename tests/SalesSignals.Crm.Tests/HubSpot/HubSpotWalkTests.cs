using SalesSignals.Crm.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.StandIns;
using SalesSignals.StandIns.HubSpot;

namespace SalesSignals.Crm.Tests.HubSpot;

public class HubSpotWalkTests : HubSpotRig
{
    private static readonly CrmWalk.Backfill Everything = new(Stories.Begin.AddDays(-1));
    private static readonly DateTimeOffset Modified = new(2026, 11, 20, 9, 0, 0, 500, TimeSpan.Zero);
    private static readonly CrmWalk.Changes ThatMoment = new(Modified, Modified.AddMilliseconds(1));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(99, 1)]
    [InlineData(100, 2)]
    [InlineData(250, 3)]
    public async Task Every_Deal_Is_On_One_Page_With_All_That_Belongs_To_It(int deals, int pages)
    {
        HubSpot.AddMany(deals);

        var read = await WalkAsync(Everything, "deals");

        Assert.Equal((pages, deals), (read.Count, read.Sum(page => page.Objects)));
        Assert.Equal(deals, read.Sum(page => page.Events.Select(told => told.DealId).Distinct().Count()));
        Assert.Equal(3 * deals, read.Sum(page => page.Events.OfType<CanonicalEvent.ActivityLogged>().Count()));
        Assert.Equal(deals, read.Sum(page => page.Events.OfType<CanonicalEvent.ContactAssociated>().Count()));
        Assert.All(read, page => Assert.False(page.OfKnownDealsOnly));
        Assert.InRange(HubSpot.Requests.Count, pages, pages * 22);
    }

    [Fact]
    public async Task A_Walk_Goes_On_Where_It_Was_Interrupted()
    {
        HubSpot.AddMany(250);
        var all = await WalkAsync(Everything, "deals");
        HubSpot.Failures.Enqueue((429, """{"policyName":"SECONDLY"}""", [("Retry-After", "2")]));

        var failure = await Assert.ThrowsAsync<CrmUnavailableException>(() => WalkAsync(Everything, "deals", all[0].Next));

        Assert.Equal(TimeSpan.FromSeconds(2), failure.After);
        var rest = await WalkAsync(Everything, "deals", all[0].Next);
        Assert.Equal(Words(all.Skip(1)), Words(rest));
    }

    [Fact]
    public async Task Closed_Deals_Are_Told_As_Far_Back_As_Is_Asked_For()
    {
        HubSpot.Add("deals", "1", ("dealname", "Open"), ("hs_is_closed", "false"), ("closedate", "2020-01-01T00:00:00Z"));
        HubSpot.Add("deals", "2", ("dealname", "Lost long ago"), ("hs_is_closed", "true"), ("closedate", "2026-07-31T23:59:59.999Z"));
        HubSpot.Add("deals", "3", ("dealname", "Won since"), ("hs_is_closed", "true"), ("hs_is_closed_won", "true"), ("closedate", "2026-08-01T00:00:00Z"));

        var events = await WalkAsync(new CrmWalk.Backfill(new(2026, 8, 1, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal(["1", "3"], events.Select(told => told.DealId));
    }

    [Fact]
    public async Task What_Is_Modified_At_The_Same_Moment_Is_Not_Lost_At_The_Border_Of_A_Page()
    {
        foreach (var id in Enumerable.Range(1, 230))
        {
            HubSpot.Add("deals", $"{id}", ("dealname", "Imported"));
            HubSpot.Add("notes", $"{1000 + id}", ("hs_note_body", "<p>Hello</p>"));
            HubSpot.Link("deals", $"{id}", "notes", $"{1000 + id}");
        }

        var deals = await WalkAsync(ThatMoment, "deals");
        var notes = await WalkAsync(ThatMoment, "notes");

        Assert.Equal(230, deals.SelectMany(page => page.Events).DistinctBy(told => told.DealId).Count());
        Assert.Equal(230, notes.SelectMany(page => page.Events).DistinctBy(told => told.DealId).Count());
        Assert.All(notes, page => Assert.True(page.OfKnownDealsOnly));
    }

    [Theory]
    [InlineData(0, 1, 4)]
    [InlineData(1, 2, 0)]
    [InlineData(-1, 0, 0)]
    public async Task Changes_Are_Those_From_A_Time_Until_Before_Another(int from, int until, int expected)
    {
        HubSpot.Add("deals", "7", ("dealname", "Acme"));
        HubSpot.Add("calls", "5", ("hs_timestamp", "2026-11-20T08:00:00Z"));
        HubSpot.Add("contacts", "8", ("lastmodifieddate", "2026-11-20T09:00:00.500Z"));
        HubSpot.Add("contacts", "9", ("lastmodifieddate", "2026-11-20T09:00:00.500Z"));
        HubSpot.Link("deals", "7", "calls", "5");
        HubSpot.Link("deals", "7", "contacts", "8");

        var events = await WalkAsync(new CrmWalk.Changes(Modified.AddMilliseconds(from), Modified.AddMilliseconds(until)));

        // The deal, its contact with it and by itself, and the call; not the contact without a deal.
        Assert.Equal(expected, events.Count);
        Assert.All(events, told => Assert.Equal("7", told.DealId));
    }

    [Fact]
    public async Task Deals_Deleted_In_The_Window_Are_Found_Among_All_That_Are_Gone()
    {
        HubSpot.PageSize = 2;
        foreach (var id in Enumerable.Range(1, 7))
        {
            HubSpot.Add("deals", $"{id}", ("dealname", "Deal"));
            HubSpot.Find("deals", $"{id}")!.ArchivedAt = id switch { 1 or 6 => "2026-11-20T09:00:00.500Z", 2 => "2026-11-20T09:00:00.501Z", 3 => "2026-11-20T09:00:00.499Z", 4 => null, _ => "2026-09-01T00:00:00Z" };
        }

        var pages = await WalkAsync(ThatMoment, "deleted");

        Assert.Equal(3, pages.Count);
        Assert.Equal([("1", Modified), ("6", Modified)], pages.SelectMany(page => page.Events).Cast<CanonicalEvent.DealDeleted>().Select(told => (told.DealId, told.OccurredAt)));
        Assert.All(pages, page => Assert.True(page.OfKnownDealsOnly));
    }

    [Fact]
    public async Task Deals_That_Went_Into_Another_Are_Named_By_The_One_That_Came_Out()
    {
        HubSpot.Add("deals", "1", ("dealname", "Acme"), ("hs_is_closed", "false"));
        HubSpot.Add("deals", "2", ("dealname", "ACME Inc."), ("hs_is_closed", "false"));
        HubSpot.Merge("3", "2026-11-20T09:00:00.500Z", "1", "2");

        var page = Assert.Single(await WalkAsync(ThatMoment, "merged"));

        Assert.Equal([("1", "3"), ("2", "3")], page.Events.Cast<CanonicalEvent.DealMerged>().Select(told => (told.DealId, told.IntoDealId)));
        Assert.True(page.OfKnownDealsOnly);
    }

    [Fact]
    public async Task A_Deal_That_Was_Restored_Unheard_Is_Open_Again_With_Its_Next_Change()
    {
        HubSpot.Load(Stories.All.Single(story => story.Key.Id == "4002"));
        HubSpot.Find("deals", "4002")!.Properties["hs_lastmodifieddate"] = "2026-11-20T09:00:00.500Z";
        var deleted = new CanonicalEvent.DealDeleted { Id = "x", OccurredAt = Modified.AddHours(-1), DealId = "4002" };

        var deal = DealHistory.Deal([deleted, .. await WalkAsync(ThatMoment)], "4002");

        Assert.Equal((false, DealStatus.Open), (deal.Deleted.Value, deal.Status.Value));
    }

    [Fact]
    public async Task An_Estimate_Counts_Deals_And_Is_Near_The_Calls_That_Follow()
    {
        HubSpot.AddMany(250);

        var estimate = await Client.EstimateAsync(Everything, default);
        var asked = HubSpot.Requests.Count;
        await WalkAsync(Everything);

        Assert.Equal((250, 1), (estimate.Deals, asked));
        Assert.InRange(HubSpot.Requests.Count - asked, estimate.Calls / 2, estimate.Calls);
        var changes = await Client.EstimateAsync(new CrmWalk.Changes(Stories.Begin, Some.Noon), default);
        Assert.Equal((250, (5 * 3 * 4) + 2), (changes.Deals, changes.Calls));
    }

    [Fact]
    public async Task An_Unknown_Part_Is_A_Mistake() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Client.ReadAsync(Everything, "notes", null, default));

    [Fact]
    public async Task Owners_Are_Told_Those_Who_Left_Included()
    {
        HubSpot.PageSize = 1;
        HubSpot.AddOwner("31", "Ana", "Silva", "ana@vendor.example", team: "North");
        HubSpot.AddOwner("32", "Bo", null, "bo@vendor.example");
        HubSpot.AddOwner("33", null, null, null, type: "QUEUE");
        HubSpot.AddOwner("34", "", " ", "left@vendor.example", archived: true);
        HubSpot.AddOwner("31", "Ana", "Silva", "ana@vendor.example", archived: true);

        Assert.Equal(
            [
                new("31", "Ana Silva", "ana@vendor.example") { Team = "North" },
                new("32", "Bo", "bo@vendor.example"),
                new CrmUser("34", "left@vendor.example", "left@vendor.example") { IsActive = false },
            ],
            await Client.ReadUsersAsync(default));
    }

    private static IEnumerable<string> Words(IEnumerable<CrmPage> pages) => pages.SelectMany(page => page.Events).Select(CanonicalEventJson.Write);
}
