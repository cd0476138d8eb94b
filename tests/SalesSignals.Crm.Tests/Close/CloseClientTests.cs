using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using SalesSignals.StandIns;
using SalesSignals.StandIns.Close;

namespace SalesSignals.Crm.Tests.Close;

public class CloseClientTests : CloseRig
{
    [Fact]
    public async Task A_Backfill_Tells_Every_Deal_Once_In_Pages_That_Can_Be_Taken_Up_Again()
    {
        Close.AddMany(130);

        var open = await WalkAsync(Everything, "open");
        var closed = await WalkAsync(Everything, "closed");

        var deals = open.Concat(closed).SelectMany(page => page.Events.Select(told => told.DealId).Distinct()).ToList();
        Assert.Equal(130, deals.Distinct().Count());
        Assert.All(open.Concat(closed), page => Assert.InRange(page.Objects, 1, 25));

        // Three were created in the same moment: those at a border are told twice.
        Assert.InRange(deals.Count, 130, 130 + (2 * (open.Count + closed.Count)));
        var one = open[0].Events.Where(told => told.DealId == "oppo_many0").ToList();
        Assert.Equal(2, one.OfType<CanonicalEvent.ContactAssociated>().Count());
        Assert.Equal(4, one.OfType<CanonicalEvent.ActivityLogged>().Count());
        Assert.Equal(["stat_qualified", "stat_discovery", "stat_evaluation", "stat_evaluation"], one.OfType<CanonicalEvent.DealChanged>().Select(told => told.Deal.Stage.Value));
    }

    [Fact]
    public async Task Deals_Of_One_Moment_Are_All_Told_However_Many()
    {
        for (var i = 0; i < 60; i++)
        {
            Happen(1, "opportunity", "created", $"oppo_{i}", $"lead_{i}", Opportunity($"oppo_{i}", $"lead_{i}", 1));
        }

        var told = (await WalkAsync(Everything, "open")).SelectMany(page => page.Events).Select(told => told.DealId);

        Assert.Equal(60, told.Distinct().Count());
    }

    [Fact]
    public async Task Deals_Closed_Before_Are_Left_Out_Though_They_Were_Edited_Since()
    {
        var edited = Opportunity("oppo_1", "lead_1", 40, "lost");
        edited["date_lost"] = "2026-01-15";
        Happen(40, "opportunity", "created", "oppo_1", "lead_1", edited);
        Happen(40, "opportunity", "created", "oppo_2", "lead_2", Opportunity("oppo_2", "lead_2", 40, "lost"));

        var told = await WalkAsync(Everything, "closed");

        Assert.Equal(["oppo_2"], told.SelectMany(page => page.Events).Select(happened => happened.DealId).Distinct());
    }

    [Fact]
    public async Task The_Log_Of_The_Last_Weeks_Adds_Amounts_And_Close_Dates_To_A_Backfill()
    {
        var story = Stories.All[^1];
        Close.Load(story);
        Close.Now = () => Stories.Begin.AddDays(40);

        var pages = await WalkAsync(Everything, "history");

        Assert.All(pages, page => Assert.True(page.OfKnownDealsOnly));
        Assert.Equal(9, pages.SelectMany(page => page.Events).Cast<CanonicalEvent.DealChanged>().Select(told => told.Deal.Amount.Value).Distinct().Count());
    }

    [Fact]
    public async Task Events_Of_One_Moment_Are_All_Told_However_Many()
    {
        for (var i = 0; i < 120; i++)
        {
            Happen(i < 20 ? 2 : 3, "opportunity", "deleted", $"oppo_{i}", $"lead_{i}", null);
        }

        var pages = await WalkAsync(AllChanges, "log");

        Assert.Equal(120, pages.SelectMany(page => page.Events).Select(told => told.DealId).Distinct().Count());
    }

    [Fact]
    public async Task A_Page_Of_The_Log_Asks_For_A_Handful_Of_Customers()
    {
        for (var i = 0; i < 40; i++)
        {
            Happen(i, "opportunity", "created", $"oppo_{i}", $"lead_{i}", Opportunity($"oppo_{i}", $"lead_{i}", i));
        }

        var pages = await WalkAsync(AllChanges, "log");

        Assert.Equal(40, pages.SelectMany(page => page.Events).Select(told => told.DealId).Distinct().Count());
        Assert.All(pages, page => Assert.InRange(page.Events.Select(told => told.DealId).Distinct().Count(), 1, 16));
    }

