using System.Globalization;
using System.Text;
using System.Text.Json;
using SalesSignals.Crm.StandardWebhooks;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Tests.StandardWebhooks;

public class StandardWebhookSignatureTests
{
    private static readonly DateTimeOffset Noon = Some.Noon;

    public static TheoryData<string> Vectors() => [.. Samples.Vectors("standard-webhooks-v1").Select(vector => vector.Text("id"))];

    public static TheoryData<string> Files() => [.. Samples.Names("standardwebhooks", "*.json")];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Known_Signatures_Are_Made_And_Accepted(string id)
    {
        var vector = Samples.Vector(id);
        var (body, timestamp) = (Samples.Body(vector), vector.Text("timestamp"));
        var request = Some.Request(body)
            .With("webhook-id", vector.Text("msg_id"))
            .With("webhook-timestamp", timestamp)
            .With("webhook-signature", vector.Text("expected"));

        var signed = StandardWebhookSignature.Sign(vector.Text("secret"), vector.Text("msg_id"), timestamp, body);

        Assert.Equal(vector.Text("expected"), signed);
        Assert.Equal(WebhookVerdict.Accepted, Verify(request, At(timestamp), vector.Text("secret")));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_Sample_Is_Accepted_Or_Rejected_As_It_Says(string file)
    {
        var json = Samples.Json("standardwebhooks/" + file);

        foreach (var sample in json.ValueKind is JsonValueKind.Array ? json.EnumerateArray().ToArray() : [json])
        {
            var request = sample.GetProperty("headers").EnumerateObject().Aggregate(
                Some.Request(Encoding.UTF8.GetBytes(sample.Text("body"))), (request, header) => request.With(header.Name, header.Value.GetString()!));
            string[] secrets = sample.TryGetProperty("secret", out var secret)
                ? [secret.GetString()!]
                : [.. sample.GetProperty("secrets_accepted").EnumerateArray().Select(accepted => accepted.GetString()!)];

            var verdict = Verify(request, DateTimeOffset.FromUnixTimeSeconds(sample.GetProperty("now").GetInt64()), secrets);

            Assert.Equal(sample.Text("expect") == "accept", verdict is WebhookVerdict.Accepted);
        }
    }

    [Fact]
    public void A_Public_Key_Signature_Proves_Nothing_To_A_Shared_Secret()
    {
        var vector = Samples.Vector("SW-ED25519");
        var request = Some.Request(Samples.Body(vector))
            .With("webhook-id", vector.Text("msg_id"))
            .With("webhook-timestamp", vector.Text("timestamp"))
            .With("webhook-signature", vector.Text("expected"));

        Assert.Equal(WebhookVerdict.MissingSignature, Verify(request, At(vector.Text("timestamp"))));
    }

    [Theory]
    [InlineData(300, WebhookVerdict.Accepted)]
    [InlineData(-300, WebhookVerdict.Accepted)]
    [InlineData(301, WebhookVerdict.TooOld)]
    [InlineData(-301, WebhookVerdict.TooOld)]
    public void Five_Minutes_Either_Way_Are_Accepted_And_A_Second_More_Is_Not(int seconds, WebhookVerdict expected) =>
        Assert.Equal(expected, Verify(Some.StandardRequest(), Noon.AddSeconds(seconds)));

    [Fact]
    public void The_Headers_May_Bear_The_Name_Of_Svix()
    {
        var request = Some.StandardRequest(prefix: "svix-");

        Assert.Equal(WebhookVerdict.Accepted, Verify(request, Noon));
        Assert.Equal(WebhookVerdict.MissingSignature, Verify(request.With("webhook-signature", "v1,"), Noon));
    }

    [Fact]
    public void Secrets_Can_Be_Changed_From_Either_Side()
    {
        var oldOnly = Some.StandardRequest(secrets: [Some.OldStandardSecret]);
        var both = Some.StandardRequest(secrets: [Some.StandardSecret, Some.OldStandardSecret]);

        Assert.Equal(WebhookVerdict.Accepted, Verify(oldOnly, Noon, Some.StandardSecret, Some.OldStandardSecret));
        Assert.Equal(WebhookVerdict.Accepted, Verify(both, Noon, Some.OldStandardSecret));
        Assert.Equal(WebhookVerdict.SignatureMismatch, Verify(oldOnly, Noon, Some.StandardSecret));
    }

    [Theory]
    [InlineData("v2,AAAA v1a,BBBB {0}")]
    [InlineData("nocomma {0}")]
    [InlineData("v1,tooshort {0}")]
    [InlineData("  {0} ")]
    public void Entries_That_Are_No_V1_Signature_Are_Skipped(string header)
    {
        var request = Some.StandardRequest();
        var mixed = request.With("webhook-signature", string.Format(CultureInfo.InvariantCulture, header, request.Header("webhook-signature")));

        Assert.Equal(WebhookVerdict.Accepted, Verify(mixed, Noon));
    }

    [Fact]
    public void Whatever_Was_Signed_Must_Be_What_Came()
    {
        var request = Some.StandardRequest("""{"a":1}""");
        WebhookRequest[] forgeries =
        [
            request with { Body = """{"a":2}"""u8.ToArray() },
            request with { Body = ReadOnlyMemory<byte>.Empty },
            request with { Body = (byte[])[0xEF, 0xBB, 0xBF, .. request.Body.Span] },
            request.With("webhook-id", "msg_2"),
            request.With("webhook-timestamp", Some.Seconds(Noon.AddSeconds(1))),
            request.With("webhook-timestamp", "0" + Some.Seconds(Noon)),
        ];

        Assert.All(forgeries, forgery => Assert.Equal(WebhookVerdict.SignatureMismatch, Verify(forgery, Noon)));
    }

    [Fact]
    public void A_Timestamp_Is_Signed_As_It_Was_Written()
    {
        var timestamp = "0" + Some.Seconds(Noon);
        var request = Some.StandardRequest()
            .With("webhook-timestamp", timestamp)
            .With("webhook-signature", StandardWebhookSignature.Sign(Some.StandardSecret, "msg_1", timestamp, "{}"u8));

        Assert.Equal(WebhookVerdict.Accepted, Verify(request, Noon));
    }

    [Fact]
    public void Headers_Must_Be_There_Once_And_In_Form()
    {
        var request = Some.StandardRequest();
        var signature = request.Header("webhook-signature")!;
        WebhookRequest[] broken =
        [
            request.Without("webhook-id"),
            request.Without("webhook-timestamp"),
            request.Without("webhook-signature"),
            request.With("webhook-signature", signature, signature),
            request.With("webhook-signature", signature.TrimEnd('=')),
            request.With("webhook-signature", signature.Replace("v1,", "v1, ", StringComparison.Ordinal)),
            request.With("webhook-id", ""),
            request.With("webhook-id", new string('m', 257)),
            request.With("webhook-timestamp", ""),
            request.With("webhook-timestamp", "-1"),
            request.With("webhook-timestamp", "1e9"),
            request.With("webhook-timestamp", Some.Milliseconds(Noon)),
        ];

        Assert.All(broken, forgery => Assert.Equal(WebhookVerdict.MissingSignature, Verify(forgery, Noon)));
        Assert.Equal(WebhookVerdict.TooOld, Verify(request.With("webhook-timestamp", "999999999999"), Noon));
    }

    private static WebhookVerdict Verify(WebhookRequest request, DateTimeOffset now, params string[] secrets) =>
        Some.StandardWebhooks(secrets).Webhook.Verify(request, now);

    private static DateTimeOffset At(string timestamp) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture));
}
