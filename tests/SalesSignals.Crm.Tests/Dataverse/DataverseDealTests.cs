using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using static SalesSignals.Crm.Tests.Dataverse.Contexts;

namespace SalesSignals.Crm.Tests.Dataverse;

public class DataverseDealTests
{
    [Fact]
    public void An_Update_Without_Images_Changes_Just_What_It_Names()
    {
        var changed = Changed(Columns(("estimatedvalue", Money("77.5")), ("modifiedon", "\"/Date(1774170360000)/\"")));

        Assert.Equal(new DealFields { Amount = 77.5m }, changed.Deal);
        Assert.Equal((Deal, QueuedAt.AddSeconds(60).AddTicks(2)), (changed.DealId, changed.OccurredAt));
    }

    [Fact]
    public void An_Update_That_Changes_Nothing_Of_Ours_Is_Ignored_Whatever_Its_Image_Holds()
    {
        var translation = Translate(Context("Update", "opportunity", Column("description", "\"x\""), after: Column("name", "\"Acme\"")));

        Assert.Equal((0, 1, 0), (translation.Events.Count, translation.Ignored, translation.Unreadable.Count));
    }

    [Theory]
    [InlineData("name", "name")]
    [InlineData("estimatedvalue", "amount")]
    [InlineData("estimatedclosedate", "closeOn")]
    [InlineData("stepname", "stage")]
    [InlineData("stageid", "stage")]
    [InlineData("ownerid", "ownerId")]
    [InlineData("msdyn_forecastcategory", "forecastCategory")]
    [InlineData("createdon", "createdAt")]
    public void Null_Clears(string column, string field) =>
        Assert.EndsWith($"\"deal\":{{\"{field}\":null}}}}", CanonicalEventJson.Write(Changed(Column(column, "null"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("estimatedvalue", """{"Value":1.50}""", "\"amount\":1.50")]
    [InlineData("estimatedvalue", "12", "\"amount\":12")]
    [InlineData("estimatedclosedate", "\"/Date(1777507200000)/\"", "\"closeOn\":\"2026-04-30\"")]
    [InlineData("estimatedclosedate", "\"\\/Date(1777507200000-0700)\\/\"", "\"closeOn\":\"2026-04-30\"")]
    [InlineData("estimatedclosedate", "\"/Date(1777507199999+0200)/\"", "\"closeOn\":\"2026-04-29\"")]
    [InlineData("estimatedclosedate", "\"2026-04-30T00:00:00Z\"", "\"closeOn\":\"2026-04-30\"")]
    [InlineData("createdon", "\"/Date(1774170000000+0000)/\"", "\"createdAt\":\"2026-03-22T09:00:00+00:00\"")]
    [InlineData("name", "\" Two\\nlines \"", "\"name\":\"Two lines\"")]
    [InlineData("stepname", "\" 2-Develop \"", "\"stage\":\"2-Develop\"")]
    [InlineData("stageid", "\"{AAAAAAAA-221A-4260-90B2-0000000000C3}\"", "\"stage\":\"aaaaaaaa-221a-4260-90b2-0000000000c3\"")]
    [InlineData("statecode", """{"Value":0}""", "\"status\":\"open\"")]
    [InlineData("statecode", """{"Value":1}""", "\"status\":\"won\"")]
    [InlineData("statecode", """{"Value":2}""", "\"status\":\"lost\"")]
    [InlineData("msdyn_forecastcategory", """{"Value":100000001}""", "\"forecastCategory\":\"pipeline\"")]
    [InlineData("msdyn_forecastcategory", """{"Value":100000002}""", "\"forecastCategory\":\"best-case\"")]
    [InlineData("msdyn_forecastcategory", """{"Value":100000003}""", "\"forecastCategory\":\"commit\"")]
    [InlineData("msdyn_forecastcategory", """{"Value":100000004}""", "\"forecastCategory\":\"omitted\"")]
    [InlineData("ownerid", """{"Id":"{11111111-AAAA-EE11-8DEF-0000000000A1}","LogicalName":"team"}""", "\"ownerId\":\"11111111-aaaa-ee11-8def-0000000000a1\"")]
    public void Values_Are_Read_In_Each_Spelling(string column, string value, string expected) =>
        Assert.EndsWith($"\"deal\":{{{expected}}}}}", CanonicalEventJson.Write(Changed(Column(column, value))), StringComparison.Ordinal);

    [Theory]
    [InlineData("estimatedvalue", "\"12\"", "estimatedvalue must be Money with a decimal Value.")]
    [InlineData("estimatedvalue", """{"Value":1e300}""", "estimatedvalue must be Money with a decimal Value.")]
    [InlineData("estimatedvalue", """{"Value":1e16}""", "estimatedvalue is out of range.")]
    [InlineData("estimatedclosedate", "\"/Date(soon)/\"", "estimatedclosedate must be a date such as /Date(1774170300000)/.")]
    [InlineData("estimatedclosedate", "\"/Date()/\"", "estimatedclosedate must be a date such as /Date(1774170300000)/.")]
    [InlineData("estimatedclosedate", "\"/Date(99999999999999999999)/\"", "estimatedclosedate must be a date such as /Date(1774170300000)/.")]
    [InlineData("estimatedclosedate", "\"/Date(-1)/\"", "estimatedclosedate must be milliseconds since 1970, and before the year 2200.")]
    [InlineData("estimatedclosedate", "5", "estimatedclosedate must be a string.")]
    [InlineData("statecode", """{"Value":3}""", "statecode of an opportunity must be 0, 1 or 2.")]
    [InlineData("statecode", """{"Value":"Open"}""", "statecode must be an OptionSetValue with a whole Value.")]
    [InlineData("ownerid", "\"x\"", "ownerid must be an EntityReference.")]
    [InlineData("ownerid", """{"Id":"x","LogicalName":"team"}""", "Id must be a GUID.")]
    [InlineData("ownerid", """{"Id":"00000000-0000-0000-0000-000000000000","LogicalName":"team"}""", "ownerid does not say which row it points at.")]
    [InlineData("name", "\"\\ud83d\"", "name holds half of a surrogate pair.")]
    [InlineData("modifiedon", "\"/Date(1795262400001)/\"", "modifiedon lies more than a day after the event was received.")]
    public void A_Value_That_Cannot_Be_Is_Refused(string column, string value, string reason)
    {
        var translation = Translate(Context("Update", "opportunity", Columns(("stepname", "\"1\""), (column, value))));

        Assert.Equal(reason, Assert.Single(translation.Unreadable).Reason);
        Assert.Empty(translation.Events);
    }

    [Fact]
    public void A_Won_Deal_Is_Worth_What_It_Came_To()
    {
        var won = Changed(Columns(
            ("statecode", Option(1)),
            ("actualvalue", Money("90")),
            ("actualclosedate", "\"/Date(1777507200000)/\""),
            ("estimatedvalue", Money("100"))));
        var lost = Changed(Columns(("statecode", Option(2)), ("actualvalue", Money("0")), ("estimatedvalue", Money("100"))));

        Assert.Equal(new DealFields { Status = DealStatus.Won, Amount = 90m, CloseOn = new DateOnly(2026, 4, 30) }, won.Deal);
        Assert.Equal(new DealFields { Status = DealStatus.Lost, Amount = 100m }, lost.Deal);
    }

    [Fact]
    public void A_Stage_Goes_By_Its_Name_And_Without_One_By_Its_Id()
    {
        var both = Columns(("stageid", "\"aaaaaaaa-221a-4260-90b2-0000000000c3\""), ("stepname", "\"2-Develop\""));

        Assert.Equal("2-Develop", Changed(both).Deal.Stage.Value);
        Assert.Empty(Translate(Context("Update", "opportunity", Column("stageid", "\"aaaaaaaa-221a-4260-90b2-0000000000c3\""), after: both)).Events);
    }

    [Theory]
    [InlineData("stageid", "\"AAAAAAAA-221a-4260-90b2-0000000000c3\"", "aaaaaaaa-221a-4260-90b2-0000000000c3")]
    [InlineData("SalesStage", """{"Value":2}""", "2")]
    [InlineData("new_stage", """{"Id":"aaaaaaaa-221a-4260-90b2-0000000000c3","LogicalName":"new_stage"}""", "aaaaaaaa-221a-4260-90b2-0000000000c3")]
    public void The_Column_Of_The_Stage_Can_Be_Chosen(string column, string value, string stage)
    {
        var source = Source(options => options.StageColumn = column);
        var body = Context("Update", "opportunity", Columns(("stepname", "\"2-Develop\""), (column.ToLowerInvariant(), value)));

        var changed = Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(source.Translate(Some.Delivery(body)).Events));

        Assert.Equal(stage, changed.Deal.Stage.Value);
    }

    [Fact]
    public void The_System_Image_Is_No_Image_And_Of_A_Column_Told_Twice_The_Last_Counts()
    {
        var body = Context("Update", "opportunity", Columns(("name", "\"a\""), ("name", "\"b\"")), after: Column("ownerid", Reference("systemuser", User)));

        Assert.Single(Translate(body.Replace("PostImage", "AsynchronousStepPrimaryName", StringComparison.Ordinal)).Events);
        Assert.Equal("b", Translate(body).Events.OfType<CanonicalEvent.DealChanged>().Last().Deal.Name.Value);
    }

    [Theory]
    [InlineData("parentcontactid", "contact", 1)]
    [InlineData("customerid", "contact", 1)]
    [InlineData("customerid", "account", 0)]
    public void A_Contact_In_A_Column_Of_The_Deal_Is_Associated(string column, string table, int contacts)
    {
        var translation = Translate(Context("Update", "opportunity", Column(column, Reference(table, Person, "Jonas Berg")), after: Column("name", "\"Acme\"")));

        var told = translation.Events.OfType<CanonicalEvent.ContactAssociated>().ToArray();
        Assert.Equal(contacts, told.Length);
        Assert.All(told, fact => Assert.Equal((Deal, new ContactFacts { Id = Person, Name = "Jonas Berg" }), (fact.DealId, fact.Contact)));
    }

    [Theory]
    [InlineData("fjord.crm4.dynamics.com", true)]
    [InlineData("FJORD.crm4.dynamics.com", true)]
    [InlineData("fjord", false)]
    [InlineData("fjord.crm4.dynamics.com/evil", false)]
    [InlineData("user@fjord.crm4.dynamics.com", false)]
    [InlineData("", false)]
    public void A_Deal_Has_A_Page_Where_The_Environment_Is_Named(string host, bool hasPage)
    {
        var translation = Translate(Context("Create", "opportunity", Column("name", "\"a\"")), (HostHeader, host));

        var url = Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(translation.Events)).Deal.Url;
        Assert.Equal(hasPage ? $"https://fjord.crm4.dynamics.com/main.aspx?etn=opportunity&pagetype=entityrecord&id={Deal}" : null, url.Value);
    }

    private static CanonicalEvent.DealChanged Changed(string target) =>
        Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(Translate(Context("Update", "opportunity", target)).Events));
}
