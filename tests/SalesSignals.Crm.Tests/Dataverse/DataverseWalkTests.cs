using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Events;
using SalesSignals.StandIns;

namespace SalesSignals.Crm.Tests.Dataverse;

public class DataverseWalkTests : DataverseRig
{
    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(220)]
    public async Task Each_Deal_Of_A_Backfill_Is_Told_Once_However_Pages_Fall(int deals)
    {
        Dataverse.AddMany(deals);

        var pages = await PagesAsync(Backfill);

        Assert.Equal(deals, pages.Sum(page => page.Objects));
        var told = pages.SelectMany(page => page.Events).ToList();
        Assert.Equal(deals, told.Where(told => told.Id.StartsWith("read:opportunity", StringComparison.Ordinal) && !told.Id.Contains(".closed", StringComparison.Ordinal)).Select(told => told.DealId).Distinct().Count());
        Assert.Equal((2 * deals, deals), (told.OfType<CanonicalEvent.ActivityLogged>().Count(), told.OfType<CanonicalEvent.ContactAssociated>().Count()));
        Assert.All(pages, page => Assert.False(page.OfKnownDealsOnly));
        Assert.All(pages.SkipLast(1), page => Assert.InRange(page.Objects, 1, 50));
    }

    [Fact]
    public async Task More_Deals_Of_One_Second_Than_A_Page_Holds_Are_All_Told_And_The_Walk_Goes_On_Behind_Them()
    {
        Dataverse.AddMany(20);
        for (var i = 0; i < 130; i++)
        {
            Dataverse.Rows.Put("opportunity", DataverseIds.Deal($"{500 + i}"), Stories.Begin.AddMinutes(3), new() { ["name"] = $"Imported {i}", ["statecode"] = new DataverseChoice(0) });
        }

        var pages = await PagesAsync(Backfill);

        Assert.Equal(150, pages.Sum(page => page.Objects));
        Assert.Equal(150, pages.SelectMany(page => page.Events).OfType<CanonicalEvent.DealChanged>().Where(told => told.Deal.Name.IsTold).Select(told => told.DealId).Distinct().Count());
        Assert.Contains(pages, page => page.Next?.StartsWith("/api/data/v9.2/opportunities?", StringComparison.Ordinal) is true);
        Assert.All(pages, page => Assert.True(page.Objects <= 50));
    }

    [Fact]
    public async Task A_Page_Takes_No_More_Than_A_Few_Calls()
    {
        Dataverse.AddMany(200);
        await Client.ReadAsync(Backfill, "deals", null, default);

        Assert.InRange(Dataverse.Requests.Count, 5, 12);
    }

    [Fact]
    public async Task Only_Open_Deals_And_Those_Closed_Since_Are_Told()
    {
        Add("1", state: 0, closedOn: null, changed: -900);
        Add("2", state: 1, closedOn: new DateOnly(2026, 8, 20), changed: -12);
        Add("3", state: 2, closedOn: new DateOnly(2026, 8, 19), changed: -1);
        Add("4", state: 1, closedOn: null, changed: -10);
        Add("5", state: 1, closedOn: null, changed: -13);

        var walk = new CrmWalk.Backfill(new(2026, 8, 20, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal(["1", "2", "4"], (await WalkAsync(walk)).Select(told => DataverseIds.OwnerOf(told.DealId)).Distinct().Order());
        Assert.Equal(3, (await Client.EstimateAsync(walk, default)).Deals);

        void Add(string id, int state, DateOnly? closedOn, int changed)
        {
            var columns = DataverseStory.Row(("statecode", new DataverseChoice(state)), ("actualclosedate", closedOn));
            Dataverse.Rows.Put("opportunity", DataverseIds.Deal(id), Stories.Begin.AddDays(changed), columns);
        }
    }

    [Fact]
    public async Task Changes_Are_Those_From_One_Second_To_Before_Another_And_All_But_Deals_Only_Of_Deals_That_Are_Known()
    {
        foreach (var (id, seconds) in new[] { ("1", -1), ("2", 0), ("3", 9), ("4", 10) })
        {
            Dataverse.Rows.Put("opportunity", DataverseIds.Deal(id), Stories.Begin.AddSeconds(seconds), new() { ["statecode"] = new DataverseChoice(0) });
        }

        var walk = new CrmWalk.Changes(Stories.Begin.AddMilliseconds(300), Stories.Begin.AddSeconds(10));
        var pages = await PagesAsync(walk);

        Assert.Equal(["2", "3"], pages.SelectMany(page => page.Events).Select(told => DataverseIds.OwnerOf(told.DealId)));
        Assert.Equal([false, .. Enumerable.Repeat(true, 8)], pages.Select(page => page.OfKnownDealsOnly));
        Assert.Equal(["deals", "appointments", "phonecalls", "emails", "tasks", "annotations", "connections", "contacts", "deleted"], Client.PartsOf(walk));
    }

    [Fact]
    public async Task A_Contact_That_Changed_Is_Told_To_Its_Deals()
    {
        Dataverse.Load(Stories.All[0]);
        var columns = Dataverse.Rows.Named("contact").Find(DataverseIds.Contact("40011"))!.Columns;
        Dataverse.Rows.Put("contact", DataverseIds.Contact("40011"), Stories.Now, new(columns) { ["emailaddress1"] = "berta@new.example" });

        var told = Assert.Single(await WalkAsync(new CrmWalk.Changes(Stories.Now.AddMinutes(-1), Stories.Now.AddMinutes(1))));

        var contact = Assert.IsType<CanonicalEvent.ContactAssociated>(told).Contact;
        Assert.Equal(("berta@new.example", BuyingRole.Champion), (contact.Email, contact.Role));
    }

    [Fact]
    public async Task Deletions_Are_Read_From_The_Audit_Log_Where_The_App_May_And_A_Deal_That_Is_There_Again_Is_Not_Deleted()
    {
        Dataverse.Load(Stories.All[3]);
        Dataverse.Load(Stories.All[1]);
        var restored = Dataverse.Rows.Named("opportunity").Find(DataverseStories.DealId(Stories.All[1]))!;
        Dataverse.Rows.Do(new(Stories.Now, "Delete", "opportunity", restored.Id, restored.Columns, new Dictionary<string, object>()));
        Dataverse.Rows.Put("opportunity", restored.Id, Stories.Now, restored.Columns);

        var deleted = (await WalkAsync(AllChanges)).OfType<CanonicalEvent.DealDeleted>();
        Dataverse.MayReadAudits = false;
        var unseen = (await WalkAsync(AllChanges)).OfType<CanonicalEvent.DealDeleted>();

        Assert.Equal(DataverseStories.DealId(Stories.All[3]), Assert.Single(deleted).DealId);
        Assert.Empty(unseen);
    }

    [Fact]
    public async Task An_Estimate_Counts_Deals_Beyond_What_A_Plain_Count_Tells()
    {
        Dataverse.AddMany(5_010);

        var estimate = await Client.EstimateAsync(Backfill, default);

        Assert.Equal((5_010, 1_011), (estimate.Deals, estimate.Calls));
    }
}
