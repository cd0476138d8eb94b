using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Events;
using SalesSignals.StandIns;
using static SalesSignals.Crm.Tests.Dataverse.DataverseStories;

namespace SalesSignals.Crm.Tests.Dataverse;

public class DataverseClientTests : DataverseRig
{
    private static readonly string Gone = DataverseIds.Deal("999");

    [Theory]
    [MemberData(nameof(DataverseStories.Numbers), MemberType = typeof(DataverseStories))]
    public async Task Walks_And_Hydration_Tell_A_Deal_As_It_Stands(int number)
    {
        var story = Stories.All[number];
        foreach (var each in Stories.All)
        {
            Dataverse.Load(each);
        }

        var hydrated = await AskAsync(CrmObjectKind.Deal, DealId(story), Gone);
        var backfilled = await WalkAsync(Backfill);
        var changed = await WalkAsync(AllChanges);

        if (story.Facts[^1].Event is CanonicalEvent.DealDeleted deleted)
        {
            Assert.DoesNotContain(hydrated.Concat(backfilled), told => told.DealId == DealId(story));
            var told = Assert.IsType<CanonicalEvent.DealDeleted>(Assert.Single(changed, told => told.DealId == DealId(story)));
            Assert.Equal(deleted.OccurredAt.AddTicks(3), told.OccurredAt);
            return;
        }

        Assert.Equal(ExpectedOfApi(story, withActivities: false), Meaning(hydrated, story));
        Assert.Equal(ExpectedOfApi(story), Meaning(backfilled, story));
        Assert.Equal(ExpectedOfApi(story), Meaning(changed, story));
        Assert.Equal(Written(backfilled), Written(await WalkAsync(Backfill)));
    }

    [Fact]
    public async Task A_Deal_Is_Told_As_Its_Webhooks_Tell_It_With_Currency_And_Address_Beside()
    {
        Dataverse.Load(Stories.All[0]);

        var events = await AskAsync(CrmObjectKind.Deal, DealId(Stories.All[0]));

        var (closed, deal) = (Assert.IsType<CanonicalEvent.DealChanged>(events[0]), Assert.IsType<CanonicalEvent.DealChanged>(events[1]));
        var wonAt = Stories.Begin.AddDays(60);
        Assert.Equal((wonAt.AddTicks(2), wonAt.AddTicks(2)), (closed.OccurredAt, deal.OccurredAt));
        Assert.Equal(
            new() { Status = DealStatus.Won, Amount = 12_000m, CloseOn = new DateOnly(2026, 10, 31) },
            closed.Deal);
        Assert.Equal(
            new()
            {
                Name = "Acme rollout",
                Stage = "5-Negotiate",
                Amount = 12_000m,
                Currency = "EUR",
                CloseOn = new DateOnly(2026, 10, 31),
                OwnerId = DataverseIds.Owner("32"),
                ForecastCategory = Told.Of<string>(null),
                Status = DealStatus.Won,
                CreatedAt = Stories.Begin,
                Url = $"https://127.0.0.1/main.aspx?etn=opportunity&pagetype=entityrecord&id={deal.DealId}",
            },
            deal.Deal);
        var contact = Assert.IsType<CanonicalEvent.ContactAssociated>(events[2]).Contact;
        Assert.Equal(new() { Id = DataverseIds.Contact("40011"), Name = "Berta Koch", Email = "buyer1@customer4001.example", Role = BuyingRole.Champion }, contact);
        Assert.Equal(4, events.Count);
    }

    [Theory]
    [InlineData(CrmObjectKind.Meeting, "400103")]
    [InlineData(CrmObjectKind.Call, "400105")]
    [InlineData(CrmObjectKind.Email, "400102")]
    [InlineData(CrmObjectKind.Note, "400104")]
    [InlineData(CrmObjectKind.Task, "400106")]
    public async Task Activities_Are_Asked_For_By_Kind(CrmObjectKind kind, string id)
    {
        Dataverse.Load(Stories.All[0]);

        var told = Assert.IsType<CanonicalEvent.ActivityLogged>(Assert.Single(await AskAsync(kind, DataverseIds.Activity(id), Gone)));

        Assert.Equal((DealId(Stories.All[0]), DataverseIds.Activity(id), kind.ToString()), (told.DealId, told.Activity.Id, told.Activity.Kind.ToString()));
    }

