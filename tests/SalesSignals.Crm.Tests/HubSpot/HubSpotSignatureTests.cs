using System.Globalization;
using System.Text;
using SalesSignals.Crm.HubSpot;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Tests.HubSpot;

public class HubSpotSignatureTests
{
    private static readonly DateTimeOffset Noon = Some.Noon;

    public static TheoryData<string> V3Vectors() => [.. Samples.Vectors("hubspot-v3").Select(vector => vector.Text("id"))];

    public static TheoryData<string> V1Vectors() => [.. Samples.Vectors("hubspot-v1").Select(vector => vector.Text("id"))];

    public static TheoryData<string> V2Vectors() => [.. Samples.Vectors("hubspot-v2").Select(vector => vector.Text("id"))];

    [Theory]
    [MemberData(nameof(V3Vectors))]
    public void Known_V3_Signatures_Are_Made_And_Accepted(string id)
    {
        var vector = Samples.Vector(id);
        var (body, timestamp) = (Samples.Body(vector), vector.Text("timestamp"));
        var received = vector.TryGetProperty("uri_as_received", out var raw) ? raw.GetString()! : vector.Text("uri");
        var request = Some.Request(body, received)
            .With("x-hubspot-request-timestamp", timestamp)
            .With("x-hubspot-signature-v3", vector.Text("expected"));

        var signed = HubSpotSignature.SignV3(vector.Text("secret"), vector.Text("method"), vector.Text("uri"), body, timestamp);

        Assert.Equal(vector.Text("expected"), signed);
        Assert.Equal(WebhookVerdict.Accepted, Verify(request, At(timestamp), vector.Text("secret")));
    }

    [Fact]
    public void A_Url_Signed_Without_Decoding_Is_Accepted_Too()
    {
        var vector = Samples.Vector("HS-V3-URI-DECODE");
        var request = Some.Request(Samples.Body(vector), vector.Text("uri_as_received"))
            .With(HubSpotSignature.TimestampHeader, vector.Text("timestamp"))
            .With(HubSpotSignature.V3Header, vector.Text("expected_if_not_decoded"));

        Assert.Equal(WebhookVerdict.Accepted, Verify(request, At(vector.Text("timestamp")), vector.Text("secret")));
    }

    [Theory]
    [InlineData("%3A%2f%3F%40%21%24%27%28%29%2a%2C%3b", ":/?@!$'()*,;")]
    [InlineData("%20%26%2B%25%3D%23", "%20%26%2B%25%3D%23")]
    [InlineData("%253A", "%253A")]
    [InlineData("%3", "%3")]
    [InlineData("%", "%")]
    public void Exactly_Twelve_Escapes_Are_Decoded_Once(string query, string decoded)
    {
        var request = Some.HubSpotRequest(url: Some.Url + "?q=" + decoded) with { Urls = [Some.Url + "?q=" + query] };

        Assert.Equal(WebhookVerdict.Accepted, Verify(request, Noon));
    }

    [Fact]
    public void Any_Of_The_Addresses_May_Have_Been_Signed()
    {
        var request = Some.HubSpotRequest() with { Urls = ["https://other.example.com/api/webhooks/crm", Some.Url] };

        Assert.Equal(WebhookVerdict.Accepted, Verify(request, Noon));
    }

    [Theory]
    [InlineData(0, WebhookVerdict.Accepted)]
    [InlineData(300_000, WebhookVerdict.Accepted)]
    [InlineData(-300_000, WebhookVerdict.Accepted)]
    [InlineData(300_001, WebhookVerdict.TooOld)]
    [InlineData(-300_001, WebhookVerdict.TooOld)]
    public void Five_Minutes_Either_Way_Are_Accepted_And_A_Millisecond_More_Is_Not(int milliseconds, WebhookVerdict expected)
    {
        var request = Some.HubSpotRequest();

        Assert.Equal(expected, Verify(request, Noon.AddMilliseconds(milliseconds)));
    }

    [Fact]
    public void Whatever_Was_Signed_Must_Be_What_Came()
    {
        var request = Some.HubSpotRequest("""[{"a":1}]""");
        WebhookRequest[] forgeries =
        [
            request with { Body = """[{"a":2}]"""u8.ToArray() },
            request with { Body = ReadOnlyMemory<byte>.Empty },
            request with { Method = "GET" },
            request with { Urls = ["http://signals.example.com/api/webhooks/crm"] },
            request with { Urls = [Some.Url + "/"] },
            request with { Urls = [Some.Url + "?a=1"] },
            request with { Urls = [] },
            request.With(HubSpotSignature.TimestampHeader, Some.Milliseconds(Noon.AddMilliseconds(1))),
            request.With(HubSpotSignature.TimestampHeader, Some.Milliseconds(Noon.AddMilliseconds(-1))),
            Some.HubSpotRequest("""[{"a":1}]""", secret: "another"),
        ];

        Assert.All(forgeries, forgery => Assert.Equal(WebhookVerdict.SignatureMismatch, Verify(forgery, Noon)));
    }

