using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.StandIns;
using SalesSignals.StandIns.Pipedrive;

namespace SalesSignals.Crm.Tests.Pipedrive;

public class PipedriveClientTests : PipedriveRig
{
    private static readonly DateTimeOffset Noon = Stories.Begin.AddDays(40);

    [Fact]
    public async Task Each_Deal_Is_Walked_Once_Though_A_Page_Ends_Anywhere()
    {
        Pipedrive.AddMany(25);

        var events = await WalkAsync(Backfill);

        Assert.Equal(25, events.OfType<CanonicalEvent.DealChanged>().Count(told => told.Deal.Name.IsTold));
        Assert.Equal(75, events.OfType<CanonicalEvent.ActivityLogged>().Count());
        Assert.Equal(3, Pipedrive.Requests.Count(request => request.Contains("status=open", StringComparison.Ordinal)));
        Assert.Equal(25, Pipedrive.Requests.Count(request => request.Contains("/changelog", StringComparison.Ordinal)));
        Assert.Equal("Buyer 3", Merged(events, $"{PipedriveMany.FirstId + 3}").Contacts.Single().Facts!.Name);
    }

    [Fact]
    public async Task What_Has_The_Same_Time_Is_Not_Lost_Between_Pages()
    {
        for (var id = 1; id <= 1_200; id++)
        {
            // Most of them by one import, within a second.
            var at = id is > 100 and <= 1_150 ? Noon : Noon.AddMinutes(id > 100 ? id : -id);
            Pipedrive.Account.Put(Made("activity", id, at, new() { ["deal_id"] = 7, ["type"] = "call", ["done"] = false }));
            Pipedrive.Account.Put(Made("note", id, at, new() { ["deal_id"] = 7, ["content"] = "<p>Hello</p>" }));
        }

        foreach (var walk in (CrmWalk[])[Backfill, Changes])
        {
            foreach (var part in (string[])["activities", "notes"])
            {
                var told = await WalkAsync(walk, part);

                Assert.Equal(1_200, told.Cast<CanonicalEvent.ActivityLogged>().Select(logged => logged.Activity.Id).Distinct().Count());
            }
        }
    }