    [Fact]
    public async Task A_Contact_Is_Told_To_Each_Of_Its_Deals_As_Of_When_It_Was_Last_Linked()
    {
        Dataverse.Load(Stories.All[0]);
        Dataverse.Load(Stories.All[2]);
        var (champion, primary) = (DataverseIds.Contact("40011"), DataverseIds.Contact("40031"));
        var linkedAt = Stories.Begin.AddDays(70);

        var events = await Client.HydrateAsync(
            [new(CrmObjectKind.Contact, champion) { LinkedAt = linkedAt }, new(CrmObjectKind.Contact, primary), new(CrmObjectKind.Contact, Gone)], default);

        Assert.Equal(
            [(DealId(Stories.All[0]), champion, linkedAt), (DealId(Stories.All[2]), primary, Stories.Begin.AddMinutes(43344).AddTicks(2))],
            events.Cast<CanonicalEvent.ContactAssociated>().Select(told => (told.DealId, told.Contact.Id, told.OccurredAt)).OrderBy(told => told.OccurredAt == linkedAt ? 0 : 1));
    }

    [Fact]
    public async Task A_Connection_That_Was_Ended_Removes_A_Contact_Unless_Something_Else_Links_It()
    {
        Dataverse.Load(Stories.All[0]);
        var table = Dataverse.Rows.Named("connection");
        foreach (var contact in new[] { "40011", "40012" })
        {
            var row = table.Find(DataverseIds.Connection(contact))!;
            Dataverse.Rows.Put("connection", row.Id, Stories.Now, new(row.Columns) { ["statecode"] = new DataverseChoice(1) });
        }

        var deal = Dataverse.Rows.Named("opportunity").Find(DealId(Stories.All[0]))!;
        deal.Columns["customerid"] = new DataverseLookup("contact", DataverseIds.Contact("40012"), "Carl Funder");

        var events = await WalkAsync(new CrmWalk.Changes(Stories.Now.AddMinutes(-1), Stories.Now.AddMinutes(1)));

        var removed = Assert.Single(events.OfType<CanonicalEvent.ContactRemoved>().DistinctBy(told => told.ContactId));
        Assert.Equal((DataverseIds.Contact("40011"), Stories.Now.AddTicks(2)), (removed.ContactId, removed.OccurredAt));
        Assert.Null(Assert.Single(events.OfType<CanonicalEvent.ContactAssociated>().DistinctBy(told => told.Contact.Id)).Contact.Role);
    }

    [Fact]
    public async Task People_That_The_API_Holds_Back_Are_Asked_For()
    {
        Dataverse.Load(Stories.All[0]);
        Dataverse.PartiesAtOnce = 1;

        var told = Assert.IsType<CanonicalEvent.ActivityLogged>(Assert.Single(await AskAsync(CrmObjectKind.Email, DataverseIds.Activity("400101"))));

        Assert.Equal(ActivityDirection.Outbound, told.Activity.Direction);
        Assert.Equal(DataverseIds.Contact("40011"), Assert.Single(told.Activity.ContactIds));
        Assert.Equal(2, Dataverse.Requests.Count);
    }

    [Fact]
    public async Task Drafts_Of_Emails_And_What_Is_About_Something_Else_Tell_Nothing()
    {
        var deal = new DataverseLookup("opportunity", DataverseIds.Deal("1"));
        Dataverse.Rows.Put("email", DataverseIds.Activity("1"), Stories.Begin, new() { ["regardingobjectid"] = deal, ["statecode"] = new DataverseChoice(0), ["directioncode"] = true });
        Dataverse.Rows.Put("email", DataverseIds.Activity("2"), Stories.Begin, new() { ["regardingobjectid"] = new DataverseLookup("account", Gone), ["statecode"] = new DataverseChoice(1) });
        Dataverse.Rows.Put("email", DataverseIds.Activity("3"), Stories.Begin, new() { ["regardingobjectid"] = deal, ["statecode"] = new DataverseChoice(2) });

        var asked = await AskAsync(CrmObjectKind.Email, DataverseIds.Activity("1"), DataverseIds.Activity("2"), DataverseIds.Activity("3"));
        var changed = await PagesAsync(AllChanges);

        Assert.Equal(DataverseIds.Activity("3"), Assert.IsType<CanonicalEvent.ActivityRemoved>(Assert.Single(asked)).ActivityId);
        Assert.Single(changed.SelectMany(page => page.Events));
        Assert.Equal(2, changed.Sum(page => page.Objects));
    }