    [Fact]
    public void Headers_Must_Be_There_Once_And_In_Form()
    {
        var request = Some.HubSpotRequest();
        var signature = request.Header(HubSpotSignature.V3Header)!;
        WebhookRequest[] broken =
        [
            request.Without(HubSpotSignature.V3Header),
            request.Without(HubSpotSignature.TimestampHeader),
            request.With(HubSpotSignature.V3Header, signature, signature),
            request.With(HubSpotSignature.V3Header, signature.TrimEnd('=')),
            request.With(HubSpotSignature.V3Header, signature + " "),
            request.With(HubSpotSignature.V3Header, NotCanonical(signature)),
            request.With(HubSpotSignature.V3Header, ""),
            request.With(HubSpotSignature.TimestampHeader, "hello"),
            request.With(HubSpotSignature.TimestampHeader, Some.Seconds(Noon)),
            request.With(HubSpotSignature.TimestampHeader, "+" + Some.Milliseconds(Noon)[1..]),
            request.With(HubSpotSignature.TimestampHeader, "١٧٦٣٦٣٩٩٩٩٠٠٠"),
            request.With(HubSpotSignature.TimestampHeader, Some.Milliseconds(Noon), Some.Milliseconds(Noon)),
        ];

        Assert.All(broken, forgery => Assert.Equal(WebhookVerdict.MissingSignature, Verify(forgery, Noon)));
    }

    [Fact]
    public void All_Byte_Values_Reach_The_Signature()
    {
        byte[] body = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        var signature = HubSpotSignature.SignV3(Some.HubSpotSecret, "POST", Some.Url, body, Some.Milliseconds(Noon));
        var request = Some.Request(body)
            .With(HubSpotSignature.TimestampHeader, Some.Milliseconds(Noon))
            .With(HubSpotSignature.V3Header, signature);

        Assert.Equal(WebhookVerdict.Accepted, Verify(request, Noon));
    }

    [Theory]
    [InlineData("old", WebhookVerdict.Accepted)]
    [InlineData("new", WebhookVerdict.Accepted)]
    [InlineData("withdrawn", WebhookVerdict.SignatureMismatch)]
    public void Each_Configured_Secret_Is_Accepted_While_It_Is_Configured(string secret, WebhookVerdict expected)
    {
        var request = Some.HubSpotRequest(secret: secret);

        Assert.Equal(expected, Some.HubSpot(null, "new", "old").Webhook.Verify(request, Noon));
    }

    [Theory]
    [MemberData(nameof(V1Vectors))]
    public void Known_V1_Signatures_Are_Accepted_Only_Where_Allowed(string id)
    {
        var vector = Samples.Vector(id);
        var body = Samples.Body(vector);
        var request = Some.Request(body)
            .With(HubSpotSignature.VersionHeader, "v1")
            .With(HubSpotSignature.V1Header, vector.Text("expected"));
        var upper = request.With(HubSpotSignature.V1Header, vector.Text("expected").ToUpperInvariant());

        Assert.Equal(vector.Text("expected"), HubSpotSignature.SignV1(vector.Text("secret"), body));
        Assert.Equal(WebhookVerdict.MissingSignature, Verify(request, Noon, vector.Text("secret")));
        Assert.Equal(WebhookVerdict.Accepted, VerifyV1(request, vector.Text("secret")));
        Assert.Equal(WebhookVerdict.Accepted, VerifyV1(upper, vector.Text("secret")));
        Assert.Equal(WebhookVerdict.SignatureMismatch, VerifyV1(request with { Body = "[]"u8.ToArray() }, vector.Text("secret")));
        Assert.Equal(WebhookVerdict.SignatureMismatch, VerifyV1(request, "another"));
        Assert.Equal(WebhookVerdict.MissingSignature, VerifyV1(request.With(HubSpotSignature.V1Header, vector.Text("expected")[1..]), vector.Text("secret")));
    }

    [Fact]
    public void V1_Is_No_Way_Around_A_V3_Signature_That_Fails()
    {
        var stale = Some.HubSpotRequest(at: Noon.AddHours(-1))
            .With(HubSpotSignature.V1Header, HubSpotSignature.SignV1(Some.HubSpotSecret, "[]"u8));

        Assert.Equal(WebhookVerdict.TooOld, VerifyV1(stale, Some.HubSpotSecret));
        Assert.Equal(WebhookVerdict.MissingSignature, VerifyV1(stale.Without(HubSpotSignature.V3Header), Some.HubSpotSecret));
    }

    [Theory]
    [MemberData(nameof(V2Vectors))]
    public void V2_Signatures_Of_Workflow_Actions_Are_Refused(string id)
    {
        var vector = Samples.Vector(id);
        var request = Some.Request(Samples.Body(vector), vector.Text("uri"), vector.Text("method"))
            .With(HubSpotSignature.VersionHeader, "v2")
            .With(HubSpotSignature.V1Header, vector.Text("expected"));

        Assert.Equal(WebhookVerdict.MissingSignature, VerifyV1(request, vector.Text("secret")));
        Assert.Equal(WebhookVerdict.SignatureMismatch, VerifyV1(request.Without(HubSpotSignature.VersionHeader), vector.Text("secret")));
    }

    private static WebhookVerdict Verify(WebhookRequest request, DateTimeOffset now, string secret = Some.HubSpotSecret) =>
        Some.HubSpot(null, secret).Webhook.Verify(request, now);

    private static WebhookVerdict VerifyV1(WebhookRequest request, string secret) =>
        Some.HubSpot(options => options.AllowV1Signature = true, secret).Webhook.Verify(request, Noon);

    private static DateTimeOffset At(string timestamp) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(timestamp, CultureInfo.InvariantCulture));

    /// <summary>The same bytes in other base64: the last digit carries two bits that decode to nothing.</summary>
    private static string NotCanonical(string signature)
    {
        const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        var spelling = new StringBuilder(signature);
        spelling[42] = Digits[Digits.IndexOf(signature[42], StringComparison.Ordinal) ^ 1];
        return spelling.ToString();
    }
}
