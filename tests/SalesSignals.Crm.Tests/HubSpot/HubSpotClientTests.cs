using System.Globalization;
using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using SalesSignals.StandIns.HubSpot;

namespace SalesSignals.Crm.Tests.HubSpot;

public class HubSpotClientTests : HubSpotRig
{
    private static readonly DateTimeOffset Modified = new(2026, 11, 20, 9, 0, 0, 500, TimeSpan.Zero);

    [Fact]
    public async Task A_Deal_Is_Told_Whole_With_Its_Contacts()
    {
        HubSpot.Add(
            "deals",
            "7",
            ("dealname", "Acme"), ("amount", "12000.50"), ("deal_currency_code", "EUR"), ("closedate", "2026-12-15T23:00:00Z"), ("dealstage", "s2"),
            ("pipeline", "default"), ("hubspot_owner_id", "71"), ("hs_manual_forecast_category", "BEST_CASE"), ("hs_forecast_category", "COMMIT"),
            ("createdate", "2026-11-01T08:00:00Z"), ("hs_is_closed", "false"), ("hs_is_closed_won", "false"));
        HubSpot.Add("contacts", "8", ("firstname", "Ana"), ("lastname", "Silva"), ("email", "ana@acme.example"), ("hs_buying_role", "INFLUENCER;BUDGET_HOLDER"), ("lastmodifieddate", "2026-11-19T09:00:00Z"));
        HubSpot.Link("deals", "7", "contacts", "8");

        var events = await AskAsync(CrmObjectKind.Deal, "7");

        var deal = Assert.IsType<CanonicalEvent.DealChanged>(events[0]);
        var expected = new DealFields
        {
            Name = "Acme",
            Amount = Told.Of<decimal?>(12000.50m),
            Currency = "EUR",
            CloseOn = Told.Of<DateOnly?>(new(2026, 12, 15)),
            Stage = "s2",
            Pipeline = "default",
            OwnerId = "71",
            ForecastCategory = "best-case",
            CreatedAt = Told.Of<DateTimeOffset?>(new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero)),
            Status = Told.Of<DealStatus?>(DealStatus.Open),
            Url = "https://app.hubspot.com/contacts/24200001/record/0-3/7",
        };
        Assert.Equal(("7", Modified, "deal-7@2026-11-20T09:00:00.500Z", expected), (deal.DealId, deal.OccurredAt, deal.Id, deal.Deal));
        var contact = Assert.IsType<CanonicalEvent.ContactAssociated>(events[1]);
        Assert.Equal(new ContactFacts { Id = "8", Name = "Ana Silva", Email = "ana@acme.example", Role = BuyingRole.EconomicBuyer }, contact.Contact);
        Assert.Equal(("7", Modified.AddDays(-1).AddMilliseconds(-500)), (contact.DealId, contact.OccurredAt));
        Assert.Equal(2, events.Count);
    }

    [Theory]
    [InlineData("true", "true", DealStatus.Won)]
    [InlineData("true", "false", DealStatus.Lost)]
    [InlineData("false", "false", DealStatus.Open)]
    [InlineData("false", null, DealStatus.Open)]
    [InlineData(null, null, null)]
    [InlineData("true", null, null)]
    public async Task Whether_A_Deal_Is_Closed_Is_Said_Only_Where_It_Was_Told(string? closed, string? won, DealStatus? status)
    {
        HubSpot.Add("deals", "7", ("dealstage", "s"), ("hs_is_closed", closed), ("hs_is_closed_won", won));

        var deal = Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(await AskAsync(CrmObjectKind.Deal, "7")));

        Assert.Equal((status is not null, status), (deal.Deal.Status.IsTold, deal.Deal.Status.Value));
    }

    [Fact]
    public async Task Stages_Amounts_And_Close_Dates_Are_Told_When_They_Were_Set_And_The_Status_With_The_Latest_Stage()
    {
        HubSpot.Add("deals", new JsonObject
        {
            ["id"] = "7",
            ["properties"] = new JsonObject { ["dealname"] = "Acme", ["dealstage"] = "won", ["amount"] = "5", ["hs_is_closed"] = "true", ["hs_is_closed_won"] = "true", ["hs_lastmodifieddate"] = "2026-11-20T09:00:00.500Z" },
            ["propertiesWithHistory"] = new JsonObject
            {
                ["dealstage"] = new JsonArray(Version("won", "2026-11-10T10:00:00Z"), Version("s1", "2026-10-01T10:00:00Z")),
                ["amount"] = new JsonArray(Version("5", "2026-10-02T10:00:00Z")),
                ["closedate"] = new JsonArray(),
            },
        });

        var changes = (await AskAsync(CrmObjectKind.Deal, "7")).Cast<CanonicalEvent.DealChanged>().ToDictionary(change => change.Id);

        Assert.Equal(
            ["deal-7.amount@2026-10-02T10:00:00.000Z", "deal-7.dealstage@2026-10-01T10:00:00.000Z", "deal-7.dealstage@2026-11-10T10:00:00.000Z", "deal-7@2026-11-20T09:00:00.500Z"],
            changes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new() { Stage = "won", Status = Told.Of<DealStatus?>(DealStatus.Won) }, changes["deal-7.dealstage@2026-11-10T10:00:00.000Z"].Deal);
        Assert.Equal(new() { Stage = "s1" }, changes["deal-7.dealstage@2026-10-01T10:00:00.000Z"].Deal);
        Assert.Equal(new(2026, 11, 10, 10, 0, 0, TimeSpan.Zero), changes["deal-7.dealstage@2026-11-10T10:00:00.000Z"].OccurredAt);
        var rest = changes["deal-7@2026-11-20T09:00:00.500Z"].Deal;
        Assert.Equal(("Acme", false, false, false), (rest.Name.Value, rest.Stage.IsTold, rest.Amount.IsTold, rest.Status.IsTold));
    }

    [Fact]
    public async Task The_Documented_Examples_Are_Understood_And_What_Is_Gone_Is_Left_Out()
    {
        var answer = JsonNode.Parse(Samples.Read("hubspot/api/batch_read_207_partial.json"))!;
        HubSpot.Add("deals", answer["results"]![0]!.DeepClone().AsObject());

        var deal = Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(await AskAsync(CrmObjectKind.Deal, "301122334455", "999")));

        Assert.Equal(("Fjord Logistics – Rahmenvertrag", DealStatus.Open), (deal.Deal.Name.Value, deal.Deal.Status.Value));
    }

    [Fact]
    public async Task Asked_For_A_Deal_That_Was_Merged_It_Tells_Into_Which()
    {
        var merged = JsonNode.Parse(Samples.Read("hubspot/api/get_deal_old_id_returns_merged_id.json"))!.AsObject();
        AnswerInstead(context => HubSpotStandIn.WriteAsync(context, 200, new JsonObject
        {
            ["results"] = context.Request.Path.Value!.Contains("/objects/", StringComparison.Ordinal) ? new JsonArray(merged.DeepClone(), merged.DeepClone()) : new JsonArray(),
        }));

        var events = await AskAsync(CrmObjectKind.Deal, "301122334455", "301122334456");

        Assert.Equal(
            [("301122334455", "301122339999"), ("301122334456", "301122339999")],
            events.OfType<CanonicalEvent.DealMerged>().Select(told => (told.DealId, told.IntoDealId)));
        Assert.Equal("301122339999", Assert.Single(events.OfType<CanonicalEvent.DealChanged>()).DealId);
    }

    [Fact]
    public async Task An_Activity_Is_Told_To_Each_Of_Its_Deals_And_To_None_Where_It_Has_None()
    {
        AddSample("meetings", "meeting.json");
        HubSpot.Add("meetings", "88099", ("hs_timestamp", "2026-11-20T09:00:00Z"));
        HubSpot.Link("meetings", "88001", "deals", "7", "9");
        HubSpot.Link("meetings", "88001", "contacts", "84500123");

        var events = (await AskAsync(CrmObjectKind.Meeting, "88001", "88099", "1")).Cast<CanonicalEvent.ActivityLogged>().ToList();

        Assert.Equal(["7", "9"], events.Select(told => told.DealId));
        Assert.All(events, told => Assert.Equal(("meeting-88001", ActivityStatus.Held), (told.Activity.Id, told.Activity.Status)));
        Assert.All(events, told => Assert.Equal("84500123", Assert.Single(told.Activity.ContactIds)));
        Assert.All(events, told => Assert.Equal("meeting-88001@2026-03-24T14:00:00.000Z", told.Id));
    }

    [Fact]
    public async Task All_Pages_Of_Links_Are_Read()
    {
        HubSpot.PageSize = 2;
        HubSpot.Add("notes", "1", ("hs_note_body", "<p>Hello</p>"));
        HubSpot.Add("notes", "2", ("hs_note_body", "<p>Hello</p>"));
        HubSpot.Link("notes", "1", "deals", Enumerable.Range(100, 7).Select(Text));
        HubSpot.Link("notes", "2", "deals", "100");

        var events = await AskAsync(CrmObjectKind.Note, "1", "2");

        Assert.Equal([.. Enumerable.Range(100, 7).Select(Text), "100"], events.Select(told => told.DealId));
    }

    [Fact]
    public async Task A_Hundred_Deals_Are_Asked_For_In_As_Few_Calls_As_Their_Histories_Allow()
    {
        string[] ids = [.. Enumerable.Range(1, 100).Select(Text)];
        foreach (var id in ids)
        {
            HubSpot.Add("deals", id, ("dealname", "Deal"), ("dealstage", "s"));
        }

        Assert.Equal(100, (await AskAsync(CrmObjectKind.Deal, ids)).Count);
        Assert.Equal(3, HubSpot.Requests.Count);
    }

    [Fact]
    public async Task A_New_Link_Is_Told_No_Earlier_Than_It_Was_Made()
    {
        HubSpot.Add("calls", "5", ("hs_timestamp", "2026-11-01T09:00:00Z"));
        HubSpot.Add("contacts", "8", ("lastmodifieddate", "2020-01-01T00:00:00Z"), ("hs_lastmodifieddate", null));
        HubSpot.Link("calls", "5", "deals", "7");
        HubSpot.Link("contacts", "8", "deals", "7");

        var events = await Client.HydrateAsync(
            [new(CrmObjectKind.Call, "5") { LinkedAt = Some.Noon }, new(CrmObjectKind.Contact, "8") { LinkedAt = Some.Noon }], default);

        Assert.Equal([Some.Noon, Some.Noon], events.Select(told => told.OccurredAt));
    }

    [Fact]
    public async Task An_Object_That_Cannot_Be_Understood_Does_Not_Hold_Up_The_Others()
    {
        HubSpot.Add("notes", "1", ("hs_timestamp", "soon"));
        HubSpot.Add("notes", "2", ("hs_lastmodifieddate", "2031-01-01T00:00:00Z"));
        HubSpot.Add("notes", "3");
        HubSpot.Link("deals", "7", "notes", "1", "2", "3");

        Assert.Equal("note-3", Assert.IsType<CanonicalEvent.ActivityLogged>(Assert.Single(await AskAsync(CrmObjectKind.Note, "1", "2", "3"))).Activity.Id);
    }

    [Fact]
    public async Task Asked_Again_It_Says_The_Same()
    {
        HubSpot.Add("deals", "7", ("dealname", "Acme"), ("dealstage", "s2"));
        AddSample("calls", "call.json");
        HubSpot.Link("calls", "88002", "deals", "7");
        CrmObject[] wanted = [new(CrmObjectKind.Deal, "7"), new(CrmObjectKind.Call, "88002")];

        var first = await Client.HydrateAsync(wanted, default);

        Assert.Equal(first.Select(CanonicalEventJson.Write), (await Client.HydrateAsync(wanted, default)).Select(CanonicalEventJson.Write));
    }

    private static JsonObject Version(string value, string timestamp) => new() { ["value"] = value, ["timestamp"] = timestamp, ["sourceType"] = "CRM_UI" };

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