    [Fact]
    public async Task A_Row_That_Cannot_Be_Understood_Does_Not_Keep_The_Others_Waiting()
    {
        Dataverse.Load(Stories.All[1]);
        Dataverse.Load(Stories.All[4]);
        Dataverse.Rows.Named("opportunity").Find(DealId(Stories.All[1]))!.Columns["statecode"] = new DataverseChoice(9);

        Assert.Equal([DealId(Stories.All[4])], (await WalkAsync(Backfill)).Select(told => told.DealId).Distinct());
    }

    [Fact]
    public async Task Where_No_Closing_Is_Kept_A_Deal_Was_Closed_On_The_Day_It_Names()
    {
        Dataverse.Load(Stories.All[0]);
        var closing = Dataverse.Rows.Named("opportunityclose").Sorted("")[0];
        Dataverse.Rows.Named("opportunityclose").Remove(closing.Id);
        var deal = Dataverse.Rows.Named("opportunity").Find(DealId(Stories.All[0]))!;

        var onTheDay = (await AskAsync(CrmObjectKind.Deal, deal.Id))[0];
        deal.Columns["modifiedon"] = Stories.Now.AddDays(-1);
        var changedLater = (await AskAsync(CrmObjectKind.Deal, deal.Id))[0];

        Assert.Equal(Stories.Begin.AddDays(60).AddTicks(2), onTheDay.OccurredAt);
        Assert.Equal(new(2026, 10, 31, 0, 0, 0, TimeSpan.Zero), changedLater.OccurredAt);
    }

    [Fact]
    public async Task A_Stage_In_A_Column_Of_The_Customers_Own_Is_Read_Too()
    {
        Dataverse.Load(Stories.All[1]);
        Dataverse.Rows.Named("opportunity").Find(DealId(Stories.All[1]))!.Columns["new_phase"] = new DataverseChoice(100000007);
        var client = Create(options => (options.AccessToken, options.StageColumn) = (StandIns.Dataverse.DataverseStandIn.FirstToken, "new_phase")).Client!;

        var told = Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(await client.HydrateAsync([new(CrmObjectKind.Deal, DealId(Stories.All[1]))], default)));

        Assert.Equal("100000007", told.Deal.Stage.Value);
    }

    [Fact]
    public async Task Users_Are_Told_With_Those_Who_Left_And_Without_Apps()
    {
        Dataverse.Rows.AddUser(DataverseIds.Owner("31"), "Ana Silva", "ana@vendor.example");
        Dataverse.Rows.AddUser(DataverseIds.Owner("32"), "Ben Left", null, isDisabled: true);
        Dataverse.Rows.AddUser(DataverseIds.Owner("33"), "# SalesSignals", null, application: "77777777-1111-4111-8111-0000000000e1", accessMode: 4);
        Dataverse.Rows.AddUser(DataverseIds.Owner("34"), "SYSTEM", null, accessMode: 3);

        var users = await Client.ReadUsersAsync(default);

        Assert.Equal(
            [
                new(DataverseIds.Owner("31"), "Ana Silva", "ana@vendor.example") { Team = "Contoso EMEA" },
                new(DataverseIds.Owner("32"), "Ben Left", null) { Team = "Contoso EMEA", IsActive = false },
            ],
            users);
    }

    private static IEnumerable<string> Written(IEnumerable<CanonicalEvent> events) => events.Select(told => CanonicalEventJson.Write(told).ToString());
}
