using System.Text;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Tests.Salesforce;

public class SalesforceProofTests
{
    private const string OldSecret = "00000000000000000000000000000000";

    private static readonly byte[] Message = Samples.Read("salesforce/01_opportunity_created.xml");

    [Theory]
    [InlineData("01_opportunity_created.xml", WebhookVerdict.Accepted)]
    [InlineData("12_wrong_org_id.xml", WebhookVerdict.UnknownAccount)]
    [InlineData("13_org_id_15_char_form.xml", WebhookVerdict.Accepted)]
    [InlineData("14_legacy_session_id_present_must_be_ignored_and_redacted.xml", WebhookVerdict.Accepted)]
    [InlineData("15_no_notifications_empty_ping.xml", WebhookVerdict.Accepted)]
    [InlineData("16_doctype_entity_must_be_rejected.xml", WebhookVerdict.MissingSignature)]
    [InlineData("response_ack_true.xml", WebhookVerdict.MissingSignature)]
    [InlineData("response_fault.xml", WebhookVerdict.MissingSignature)]
    public void A_Message_Must_Be_Of_A_Listed_Organisation(string file, WebhookVerdict expected) =>
        Assert.Equal(expected, Verify(Some.SalesforceRequest(Samples.Read("salesforce/" + file))));

    [Theory]
    [InlineData("00D8k00000FjOrd")]
    [InlineData("00D8k00000FjOrdEAF")]
    public void Organisations_Are_Configured_In_Either_Form(string id)
    {
        var source = Some.Salesforce(options =>
        {
            options.OrganizationIds.Clear();
            options.OrganizationIds.Add("00D000000000062");
            options.OrganizationIds.Add(id);
        });

        Assert.Equal(WebhookVerdict.Accepted, Verify(Some.SalesforceRequest(Message), source));
        Assert.Equal(WebhookVerdict.Accepted, Verify(Some.SalesforceRequest(Samples.Read("salesforce/13_org_id_15_char_form.xml")), source));
        Assert.Equal(WebhookVerdict.Accepted, Verify(Some.SalesforceRequest(Samples.Read("salesforce/12_wrong_org_id.xml")), source));
    }

    [Theory]
    [InlineData("00d8k00000FjOrdEAF", WebhookVerdict.UnknownAccount)]
    [InlineData("00D8k00000FjOreEAF", WebhookVerdict.UnknownAccount)]
    [InlineData("00D8k00000FjOrdAAA", WebhookVerdict.Accepted)]
    [InlineData("00D8k00000FjOr", WebhookVerdict.MissingSignature)]
    [InlineData("00D8k00000FjOrdEA", WebhookVerdict.MissingSignature)]
    [InlineData("00D8k00000FjOrdEAF0", WebhookVerdict.MissingSignature)]
    [InlineData("", WebhookVerdict.MissingSignature)]
    public void Case_Matters_In_The_First_Fifteen_Characters_Alone(string id, WebhookVerdict expected)
    {
        var body = Encoding.UTF8.GetString(Message).Replace(">00D8k00000FjOrdEAF<", $">{id}<", StringComparison.Ordinal);

        Assert.Equal(expected, Verify(Some.SalesforceRequest(Encoding.UTF8.GetBytes(body))));
    }

    [Theory]
    [InlineData("?key=" + Some.SalesforceSecret, WebhookVerdict.Accepted)]
    [InlineData("?a=b&key=" + Some.SalesforceSecret + "&c", WebhookVerdict.Accepted)]
    [InlineData("?key=%35f1d0c6a9b7e48d2a3c4e5f607182930", WebhookVerdict.Accepted)]
    [InlineData("?key=" + OldSecret, WebhookVerdict.Accepted)]
    [InlineData("?key=5F1D0C6A9B7E48D2A3C4E5F607182930", WebhookVerdict.SignatureMismatch)]
    [InlineData("?key=" + Some.SalesforceSecret + "0", WebhookVerdict.SignatureMismatch)]
    [InlineData("?key=5f1d0c6a9b7e48d2a3c4e5f60718293", WebhookVerdict.SignatureMismatch)]
    [InlineData("?key=x", WebhookVerdict.SignatureMismatch)]
    [InlineData("?key=%00%", WebhookVerdict.SignatureMismatch)]
    [InlineData("?key=" + Some.SalesforceSecret + "&key=" + Some.SalesforceSecret, WebhookVerdict.MissingSignature)]
    [InlineData("?Key=" + Some.SalesforceSecret, WebhookVerdict.MissingSignature)]
    [InlineData("?akey=" + Some.SalesforceSecret, WebhookVerdict.MissingSignature)]
    [InlineData("/key=" + Some.SalesforceSecret, WebhookVerdict.MissingSignature)]
    [InlineData("?key=", WebhookVerdict.MissingSignature)]
    [InlineData("?key", WebhookVerdict.MissingSignature)]
    [InlineData("?", WebhookVerdict.MissingSignature)]
    [InlineData("", WebhookVerdict.MissingSignature)]
    public void The_Key_In_The_Address_Must_Be_One_Of_The_Secrets(string query, WebhookVerdict expected) =>
        Assert.Equal(expected, Verify(Some.Request(Message, Some.Url + query), Some.Salesforce(null, Some.SalesforceSecret, OldSecret)));

    [Fact]
    public void Nothing_Is_Parsed_For_Those_Without_The_Key()
    {
        var deep = Encoding.UTF8.GetBytes("<!DOCTYPE x>");

        Assert.Equal(WebhookVerdict.SignatureMismatch, Verify(Some.SalesforceRequest(deep, OldSecret)));
    }

    [Theory]
    [InlineData("<Envelope/>")]
    [InlineData("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"/>")]
    [InlineData("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope>")]
    [InlineData("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><notifications/></s:Body></s:Envelope>")]
    [InlineData("")]
    [InlineData("[]")]
    public void What_Is_No_Outbound_Message_Proves_Nothing(string body) =>
        Assert.Equal(WebhookVerdict.MissingSignature, Verify(Some.SalesforceRequest(Encoding.UTF8.GetBytes(body))));

    [Theory]
    [InlineData("<ActionId>04k8k0000008Q1hAAE</ActionId>", "")]
    [InlineData("<Notification/>", "")]
    [InlineData("", "<ActionId>04k8k0000008Q1hAAE</ActionId><OrganizationId>00D8k00000FjOrdEAF</OrganizationId>")]
    public void The_Organisation_Comes_First(string notifications, string instead)
    {
        var body = Some.SalesforceMessage(notifications).Replace($"<OrganizationId>{Some.SalesforceOrganization}</OrganizationId>", instead, StringComparison.Ordinal);

        Assert.Equal(WebhookVerdict.MissingSignature, Verify(Some.SalesforceRequest(Encoding.UTF8.GetBytes(body))));
    }

    private static WebhookVerdict Verify(WebhookRequest request, Events.CrmSource? source = null) =>
        (source ?? Some.Salesforce()).Webhook.Verify(request, Some.Noon);
}
