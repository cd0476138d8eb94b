using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using static SalesSignals.Crm.Tests.Dataverse.Contexts;

namespace SalesSignals.Crm.Tests.Dataverse;

public class DataverseWantsTests
{
    private static readonly CrmSource Asking = Source(options => (options.ApiBaseAddress, options.AccessToken) = ("https://contoso.crm4.dynamics.com", "token"));

    [Theory]
    [InlineData("opportunity", CrmObjectKind.Deal)]
    [InlineData("appointment", CrmObjectKind.Meeting)]
    [InlineData("phonecall", CrmObjectKind.Call)]
    [InlineData("email", CrmObjectKind.Email)]
    [InlineData("task", CrmObjectKind.Task)]
    public void What_Dataverse_Left_Out_Is_Asked_For(string table, CrmObjectKind kind)
    {
        foreach (var message in new[] { "Create", "Update" })
        {
            var translation = Asking.Translate(Some.Delivery(Context(message, table, null), (SizeHeader, "true")));

            Assert.Equal(new CrmObject(kind, table == "opportunity" ? Deal : Row), Assert.Single(translation.Wanted));
            Assert.Empty(translation.Unreadable);
            Assert.Empty(translation.Events);
        }
    }

    [Fact]
    public void An_Update_Without_Its_Image_Is_Asked_For()
    {
        var translation = Asking.Translate(Some.Delivery(Context("Update", "task", Column("statecode", Option(1)))));

        Assert.Equal(new CrmObject(CrmObjectKind.Task, Row), Assert.Single(translation.Wanted));
        Assert.Empty(translation.Unreadable);
    }

    [Theory]
    [InlineData("Create", "name", true)]
    [InlineData("Update", "name", false)]
    [InlineData("Update", "transactioncurrencyid", true)]
    [InlineData("Update", "parentcontactid", true)]
    public void A_Deal_Is_Asked_For_Where_Its_Currency_Or_People_Are_News(string message, string column, bool isWanted)
    {
        var value = column is "name" ? "\"Acme\"" : Reference(column is "parentcontactid" ? "contact" : "transactioncurrency", Person, "Berta");
        var body = Context(message, "opportunity", Column(column, value));

        var asking = Asking.Translate(Some.Delivery(body));
        var alone = Translate(body);

        Assert.Equal(isWanted ? [new CrmObject(CrmObjectKind.Deal, Deal)] : [], asking.Wanted);
        Assert.DoesNotContain(asking.Events, told => told is CanonicalEvent.ContactAssociated);
        Assert.Empty(alone.Wanted);
    }

    [Fact]
    public void A_Contact_That_Is_Connected_Is_Asked_For_As_Of_Then_And_One_That_Was_Removed_Is_Not()
    {
        var ends = Columns(("record1id", Reference("opportunity", Deal)), ("record2id", Reference("contact", Person)));

        var connected = Asking.Translate(Some.Delivery(Context("Create", "connection", ends)));
        var ended = Asking.Translate(Some.Delivery(Context("Update", "connection", Column("statecode", Option(1)), after: ends)));
        var deleted = Asking.Translate(Some.Delivery(Context("Delete", "connection", null, before: ends)));

        Assert.Equal(new CrmObject(CrmObjectKind.Contact, Person) { LinkedAt = QueuedAt }, Assert.Single(connected.Wanted));
        Assert.Empty(connected.Events);
        foreach (var removed in new[] { ended, deleted })
        {
            Assert.IsType<CanonicalEvent.ContactRemoved>(Assert.Single(removed.Events));
            Assert.Empty(removed.Wanted);
        }
    }
}