    [Fact]
    public async Task Changes_Are_Those_Of_Their_Time_Only()
    {
        foreach (var (id, at) in (ReadOnlySpan<(int, DateTimeOffset)>)[(1, Noon.AddSeconds(-1)), (2, Noon), (3, Noon.AddMinutes(9)), (4, Noon.AddMinutes(10))])
        {
            Pipedrive.Account.Put(Deal(id, at));
            Pipedrive.Account.Put(Made("activity", id, at, new() { ["deal_id"] = id, ["type"] = "call", ["done"] = false }));
            Pipedrive.Account.Put(Made("note", id, at, new() { ["deal_id"] = id, ["content"] = "" }));
        }

        var told = await WalkAsync(new CrmWalk.Changes(Noon, Noon.AddMinutes(10)));

        Assert.Equal(["2", "3"], told.Select(happened => happened.DealId).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(2, told.OfType<CanonicalEvent.ActivityLogged>().Count(logged => logged.Activity.Kind is ActivityKind.Call));
        Assert.Equal(2, told.OfType<CanonicalEvent.ActivityLogged>().Count(logged => logged.Activity.Kind is ActivityKind.Note));
    }

    [Fact]
    public async Task Deals_Closed_Before_A_Backfill_Begins_Are_Left_Out_Though_Edited_Since()
    {
        Pipedrive.Account.Put(Deal(1, Noon, "won", ("won_time", Noon.AddDays(-2))));
        Pipedrive.Account.Put(Deal(2, Noon, "lost", ("lost_time", Noon.AddDays(-90))));

        var told = await WalkAsync(new CrmWalk.Backfill(Noon.AddDays(-30)));

        Assert.Equal(["1"], told.Select(happened => happened.DealId).Distinct());
    }

    [Fact]
    public async Task An_Open_Deal_That_Is_Archived_Is_Gone_And_One_That_Was_Won_Is_Not()
    {
        var archived = Deal(1, Noon);
        archived.Data!["is_archived"] = true;
        var won = Deal(2, Noon, "won", ("won_time", Noon.AddDays(-1)));
        won.Data!["is_archived"] = true;
        Pipedrive.Account.Put(archived);
        Pipedrive.Account.Put(won);

        var changes = await WalkAsync(Changes);
        var backfill = await WalkAsync(Backfill);

        Assert.True(Merged(changes, "1").Deleted.Value);
        Assert.Equal((DealStatus.Won, false), (Merged(changes, "2").Status.Value, Merged(changes, "2").Deleted.Value));
        Assert.Equal(["2"], backfill.Select(told => told.DealId).Distinct());
        Assert.Equal(["2"], (await AskAsync(CrmObjectKind.Deal, "2", "3")).Select(told => told.DealId).Distinct());
    }

    [Fact]
    public async Task A_Deal_That_Was_Never_Changed_Costs_No_Look_Into_Its_Log()
    {
        var deal = Deal(1, Noon);
        deal.Data!["update_time"] = null;
        Pipedrive.Account.Put(deal);

        await AskAsync(CrmObjectKind.Deal, "1");

        Assert.DoesNotContain(Pipedrive.Requests, request => request.Contains("changelog", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Participants_Are_Contacts_And_Are_Asked_For_Where_There_Are_Any()
    {
        Pipedrive.Account.Put(Deal(1, Noon, "open", ("person_id", 11)));
        Pipedrive.Account.Put(Deal(2, Noon, "open", ("person_id", 11)));
        Pipedrive.Account.AddPerson(new() { Id = "11", Name = "Berta Koch", Email = "berta@x.example" }, Noon.AddDays(-3), 1);
        Pipedrive.Account.AddPerson(new() { Id = "12", Name = "Carl Funder", Email = "carl@x.example" }, Noon.AddDays(3), 1);

        var told = await AskAsync(CrmObjectKind.Deal, "1", "2", "3");

        Assert.Equal(
            ["1 Berta Koch berta@x.example 0", "1 Carl Funder carl@x.example 3", "2 Berta Koch berta@x.example 0"],
            told.OfType<CanonicalEvent.ContactAssociated>()
                .Select(contact => $"{contact.DealId} {contact.Contact.Name} {contact.Contact.Email} {(contact.OccurredAt - Noon).Days}")
                .Order(StringComparer.Ordinal));
        Assert.Single(Pipedrive.Requests, request => request.Contains("deal_id=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_New_Name_Reaches_The_Open_Deals_Of_A_Person()
    {
        Pipedrive.Account.Put(Deal(1, Noon.AddDays(-9), "open", ("person_id", 11)));
        Pipedrive.Account.Put(Deal(2, Noon.AddDays(-9), "won", ("person_id", 11)));
        Pipedrive.Account.AddPerson(new() { Id = "11", Name = "Berta Koch-Meyer", Email = "berta@x.example" }, Noon, 1);
        Pipedrive.Account.AddPerson(new() { Id = "12", Name = "Nobody's", Email = "n@x.example" }, Noon);

        var told = Assert.Single(await WalkAsync(new CrmWalk.Changes(Noon, Noon.AddHours(1))));

        Assert.Equal(("1", "Berta Koch-Meyer"), (told.DealId, Assert.IsType<CanonicalEvent.ContactAssociated>(told).Contact.Name));
        Assert.Equal(told, Assert.Single(await AskAsync(CrmObjectKind.Contact, "11")));
    }

    [Fact]
    public async Task A_Contact_Who_Was_Replaced_Is_No_Contact_Any_More()
    {
        var deal = Deal(1, Noon, "open", ("person_id", 12));
        deal.Previous!["person_id"] = 11;
        Pipedrive.Account.Put(deal);

        var contacts = Merged(await AskAsync(CrmObjectKind.Deal, "1"), "1").Contacts;

        Assert.Equal(["11-", "12+"], contacts.Select(contact => contact.Id + (contact.IsRemoval ? "-" : "+")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_Took_Part_In_A_Meeting_Are_All_Whom_Pipedrive_Knows()
    {
        Pipedrive.Account.Put(Made("activity", 5, Noon, new() { ["deal_id"] = 1, ["type"] = "meeting", ["done"] = true, ["person_id"] = 11 }));
        var stored = Pipedrive.Account.Activities.Find(5)!;
        Pipedrive.Account.Activities.Put(stored with
        {
            Show = () =>
            {
                var shown = stored.Show();
                shown["participants"] = new JsonArray(new JsonObject { ["person_id"] = 11 }, new JsonObject { ["person_id"] = 12 });
                shown["attendees"] = new JsonArray(new JsonObject { ["email"] = "x@y.example", ["person_id"] = null }, new JsonObject { ["person_id"] = 13 });
                return shown;
            },
        });

        var told = Assert.IsType<CanonicalEvent.ActivityLogged>(Assert.Single(await AskAsync(CrmObjectKind.Meeting, "5", "6")));

        Assert.Equal(["11", "12", "13"], told.Activity.ContactIds);
        Assert.Equal((ActivityStatus.Held, "5"), (told.Activity.Status, told.Activity.Id));
    }

    [Fact]
    public async Task Notes_Are_Found_By_Their_Number_Unless_They_Are_Gone()
    {
        Pipedrive.Account.Put(Made("note", 5, Noon, new() { ["deal_id"] = 1, ["content"] = "<p>Next step: demo</p>" }));

        var told = Assert.IsType<CanonicalEvent.ActivityLogged>(Assert.Single(await AskAsync(CrmObjectKind.Note, "5", "6")));

        Assert.Equal(("note-5", true), (told.Activity.Id, told.Activity.Note!.HasNextStep));
        Assert.Empty(await AskAsync(CrmObjectKind.Email, "5"));
    }

    [Fact]
    public async Task The_Same_State_Is_Told_In_The_Same_Words()
    {
        foreach (var story in Stories.All)
        {
            Pipedrive.Load(story);
        }

        var first = await WalkAsync(Backfill);
        Time.Advance(TimeSpan.FromHours(5));

        Assert.Equal(first.Select(CanonicalEventJson.Write), (await WalkAsync(Backfill)).Select(CanonicalEventJson.Write));
    }

    [Fact]
    public async Task Read_In_The_Very_Second_Of_A_Change_Later_Ones_In_It_Still_Count()
    {
        Pipedrive.Account.Put(Deal(1, Stories.Now));
        Time.Advance(TimeSpan.FromMilliseconds(300));

        var told = (await AskAsync(CrmObjectKind.Deal, "1")).Max(happened => happened.OccurredAt);

        Assert.Equal(Stories.Now.AddMilliseconds(300), told);
    }

    [Fact]
    public async Task One_Deal_That_Cannot_Be_Understood_Does_Not_Keep_Others_Waiting()
    {
        Pipedrive.Account.Put(Deal(1, Noon, "open", ("currency", "many")));
        Pipedrive.Account.Put(Deal(2, Noon));

        Assert.Equal(["2"], (await WalkAsync(Backfill)).Select(told => told.DealId).Distinct());
    }

    [Fact]
    public async Task Users_Have_Addresses_And_May_Have_Left()
    {
        Pipedrive.Account.Users.Add(JsonNode.Parse(Samples.Read("pipedrive/api/get_user_v1.json"))!["data"]!.AsObject());
        Pipedrive.Account.Users.Add(new() { ["id"] = 2, ["name"] = "Gone Rep", ["email"] = "gone@example.com", ["active_flag"] = false });

        var users = await Client.ReadUsersAsync(default);

        Assert.Equal([new("12415231", "Anna Lindqvist", "anna.lindqvist@example.com"), new CrmUser("2", "Gone Rep", "gone@example.com") { IsActive = false }], users);
    }

    [Fact]
    public async Task An_Estimate_Is_About_What_It_Takes()
    {
        Pipedrive.AddMany(40);
        Pipedrive.Load(Stories.All[0]);

        var estimate = await Client.EstimateAsync(Backfill, default);
        Pipedrive.Requests.Clear();
        await WalkAsync(Backfill);

        Assert.Equal(41, estimate.Deals);
        Assert.InRange(estimate.Calls, Pipedrive.Requests.Count - 5, Pipedrive.Requests.Count + 5);
    }

    [Fact]
    public async Task What_The_Documented_Page_Holds_Is_Read()
    {
        Pipedrive.Instead = async context =>
        {
            var isList = context.Request.Path.Value!.EndsWith("/v2/deals", StringComparison.Ordinal);
            await context.Response.Body.WriteAsync(isList ? Samples.Read("pipedrive/api/list_deals_v2_page.json") : """{"success":true,"data":[]}"""u8.ToArray());
            return true;
        };

        var page = await Client.ReadAsync(Backfill, "open", null, default);

        Assert.Equal("746", page.Events.Select(told => told.DealId).Distinct().Single());
        Assert.Equal((1, true), (page.Objects, page.Next!.StartsWith("eyJmaWVsZCI6ImlkIi", StringComparison.Ordinal)));
    }

    /// <summary>Changed at a time, made the day before.</summary>
    private static PipedriveTold Deal(int id, DateTimeOffset at, string status = "open", params (string Name, object Value)[] members)
    {
        var data = new JsonObject
        {
            ["id"] = id, ["title"] = $"Deal {id}", ["value"] = 100, ["currency"] = "EUR", ["status"] = status, ["stage_id"] = 1, ["pipeline_id"] = 1, ["owner_id"] = 31,
            ["add_time"] = PipedriveStory.Time(at.AddDays(-1)), ["update_time"] = PipedriveStory.Time(at),
        };
        foreach (var (name, value) in members)
        {
            data[name] = value is DateTimeOffset time ? PipedriveStory.Time(time) : value is int number ? number : (string)value;
        }

        return new(at, "deal", "change", $"{id}", data, []);
    }

    private static PipedriveTold Made(string entity, int id, DateTimeOffset at, JsonObject data)
    {
        (data["id"], data["add_time"], data["update_time"]) = (id, PipedriveStory.Time(at), PipedriveStory.Time(at));
        return new(at, entity, "create", $"{id}", data, null);
    }
}
