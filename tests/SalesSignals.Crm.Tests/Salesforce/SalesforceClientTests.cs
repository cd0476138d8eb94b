using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using SalesSignals.StandIns;

namespace SalesSignals.Crm.Tests.Salesforce;

public class SalesforceClientTests : SalesforceRig
{
    private static readonly Dialect Dialect = SalesforceDialect.Create();

    public static TheoryData<string> Living() => [.. Stories.All.Where(story => story.Plot is not Plot.Deleted).Select(story => story.Key.Id)];

    [Theory]
    [MemberData(nameof(Living))]
    public async Task A_Backfill_Tells_A_Deal_As_Its_Whole_Life_Went(string number)
    {
        var story = Load(number);

        var page = Assert.Single(await WalkAsync(Backfill));

        Assert.False(page.OfKnownDealsOnly);
        Assert.Equal(SalesforceWords.Meaning(story, withNames: true), SalesforceWords.Meaning(Deal(page.Events, number)));
    }

    [Theory]
    [MemberData(nameof(Living))]
    public async Task So_Do_The_Changes_Of_All_Time(string number)
    {
        var story = Load(number);

        var events = (await WalkAsync(Changes)).SelectMany(page => page.Events);

        Assert.Equal(SalesforceWords.Meaning(story, withNames: true), SalesforceWords.Meaning(Deal(events, number)));
    }

    [Theory]
    [MemberData(nameof(Living))]
    public async Task So_Does_What_Is_Asked_For_By_Id_In_The_Same_Words_Each_Time(string number)
    {
        var story = Load(number);
        string[] ids = [Dialect.DealId(number), .. Activities(story)];

        var events = await AskAsync(ids);
        var again = await AskAsync(ids);

        Assert.Equal(SalesforceWords.Meaning(story, withNames: true), SalesforceWords.Meaning(Deal(events, number)));
        Assert.Equal(events.Select(CanonicalEventJson.Write), again.Select(CanonicalEventJson.Write));
        var walked = (await WalkAsync(Backfill)).SelectMany(page => page.Events).Select(CanonicalEventJson.Write).ToHashSet();
        Assert.All(events.Where(told => told is not CanonicalEvent.ActivityRemoved), told => Assert.Contains(CanonicalEventJson.Write(told), walked));
    }

    [Theory]
    [InlineData("4001")]
    [InlineData("4002")]
    [InlineData("4003")]
    [InlineData("4004")]
    [InlineData("4005")]
    public async Task Webhooks_And_Then_The_Api_Make_No_Difference_But_For_Names(string number)
    {
        var story = Load(number);
        var webhooks = Dialect.Tell(story, "sf").SelectMany(told => Source.Translate(Some.Delivery(told.Request.Body)).Events).ToList();
        var walked = (await WalkAsync(Changes)).SelectMany(page => page.Events).ToList();

        Assert.Equal(SalesforceWords.Meaning(story, withNames: true), SalesforceWords.Meaning(Deal(webhooks.Concat(walked), number)));
        Assert.Equal(SalesforceWords.Meaning(story, withNames: true), SalesforceWords.Meaning(Deal(walked.Concat(webhooks), number)));
    }

    [Fact]
    public async Task A_Deal_That_Is_Edited_Later_Was_Won_When_It_Was_Won()
    {
        var story = Load("4001");
        Salesforce.Change("Opportunity", Dialect.DealId("4001"), Stories.Now.AddHours(-1), ("OwnerId", SalesforceIds.Owner("32")));

        Assert.Equal(SalesforceWords.Meaning(story, withNames: true), SalesforceWords.Meaning(Deal(Assert.Single(await WalkAsync(Backfill)).Events, "4001")));
    }

    [Fact]
    public async Task What_Was_Deleted_Is_Told_By_Changes_And_By_Id_And_Not_Backfilled()
    {
        Load("4004");

        Assert.Empty(Assert.Single(await WalkAsync(Backfill)).Events);
        var deleted = Assert.IsType<CanonicalEvent.DealDeleted>(Assert.Single((await WalkAsync(Changes)).SelectMany(page => page.Events)));
        Assert.Equal((Dialect.DealId("4004"), Stories.Begin.AddDays(9)), (deleted.DealId, deleted.OccurredAt));
        Assert.Equal(deleted, Assert.Single(await AskAsync(Dialect.DealId("4004"))));
    }

    [Fact]
    public async Task What_Is_Restored_Is_Told_Again()
    {
        Load("4004");
        var before = await AskAsync(Dialect.DealId("4004"));
        Salesforce.Change("Opportunity", Dialect.DealId("4004"), Stories.Now.AddHours(-1), ("IsDeleted", false));

        var after = await AskAsync(Dialect.DealId("4004"));

        Assert.True(Deal(before, "4004").Deleted.Value);
        Assert.False(Deal(before.Concat(after), "4004").Deleted.Value);
        Assert.False(Deal(after.Concat(before), "4004").Deleted.Value);
    }