    [Fact]
    public async Task Only_What_The_Log_Has_Forgotten_Is_Read_From_The_Deals()
    {
        Assert.Equal(["log"], Client.PartsOf(new CrmWalk.Changes(Stories.Now.AddDays(-2), Stories.Now)));
        Assert.Equal(["changed", "log"], Client.PartsOf(AllChanges));
        Assert.Equal(["open", "closed", "history"], Client.PartsOf(Everything));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Client.ReadAsync(Everything, "log", null, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Client.ReadAsync(Everything, "open", "elsewhere", default));
    }

    [Fact]
    public async Task Changes_Are_Those_Of_Their_Window()
    {
        Stories.All.ToList().ForEach(Close.Load);
        var walk = new CrmWalk.Changes(Stories.Begin.AddDays(13), Stories.Begin.AddDays(14).AddMinutes(1));

        var told = (await WalkAsync(walk, "log")).SelectMany(page => page.Events).ToList();

        Assert.Equal(["oppo_4001", "oppo_4005"], told.Select(happened => happened.DealId).Distinct().Order());
        Assert.Equal("user_32", told.OfType<CanonicalEvent.DealChanged>().Single(happened => happened.DealId == "oppo_4001").Deal.OwnerId.Value);
    }

    [Fact]
    public async Task What_Happens_With_A_Lead_Is_Of_All_Its_Deals_That_Were_Open()
    {
        Happen(0, "opportunity", "created", "oppo_1", "lead_1", Opportunity("oppo_1", "lead_1", 5, "lost"));
        Happen(0, "opportunity", "created", "oppo_2", "lead_1", Opportunity("oppo_2", "lead_1", 5));
        Happen(4, "activity.call", "created", "acti_1", "lead_1", Call("acti_1", "lead_1", 4));
        Happen(9, "activity.call", "created", "acti_2", "lead_1", Call("acti_2", "lead_1", 9));

        var told = await AskAsync(CrmObjectKind.Call, "acti_1", "acti_2");

        Assert.Equal(
            [("acti_1", "oppo_1"), ("acti_1", "oppo_2"), ("acti_2", "oppo_2")],
            told.Cast<CanonicalEvent.ActivityLogged>().Select(logged => (logged.Activity.Id, logged.DealId)).Order());
    }

    [Fact]
    public async Task What_Was_Deleted_Is_Taken_From_The_Deals_Of_Its_Lead()
    {
        Happen(0, "opportunity", "created", "oppo_1", "lead_1", Opportunity("oppo_1", "lead_1", 0));
        Happen(4, "activity.call", "created", "acti_1", "lead_1", Call("acti_1", "lead_1", 4));
        Happen(5, "activity.call", "deleted", "acti_1", "lead_1", null);
        Happen(5, "contact", "deleted", "cont_1", "lead_1", null);
        Happen(5, "opportunity", "deleted", "oppo_9", "lead_9", null);

        var told = (await WalkAsync(AllChanges, "log")).SelectMany(page => page.Events).ToList();

        Assert.Equal(("oppo_1", "acti_1"), told.OfType<CanonicalEvent.ActivityRemoved>().Select(removed => (removed.DealId, removed.ActivityId)).Single());
        Assert.Equal(("oppo_1", "cont_1"), told.OfType<CanonicalEvent.ContactRemoved>().Select(removed => (removed.DealId, removed.ContactId)).Single());
        Assert.Equal("oppo_9", told.OfType<CanonicalEvent.DealDeleted>().Single().DealId);
        Assert.DoesNotContain(told, happened => happened is CanonicalEvent.ActivityLogged);
    }

    [Theory]
    [InlineData(CrmObjectKind.Deal)]
    [InlineData(CrmObjectKind.Contact)]
    [InlineData(CrmObjectKind.Call)]
    [InlineData(CrmObjectKind.Email)]
    [InlineData(CrmObjectKind.Task)]
    public async Task What_Is_Gone_Tells_Nothing(CrmObjectKind kind) => Assert.Empty(await AskAsync(kind, "x_1", "x/2"));

