using System.Text;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Tests.Salesforce;

public class SalesforceBridgeTests
{
    private const string Deal = "0068k00000OpPaAAAV";
    private const string Source = $"/aws.partner/salesforce.com/{Some.SalesforceOrganization}/0YL8k0000004C92CAE";

    private static readonly string Change = Encoding.UTF8.GetString(Samples.Read("salesforce/cdc/02_update_stage_only_changed_fields.json"));

    [Fact]
    public void A_Change_Is_The_Same_In_Each_Mode_And_Wrapping()
    {
        var expected = Translate(Change);

        Assert.Single(expected.Events);
        foreach (var body in (string[])
        [
            Structured(Change), $"[{Structured(Change)}]", Structured("{\"schema\":\"x\",\"payload\":" + Change + ",\"event\":{\"replayId\":12}}"), "{\"payload\":" + Change + "}",
            Structured(null, $"\"data_base64\":\"{Convert.ToBase64String(Encoding.UTF8.GetBytes(Change))}\""),
        ])
        {
            Assert.Equal(expected.Events, Translate(body).Events);
        }
    }

    [Fact]
    public void Times_In_Milliseconds_Are_As_Good()
    {
        var translation = Translate($$"""
            {"ChangeEventHeader":{"entityName":"Opportunity","recordIds":["{{Deal}}"],"changeType":"CREATE","transactionKey":"t","sequenceNumber":1,"commitTimestamp":1774170300450},
            "Name":"Fjord","CloseDate":1777507200000,"CreatedDate":1774170300000}
            """);

        var changed = Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(translation.Events));
        Assert.Equal(new DateOnly(2026, 4, 30), changed.Deal.CloseOn.Value);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1774170300000), changed.Deal.CreatedAt.Value);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1774170300000), changed.OccurredAt);
    }

    [Theory]
    [InlineData("""{"specversion":"0.3","id":"1","source":"s","type":"t","data":{}}""", "specversion must be 1.0.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t"}""", "data must be an object; it is missing or null.")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","data":[7]}""", "An event must be an object; it is an array.")]
    [InlineData("""{"ChangeEventHeader":{"entityName":"Opportunity","recordIds":["0068k00000OpPaAAAV"],"changeType":"UPDATE","transactionKey":"t","commitTimestamp":1774170300000,"changedFields":["0x08"]}}""", "ChangeEventHeader.changedFields must be names of fields; the bridge must decode the Pub/Sub API's bitmaps.")]
    public void What_Cannot_Be_Read_Is_Set_Aside_With_Its_Reason(string body, string reason) =>
        Assert.Equal(reason, Assert.Single(Translate(body).Unreadable).Reason);

    [Theory]
    [InlineData("Opportunity", "GAP_UPDATE", "", "Deal", 0)]
    [InlineData("Opportunity", "GAP_CREATE", "", "Deal", 0)]
    [InlineData("Opportunity", "GAP_DELETE", "", "Deal", 1)]
    [InlineData("Opportunity", "GAP_OVERFLOW", "", null, 0)]
    [InlineData("Opportunity", "UPDATE", "StageName", "Deal", 1)]
    [InlineData("Opportunity", "UPDATE", "StageName,IsClosed", null, 1)]
    [InlineData("Opportunity", "UPDATE", "Name", null, 1)]
    [InlineData("Task", "UPDATE", "Status", "Task", 0)]
    [InlineData("Task", "CREATE", "", null, 0)]
    [InlineData("Event", "DELETE", "", "Meeting", 0)]
    [InlineData("OpportunityContactRole", "CREATE", "", "Contact", 0)]
    [InlineData("OpportunityContactRole", "DELETE", "", "Contact", 0)]
    [InlineData("Contact", "UPDATE", "Email", "Contact", 0)]
    [InlineData("Contact", "UPDATE", "Phone", null, 0)]
    [InlineData("Account", "GAP_UPDATE", "", null, 0)]
    public void What_A_Change_Names_And_Does_Not_Carry_Is_Wanted_Where_There_Is_An_Api(string type, string happened, string changed, string? wanted, int events)
    {
        var id = type switch
        {
            "Opportunity" => Deal, "Task" => "00T8k00000TaSaAEAV", "Event" => "00U8k00000EvSaAEAV", "Contact" => "0038k00000CoNaAAAV", "Account" => "0018k00000AcCaAAAV",
            _ => "00K8k00000OcRaAEAV",
        };
        var names = string.Join(',', changed.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => $"\"{name}\""));
        var fields = string.Concat(changed.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => $",\"{name}\":{(name == "IsClosed" ? "false" : "\"x\"")}"));
        var body = $$"""
            {"ChangeEventHeader":{"entityName":"{{type}}","recordIds":["{{id}}"],"changeType":"{{happened}}","transactionKey":"t","sequenceNumber":1,
            "commitTimestamp":1774170300000,"changedFields":[{{names}}]}{{fields}}}
            """;

        var translation = WithClient().Translate(Some.Delivery(body));

        Assert.Empty(translation.Unreadable);
        Assert.Equal(wanted is null ? [] : [new(Enum.Parse<CrmObjectKind>(wanted), id)], translation.Wanted);
        Assert.Equal(events, translation.Events.Count);
        Assert.Empty(Translate(body).Wanted);
    }

    [Fact]
    public void What_A_Message_Leaves_Out_Is_Wanted_Where_There_Is_An_Api()
    {
        const string Stamps = "<sf:SystemModstamp>2026-03-22T09:05:00.000Z</sf:SystemModstamp>";
        var source = WithClient();
        IReadOnlyList<CrmObject> Wanted(string type, string fields) => source.Translate(Some.Delivery(Some.SalesforceMessage(type, fields))).Wanted;

        Assert.Empty(Wanted("Opportunity", $"<sf:Id>{Deal}</sf:Id><sf:Amount>1.0</sf:Amount><sf:CloseDate>2026-03-22</sf:CloseDate>{Stamps}"));
        Assert.Equal([new(CrmObjectKind.Deal, Deal)], Wanted("Opportunity", $"<sf:Id>{Deal}</sf:Id><sf:CloseDate>2026-03-22</sf:CloseDate>{Stamps}"));
        Assert.Equal([new(CrmObjectKind.Deal, Deal)], Wanted("Opportunity", $"<sf:Id>{Deal}</sf:Id>"));
        Assert.Equal(
            [new(CrmObjectKind.Contact, "00K8k00000OcRaAEAV")],
            Wanted("OpportunityContactRole", $"<sf:Id>00K8k00000OcRaAEAV</sf:Id><sf:OpportunityId>{Deal}</sf:OpportunityId><sf:ContactId>0038k00000CoNaAAAV</sf:ContactId>{Stamps}"));
    }

    [Fact]
    public void A_Bridge_Proves_Itself_By_Token_Or_By_Key()
    {
        var request = Request(Structured(Change));

        Assert.Equal(WebhookVerdict.Accepted, Verify(request.With("Authorization", $"Bearer {Some.SalesforceSecret}")));
        Assert.Equal(WebhookVerdict.Accepted, Verify(Request(Structured(Change), $"{Some.Url}?key={Some.SalesforceSecret}")));
        Assert.Equal(WebhookVerdict.Accepted, Verify(Request(Structured(Change), $"{Some.Url}?access_token={Some.SalesforceSecret}")));
        Assert.Equal(WebhookVerdict.MissingSignature, Verify(request));
        Assert.Equal(WebhookVerdict.SignatureMismatch, Verify(request.With("Authorization", "Bearer another-secret-of-some-length")));
        Assert.Equal(WebhookVerdict.SignatureMismatch, Verify(Request(Structured(Change), $"{Some.Url}?key=another-secret-of-some-length")));
        Assert.Equal(
            WebhookVerdict.SignatureMismatch,
            Verify(Request(Structured(Change), $"{Some.Url}?key={Some.SalesforceSecret}").With("Authorization", "Bearer another-secret-of-some-length")));
    }

    [Theory]
    [InlineData(Source, WebhookVerdict.Accepted)]
    [InlineData("https://fjord.my.salesforce.com/event/OpportunityChangeEvent", WebhookVerdict.Accepted)]
    [InlineData("/aws.partner/salesforce.com/00D8k00000OtHeREAV/0YL8k0000004C92CAE", WebhookVerdict.UnknownAccount)]
    [InlineData("urn:salesforce:00D8k00000OtHeR", WebhookVerdict.UnknownAccount)]
    public void A_Source_That_Names_An_Organisation_Names_A_Listed_One(string source, WebhookVerdict expected)
    {
        var token = $"Bearer {Some.SalesforceSecret}";
        var binary = Some.Request(Encoding.UTF8.GetBytes(Change)).With("Authorization", token).With("content-type", "application/json")
            .With("ce-specversion", "1.0").With("ce-id", "1").With("ce-source", source).With("ce-type", "OpportunityChangeEvent");

        Assert.Equal(expected, Verify(binary));
        Assert.Equal(expected, Verify(Request($"[{Structured(Change)},{Structured(Change, null, source)}]").With("Authorization", token)));
        Assert.Null(Some.Salesforce().Webhook.CheckHeaders!(binary));
    }

    [Fact]
    public void Each_Sender_Is_Answered_In_Its_Own_Way()
    {
        var webhook = Some.Salesforce().Webhook;

        var change = webhook.Acknowledge!(Request(Structured(Change)));
        var message = webhook.Acknowledge(Some.SalesforceRequest(Samples.Read("salesforce/01_opportunity_created.xml")));

        Assert.Equal((202, true), (change.Status, change.Body.IsEmpty));
        Assert.Equal((200, "text/xml; charset=utf-8"), (message.Status, message.ContentType));
        Assert.Equal("*", webhook.Handshake!(Some.Request([], method: "OPTIONS").With("WebHook-Request-Origin", "bridge.example"))!["WebHook-Allowed-Rate"]);
    }

    [Fact]
    public void A_Body_Has_The_Form_That_Its_Headers_Say()
    {
        var webhook = Some.Salesforce().Webhook;

        Assert.NotNull(webhook.CheckForm(Request("<a/>")));
        Assert.NotNull(webhook.CheckForm(Some.Request(Encoding.UTF8.GetBytes(Structured(Change)))));
        Assert.IsType<ReceiveResult.UnsupportedFormat>(webhook.CheckHeaders!(Request(Structured(Change)).With("content-type", "application/cloudevents+xml")));
        Assert.Equal(Structured(Change), Encoding.UTF8.GetString(webhook.Redact(Encoding.UTF8.GetBytes(Structured(Change))).Span));
    }

    private static CrmSource WithClient() => Some.Salesforce(options => (options.AccessToken, options.ApiBaseAddress) = ("token", "https://fjord.my.salesforce.com"));

    private static Translation Translate(string body) => Some.Salesforce().Translate(Some.Delivery(body));

    private static WebhookVerdict Verify(WebhookRequest request) => Some.Salesforce().Webhook.Verify(request, Some.Noon);

    private static WebhookRequest Request(string body, string url = Some.Url) =>
        Some.Request(Encoding.UTF8.GetBytes(body), url).With("content-type", "application/cloudevents+json; charset=utf-8");

    private static string Structured(string? change, string? data = null, string source = Source) =>
        $$"""{"specversion":"1.0","id":"1","source":"{{source}}","type":"OpportunityChangeEvent",{{data ?? $"\"data\":{change}"}}}""";
}
