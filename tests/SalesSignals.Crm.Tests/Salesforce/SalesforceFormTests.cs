using System.Text;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Tests.Salesforce;

public class SalesforceFormTests
{
    private const int Rounds = 2_500;
    private const int Seed = 1119;

    private static readonly WebhookSource Source = Some.Salesforce().Webhook;

    [Fact]
    public void The_Acknowledgement_Is_What_Salesforce_Documents_To_The_Byte()
    {
        var acknowledgement = Source.Acknowledgement;

        Assert.Equal((200, "text/xml; charset=utf-8"), (acknowledgement.Status, acknowledgement.ContentType));
        Assert.Equal(Samples.Read("salesforce/response_ack_true.xml"), acknowledgement.Body.ToArray());
    }

    [Fact]
    public void A_Session_Id_Is_Gone_And_Nothing_Else()
    {
        var body = Samples.Read("salesforce/14_legacy_session_id_present_must_be_ignored_and_redacted.xml");

        var redacted = Source.Redact(body);

        Assert.DoesNotContain("FAKE.SESSION", Encoding.UTF8.GetString(redacted.Span), StringComparison.Ordinal);
        Assert.DoesNotContain("SessionId", Encoding.UTF8.GetString(redacted.Span), StringComparison.Ordinal);
        Assert.Null(Problem(redacted));
        Assert.Equal(
            Written.Of(Some.Salesforce().Translate(Some.Delivery(body))),
            Written.Of(Some.Salesforce().Translate(Some.Delivery(redacted))));
    }

    [Theory]
    [InlineData("<o:SessionId xmlns:o=\"http://soap.sforce.com/2005/09/outbound\">FAKE</o:SessionId>")]
    [InlineData("<SessionId xmlns=\"urn:other\">FAKE</SessionId>")]
    [InlineData("<SessionId><![CDATA[FAKE]]></SessionId><SessionId>F&#65;KE</SessionId>")]
    public void A_Session_Id_Is_Gone_However_It_Is_Written(string session)
    {
        var redacted = Source.Redact(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(
            Some.SalesforceMessage(session).Replace("UTF-8", "UTF-16", StringComparison.Ordinal))).ToArray());

        Assert.Null(Problem(redacted));
        Assert.DoesNotContain("KE<", Encoding.UTF8.GetString(redacted.Span), StringComparison.Ordinal);
        Assert.DoesNotContain("FAKE", Encoding.UTF8.GetString(redacted.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_A_Session_Id_The_Body_Is_Kept_As_It_Came()
    {
        ReadOnlyMemory<byte> body = Samples.Read("salesforce/01_opportunity_created.xml");

        Assert.True(body.Equals(Source.Redact(body)));
    }

    [Theory]
    [InlineData("16_doctype_entity_must_be_rejected.xml", "The body is not well-formed XML without a document type.")]
    [InlineData("response_fault.xml", "The body must be a SOAP 1.1 envelope with one notifications element, as Salesforce sends it.")]
    public void Other_Documents_Are_Refused(string file, string problem) => Assert.Equal(problem, Problem(Samples.Read("salesforce/" + file)));

    [Theory]
    [InlineData("""<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]><a>&d;</a>""")]
    [InlineData("""<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>""")]
    [InlineData("""<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>""")]
    [InlineData("<a>&undeclared;</a>")]
    [InlineData("<a>")]
    [InlineData("<a>\u0001</a>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"no-such\"?><a/>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>")]
    [InlineData("{}")]
    [InlineData("")]
    public void What_Could_Hurt_Is_Refused_Without_Being_Quoted(string body)
    {
        var problem = Problem(Encoding.UTF8.GetBytes(body));

        Assert.StartsWith("The body is not well-formed XML without a document type", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_Nested_Without_End_Are_Refused()
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000)));

        Assert.Equal("The body nests elements more than 32 levels deep.", Problem(body));
    }

    [Fact]
    public void Bytes_That_Are_No_Utf8_Are_Refused() => Assert.NotNull(Problem((byte[])[.. "<a>"u8, 0xC0, 0xAF, .. "</a>"u8]));

    [Theory]
    [InlineData("<OrganizationId>00D000000000062EAA</OrganizationId>", "The notifications element must name one OrganizationId.")]
    [InlineData("</notifications><notifications xmlns=\"http://soap.sforce.com/2005/09/outbound\"><OrganizationId>00D000000000062EAA</OrganizationId>", "The body must be a SOAP 1.1 envelope")]
    [InlineData("</notifications></soapenv:Body><soapenv:Body><notifications xmlns=\"http://soap.sforce.com/2005/09/outbound\">", "The body must be a SOAP 1.1 envelope")]
    public void A_Second_Organisation_Cannot_Be_Smuggled_In(string second, string problem)
    {
        var body = Encoding.UTF8.GetBytes(Some.SalesforceMessage(second));

        Assert.Equal(WebhookVerdict.Accepted, Source.Verify(Some.SalesforceRequest(body), Some.Noon));
        Assert.StartsWith(problem, Problem(body), StringComparison.Ordinal);
    }

    [Fact]
    public void The_Largest_Batch_Is_As_Large_As_Storage_Keeps() => Assert.Equal(DeliveryStore.MaxBodyBytes, Source.MaxBodyBytes);

    /// <summary>Whatever bytes arrive, each step answers; what passes the check of form can be redacted and translated.</summary>
    [Fact]
    public void Broken_Bytes_Are_Answered_By_Every_Step()
    {
        var (random, wellFormed) = (new Random(Seed), 0);
        var body = Samples.Read("salesforce/14_legacy_session_id_present_must_be_ignored_and_redacted.xml");
        for (var i = 0; i < Rounds; i++)
        {
            var broken = body.ToArray();
            for (var j = random.Next(4); j >= 0; j--)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            Source.Verify(Some.SalesforceRequest(broken), Some.Noon);
            if (Problem(broken) is null)
            {
                wellFormed++;
                Some.Salesforce().Translate(Some.Delivery(Source.Redact(broken)));
            }
        }

        Assert.InRange(wellFormed, Rounds / 100, Rounds);
    }

    private static string? Problem(ReadOnlyMemory<byte> body) => Source.CheckForm(Some.SalesforceRequest(body.ToArray()));
}