    [Fact]
    public async Task A_Deleted_Activity_Or_Contact_Is_No_Longer_Of_Its_Deal()
    {
        Load("4001");
        var before = (await WalkAsync(Backfill)).SelectMany(page => page.Events).ToList();
        Salesforce.Change("Task", SalesforceIds.Task("400101"), Stories.Now.AddHours(-1), ("IsDeleted", true));
        Salesforce.Change("OpportunityContactRole", SalesforceIds.ContactRole("40012"), Stories.Now.AddHours(-1), ("IsDeleted", true));

        var changes = (await WalkAsync(new CrmWalk.Changes(Stories.Now.AddHours(-2), Stories.Now))).SelectMany(page => page.Events).ToList();

        Assert.Equal([typeof(CanonicalEvent.ContactRemoved), typeof(CanonicalEvent.ActivityRemoved)], changes.Select(told => told.GetType()));
        var deal = Deal(before.Concat(changes), "4001");
        Assert.DoesNotContain(deal.Activities, told => told.Facts?.Id == SalesforceIds.Task("400101"));
        Assert.DoesNotContain(deal.Contacts, told => told.Facts?.Id == SalesforceIds.Contact("40012"));
    }

    [Fact]
    public async Task A_New_Address_Of_A_Contact_Is_A_Change()
    {
        Load("4001");
        Salesforce.Change("OpportunityContactRole", SalesforceIds.ContactRole("40011"), Stories.Begin, ("Contact.Email", "new@customer.example"), ("Contact.SystemModstamp", Stories.Now.AddHours(-1)));

        var changes = (await WalkAsync(new CrmWalk.Changes(Stories.Now.AddHours(-2), Stories.Now))).SelectMany(page => page.Events);

        var told = Assert.IsType<CanonicalEvent.ContactAssociated>(Assert.Single(changes));
        Assert.Equal(("new@customer.example", Stories.Now.AddHours(-1)), (told.Contact.Email, told.OccurredAt));
        Assert.Equal(told, Assert.Single(await AskAsync(SalesforceIds.Contact("40011"))));
        Assert.Equal(told, Assert.Single(await AskAsync(SalesforceIds.ContactRole("40011"))));
    }

    [Fact]
    public async Task Fields_That_The_Token_May_Not_See_Are_Not_Asked_For()
    {
        Load("4001");
        Salesforce.Hidden.UnionWith(["Opportunity.CurrencyIsoCode", "Opportunity.RecordTypeId", "Opportunity.LastStageChangeDate", "Contact.Email", "Task.CompletedDateTime"]);

        var deal = Deal(Assert.Single(await WalkAsync(Backfill)).Events, "4001");

        Assert.Equal((false, "Berta Koch", null), (deal.Currency.IsTold, deal.Contacts[0].Facts!.Name, deal.Contacts[0].Facts!.Email));
    }

    [Fact]
    public async Task What_Is_Archived_Is_Backfilled_Too()
    {
        Load("4001");
        Salesforce.Change("Event", SalesforceIds.Event("400103"), Stories.Begin.AddDays(6), ("IsArchived", true));

        Assert.Contains(Deal(Assert.Single(await WalkAsync(Backfill)).Events, "4001").Activities, told => told.Id == SalesforceIds.Event("400103"));
    }

    [Fact]
    public async Task Users_Are_Told_With_Those_Who_Left_And_Without_Robots()
    {
        Load("4001");
        Salesforce.Add("User", new() { ["Id"] = SalesforceIds.Owner("33"), ["Name"] = "Gone", ["Email"] = null, ["IsActive"] = false, ["Department"] = null, ["UserType"] = "Standard" });
        Salesforce.Add("User", new() { ["Id"] = SalesforceIds.Owner("34"), ["Name"] = "Automated Process", ["IsActive"] = true, ["UserType"] = "AutomatedProcess" });

        Assert.Equal(
            [
                new CrmUser(SalesforceIds.Owner("31"), "Owner 31", "owner31@vendor.example") { Team = "Sales North" },
                new CrmUser(SalesforceIds.Owner("32"), "Owner 32", "owner32@vendor.example") { Team = "Sales North" },
                new CrmUser(SalesforceIds.Owner("33"), "Gone", null) { IsActive = false },
            ],
            await Client.ReadUsersAsync(default));
    }

    [Fact]
    public async Task Nobody_Asks_For_What_Is_No_Id()
    {
        Assert.Empty(await AskAsync("006' OR Name != '", "001000000000001AAA", ""));

        Assert.Empty(Salesforce.Requests);
        await Assert.ThrowsAsync<ArgumentException>(() => Client.ReadAsync(Backfill, "deals", "006000000000001' OR Id != '", default));
    }

    private static IEnumerable<string> Activities(DealStory story) => SalesforceStory.Of(story)
        .Select(fact => fact.Event)
        .OfType<CanonicalEvent.ActivityLogged>()
        .Select(told => told.Activity.Kind is ActivityKind.Meeting ? SalesforceIds.Event(told.Activity.Id) : SalesforceIds.Task(told.Activity.Id))
        .Distinct();

    private DealStory Load(string number)
    {
        foreach (var story in Stories.All.Where(story => story.Key.Id == number))
        {
            Salesforce.Load(story);
        }

        return Stories.All.Single(story => story.Key.Id == number);
    }
}
