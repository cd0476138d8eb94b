using System.Text;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using static SalesSignals.Crm.Tests.Dataverse.Contexts;

namespace SalesSignals.Crm.Tests.Dataverse;

public class DataverseTranslationTests
{
    private static readonly string Create = Context("Create", "opportunity", Column("name", "\"Acme\""));

    [Theory]
    [InlineData("55555555-DDDD-EE11-A382-0000000000D1", 1)]
    [InlineData("{55555555-dddd-ee11-a382-0000000000d1}", 1)]
    [InlineData("66666666-dddd-ee11-a382-0000000000d1", 0)]
    public void Events_Of_Organisations_That_Are_Not_Listed_Are_Set_Aside(string listed, int events)
    {
        var source = Source(options => options.OrganizationIds.Add(listed));

        var translation = source.Translate(Some.Delivery(Create));

        Assert.Equal((events, 1 - events), (translation.Events.Count, translation.Unreadable.Count));
        Assert.All(translation.Unreadable, unreadable => Assert.Equal(
            $"The event is of organisation {Organisation}, which OrganizationIds does not list.", unreadable.Reason));
    }

    [Fact]
    public void An_Event_Of_No_Organisation_Is_Of_None_That_Is_Listed()
    {
        var source = Source(options => options.OrganizationIds.Add(Organisation));

        var translation = source.Translate(Some.Delivery(Create.Replace("OrganizationId", "Other", StringComparison.Ordinal)));

        Assert.Equal("The event is of organisation (none), which OrganizationIds does not list.", Assert.Single(translation.Unreadable).Reason);
    }

    [Theory]
    [InlineData("opportunity", "Create")]
    [InlineData("opportunity", "Update")]
    [InlineData("email", "Update")]
    [InlineData("connection", "Create")]
    public void Values_That_Dataverse_Left_Out_Are_Set_Aside_With_What_To_Do(string table, string message)
    {
        var body = Context(message, table, null);
        var withoutMember = body.Replace("\"InputParameters\":[]", "\"Other\":1", StringComparison.Ordinal);

        foreach (var stripped in new[] { body, withoutMember })
        {
            Assert.Equal(
                $"Dataverse left out the values of this {message} of {table}, because they exceed 256 KB. It has to be read from the Dataverse API. Select fewer columns for the step's images.",
                Assert.Single(Translate(stripped, (SizeHeader, "true")).Unreadable).Reason);
            Assert.Equal(
                "InputParameters holds no Target. It has to be read from the Dataverse API.",
                Assert.Single(Translate(stripped).Unreadable).Reason);
        }
    }

    [Fact]
    public void What_Needs_No_Values_Is_Read_Without_Them()
    {
        var deleted = Translate(Context("Delete", "opportunity", null), (SizeHeader, "true"));
        var note = Translate(Context("Create", "annotation", null), (SizeHeader, "true"));

        Assert.IsType<CanonicalEvent.DealDeleted>(Assert.Single(deleted.Events));
        Assert.Equal((0, 1), (note.Unreadable.Count, note.Ignored));
    }

    [Theory]
    [InlineData("account", "Update")]
    [InlineData("msdyn_custom", "Create")]
    [InlineData("opportunity", "Win")]
    [InlineData("opportunity", "Assign")]
    [InlineData("email", "Send")]
    public void Other_Tables_And_Messages_Are_Ignored(string table, string message)
    {
        var translation = Translate(Context(message, table, Column("name", "\"x\"")));

        Assert.Equal((0, 1, 0), (translation.Events.Count, translation.Ignored, translation.Unreadable.Count));
    }

    [Theory]
    [InlineData("Create")]
    [InlineData("Delete")]
    public void What_Has_Not_Happened_Yet_Is_Set_Aside(string message)
    {
        var translation = Translate(Context(message, "opportunity", Column("name", "\"x\"")).Replace("\"Stage\":40", "\"Stage\":20", StringComparison.Ordinal));

        Assert.Equal("The step runs before the operation is done; register it for stage PostOperation.", Assert.Single(translation.Unreadable).Reason);
    }

    [Theory]
    [InlineData("OperationId", "RequestId", true)]
    [InlineData("OperationId", "CorrelationId", true)]
    [InlineData("OperationId", "Other", false)]
    public void An_Operation_Goes_By_The_Best_Id_It_Has(string name, string instead, bool isRead)
    {
        var translation = Translate(Create.Replace(name, instead, StringComparison.Ordinal));

        Assert.Equal(isRead ? 1 : 0, translation.Events.Count);
        Assert.Equal(isRead ? [] : ["OperationId is missing."], translation.Unreadable.Select(unreadable => unreadable.Reason));
    }

    [Fact]
    public void Bulk_Messages_Tell_Each_Of_Their_Rows()
    {
        const string Other = "33333333-bbbb-ee11-8def-0000000000b2";
        var targets = $$"""{"Entities":[{{Entity("opportunity", Deal, Column("name", "\"a\""))}},{{Entity("opportunity", Other, Column("name", "\"b\""))}}]}""";
        var body = Context("CreateMultiple", "opportunity", null, row: Guid.Empty.ToString())
            .Replace("\"InputParameters\":[]", $$"""  "InputParameters":[{{Column("Targets", targets)}}]""", StringComparison.Ordinal);

        var events = Translate(body).Events;

        Assert.Equal([Deal, Other], events.Select(fact => fact.DealId));
        Assert.Equal(2, events.Select(fact => fact.Id).Distinct().Count());
        Assert.Equal("InputParameters holds no Targets. It has to be read from the Dataverse API.", Assert.Single(Translate(Context("UpdateMultiple", "task", null)).Unreadable).Reason);
    }

    [Fact]
    public void What_Is_Set_Aside_Can_Be_Tried_Again()
    {
        var unreadable = Assert.Single(Translate(Context("Update", "opportunity", Column("name", "5"))).Unreadable);

        Assert.Equal(unreadable.Reason, Assert.Single(Source().Translate(Some.Delivery(unreadable.Body)).Unreadable).Reason);
    }

    [Theory]
    [InlineData("[", 1)]
    [InlineData("5", 1)]
    [InlineData("{}", 1)]
    [InlineData("[[]]", 1)]
    [InlineData("""{"MessageName":5}""", 1)]
    [InlineData("""{"MessageName":"Create"}""", 0)]
    [InlineData("""{"MessageName":"Create","PrimaryEntityName":"opportunity"}""", 1)]
    [InlineData("""{"MessageName":"Delete","PrimaryEntityName":"opportunity"}""", 1)]
    [InlineData("""{"MessageName":"Associate","PrimaryEntityName":"none","InputParameters":[{"key":"Target","value":7}]}""", 1)]
    [InlineData("""{"MessageName":"Create","PrimaryEntityName":"opportunity","InputParameters":{}}""", 1)]
    [InlineData("""{"MessageName":"Create","PrimaryEntityName":"opportunity","InputParameters":[5]}""", 1)]
    [InlineData("""{"MessageName":"Create","PrimaryEntityName":"opportunity","InputParameters":[{"key":"\ud800","value":1}]}""", 1)]
    [InlineData("""{"MessageName":"UpdateMultiple","PrimaryEntityName":"opportunity","InputParameters":[{"key":"Targets","value":{"Entities":[null]}}]}""", 1)]
    public void Hostile_Shapes_Are_Answered_And_Never_Thrown(string body, int unreadable)
    {
        var translation = Source().Translate(Some.Delivery(Encoding.UTF8.GetBytes(body)));

        Assert.Equal((unreadable, 1 - unreadable, 0), (translation.Unreadable.Count, translation.Ignored, translation.Events.Count));
    }
}