    [Fact]
    public async Task A_Key_Without_An_Admins_Rights_Sees_No_Data_In_The_Log_And_Asks_For_The_Deals()
    {
        Close.Records.Apply(Stories.Begin, new() { ["id"] = "ev_0", ["object_type"] = "x", ["object_id"] = "y", ["date_updated"] = CloseIds.EventTime(Stories.Begin), ["action"] = "z", ["lead_id"] = null, ["data"] = null });
        Happen(1, "opportunity", "created", "oppo_1", "lead_1", Opportunity("oppo_1", "lead_1", 1));
        Close.Records.Events.ForEach(told => told.Event["data"] = null);

        var told = (await WalkAsync(AllChanges, "log")).SelectMany(page => page.Events);

        Assert.Equal(["oppo_1"], told.OfType<CanonicalEvent.DealChanged>().Where(changed => changed.Deal.Name.Value == "Acme").Select(changed => changed.DealId));
    }

    [Fact]
    public async Task A_Contact_Is_Told_With_Its_Address_For_Each_Deal_Of_Its_Lead()
    {
        Close.Load(Stories.All[0]);

        var told = Assert.IsType<CanonicalEvent.ContactAssociated>(Assert.Single(await AskAsync(CrmObjectKind.Contact, "cont_40012")));

        Assert.Equal(("oppo_4001", "Carl Funder", "buyer2@customer4001.example"), (told.DealId, told.Contact.Name, told.Contact.Email));
    }

    [Fact]
    public async Task Owners_Are_Told_Those_Who_Have_Left_Too()
    {
        var users = await Client.ReadUsersAsync(default);

        Assert.Equal(
            [new("user_31", "Ana Silva", "ana@vendor.example"), new("user_32", "Ben Olsen", "ben@vendor.example"), new("user_30", "Gone Longago", "gone@vendor.example") { IsActive = false }],
            users);
    }

    [Fact]
    public async Task An_Estimate_Counts_Deals_And_Calls_And_Makes_Two()
    {
        Close.AddMany(100);

        var estimate = await Client.EstimateAsync(Everything, default);

        Assert.Equal(new(100, 306), estimate);
        Assert.Equal(2, Close.Requests.Count);
        Assert.Equal(0, (await Client.EstimateAsync(new CrmWalk.Changes(Stories.Now, Stories.Now.AddDays(1)), default)).Deals);
    }

    [Theory]
    [InlineData("activity.call", "created", CrmObjectKind.Call)]
    [InlineData("activity.meeting", "completed", CrmObjectKind.Meeting)]
    [InlineData("activity.email", "sent", CrmObjectKind.Email)]
    [InlineData("activity.sms", "created", CrmObjectKind.Email)]
    [InlineData("activity.note", "updated", CrmObjectKind.Note)]
    [InlineData("task.lead", "completed", CrmObjectKind.Task)]
    [InlineData("contact", "created", CrmObjectKind.Contact)]
    public void A_Webhook_That_Names_A_Lead_Only_Is_Asked_About(string type, string action, CrmObjectKind kind)
    {
        Happen(1, type, action, "x_1", "lead_1", new() { ["id"] = "x_1", ["lead_id"] = "lead_1" });

        var translation = Source.Translate(Delivery(Close.Records.Events[^1].Event));

        Assert.Equal([new CrmObject(kind, "x_1")], translation.Wanted);
        Assert.Equal(1, Some.Close().Translate(Delivery(Close.Records.Events[^1].Event)).Ignored);
        Assert.True(Source.TellsActivities);
        Assert.False(Some.Close().TellsActivities);
    }

    [Theory]
    [InlineData("sequence_id", "seq_1")]
    [InlineData("bulk_email_action_id", "bulk_1")]
    [InlineData("status", "draft")]
    public void Nothing_Is_Asked_About_Emails_That_Are_No_Touch(string member, string value)
    {
        Happen(1, "activity.email", "created", "x_1", "lead_1", new() { ["id"] = "x_1", ["lead_id"] = "lead_1", [member] = value });

        Assert.Empty(Source.Translate(Delivery(Close.Records.Events[^1].Event)).Wanted);
    }

    [Fact]
    public void An_Edit_Of_A_Closed_Deal_Leaves_It_To_The_API_When_It_Was_Closed()
    {
        var edit = new JsonObject
        {
            ["id"] = "ev_1", ["object_type"] = "opportunity", ["object_id"] = "oppo_1", ["action"] = "updated", ["date_updated"] = "2026-11-19T09:00:00", ["changed_fields"] = new JsonArray("note"),
            ["data"] = new JsonObject { ["status_type"] = "won", ["date_won"] = "2026-10-01", ["note"] = "x" },
        };

        var translation = Source.Translate(Delivery(edit));

        Assert.False(Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(translation.Events)).Deal.Status.IsTold);
        Assert.Equal([new CrmObject(CrmObjectKind.Deal, "oppo_1")], translation.Wanted);
    }
}
