using SalesSignals.Crm.Tests.Support;

namespace SalesSignals.Crm.Tests.Pipedrive;

/// <summary>What webhooks leave open is asked for, where there is somebody to ask.</summary>
public class PipedriveWantsTests
{
    [Theory]
    [InlineData("deal", "create", """{"title":"t","person_id":88}""", "null", "Deal 7", "88")]
    [InlineData("deal", "change", """{"title":"t","person_id":88}""", """{"title":"s"}""", "", "")]
    [InlineData("deal", "change", """{"title":"t","person_id":88}""", """{"person_id":87}""", "Deal 7", "87 88")]
    [InlineData("deal", "delete", "null", """{"title":"t"}""", "", "")]
    [InlineData("activity", "create", """{"type":"meeting","deal_id":1}""", "null", "Meeting 7", "")]
    [InlineData("activity", "change", """{"type":"call","deal_id":1}""", """{"done":false}""", "Call 7", "")]
    [InlineData("activity", "change", """{"type":"demo","deal_id":1}""", """{"done":false}""", "Task 7", "")]
    [InlineData("activity", "change", """{"type":"call","deal_id":null}""", """{"done":false}""", "", "")]
    [InlineData("activity", "change", """{"type":"call","deal_id":1,"active_flag":false}""", """{"active_flag":true}""", "", "")]
    [InlineData("activity", "delete", "null", """{"deal_id":1}""", "", "")]
    [InlineData("note", "create", """{"content":"x","deal_id":1}""", "null", "", "")]
    public void Only_What_Is_Worth_A_Call(string entity, string action, string data, string previous, string wanted, string contacts)
    {
        var body = Pd.Webhook(entity, action, data, previous);

        var asking = Some.Pipedrive(options => (options.AccessToken, options.ApiBaseAddress) = ("token", "https://acme.pipedrive.com")).Translate(Some.Delivery(body));

        Assert.Equal(wanted, string.Join(' ', asking.Wanted.Select(named => $"{named.Kind} {named.Id}")));
        Assert.Equal(contacts, string.Join(' ', asking.Events.Select(ContactOf).OfType<string>()));
        Assert.Empty(Some.Pipedrive().Translate(Some.Delivery(body)).Wanted);
    }

    private static string? ContactOf(Events.CanonicalEvent told) => told switch
    {
        Events.CanonicalEvent.ContactAssociated associated => associated.Contact.Id,
        Events.CanonicalEvent.ContactRemoved removed => removed.ContactId,
        _ => null,
    };
}
