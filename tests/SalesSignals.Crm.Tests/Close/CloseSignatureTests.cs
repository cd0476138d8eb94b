using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SalesSignals.Crm.Close;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Tests.Close;

public class CloseSignatureTests
{
    private static readonly DateTimeOffset Noon = Some.Noon;

    public static TheoryData<string> Vectors() => [.. Samples.Vectors("close").Select(vector => vector.Text("id"))];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Known_Signatures_Are_Made_And_Accepted(string id)
    {
        var vector = Samples.Vector(id);
        var (body, timestamp) = (Samples.Body(vector), vector.Text("timestamp"));
        var request = Some.Request(body).With("Close-Sig-Timestamp", timestamp).With("Close-Sig-Hash", vector.Text("expected"));
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture));

        Assert.Equal(vector.Text("expected"), CloseSignature.Sign(vector.Text("secret_hex"), timestamp, body));
        Assert.Equal(WebhookVerdict.Accepted, Verify(request, at, vector.Text("secret_hex")));
    }

    [Fact]
    public void Both_Vectors_Of_Close_Are_There() => Assert.Equal(["CL-01", "CL-04"], Samples.Vectors("close").Select(vector => vector.Text("id")));

    [Fact]
    public void A_Key_Used_As_Text_Makes_Another_Signature()
    {
        var request = Some.CloseRequest();
        var asText = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Some.CloseKey), Encoding.UTF8.GetBytes(Some.Seconds(Noon) + "{}"));

        Assert.Equal(WebhookVerdict.SignatureMismatch, Verify(request.With(CloseSignature.HashHeader, Convert.ToHexStringLower(asText)), Noon));
    }

    [Theory]
    [InlineData(300, WebhookVerdict.Accepted)]
    [InlineData(-300, WebhookVerdict.Accepted)]
    [InlineData(301, WebhookVerdict.TooOld)]
    [InlineData(-301, WebhookVerdict.TooOld)]
    public void Five_Minutes_Either_Way_Are_Accepted_And_A_Second_More_Is_Not(int seconds, WebhookVerdict expected) =>
        Assert.Equal(expected, Verify(Some.CloseRequest(), Noon.AddSeconds(seconds)));

    [Fact]
    public void Keys_Can_Be_Changed_One_Subscription_After_The_Other()
    {
        var other = new string('a', 64);
        var request = Some.CloseRequest(key: other);

        Assert.Equal(WebhookVerdict.Accepted, Verify(request, Noon, Some.CloseKey, other));
        Assert.Equal(WebhookVerdict.SignatureMismatch, Verify(request, Noon, Some.CloseKey));
    }

    [Fact]
    public void Hex_May_Be_Of_Either_Case()
    {
        var request = Some.CloseRequest();

        Assert.Equal(WebhookVerdict.Accepted, Verify(request.With(CloseSignature.HashHeader, request.Header(CloseSignature.HashHeader)!.ToUpperInvariant()), Noon));
    }

    [Fact]
    public void Whatever_Was_Signed_Must_Be_What_Came()
    {
        var request = Some.CloseRequest("""{"a":1}""");
        WebhookRequest[] forgeries =
        [
            request with { Body = """{"a":2}"""u8.ToArray() },
            request with { Body = ReadOnlyMemory<byte>.Empty },
            request with { Body = (byte[])[0xEF, 0xBB, 0xBF, .. request.Body.Span] },
            request.With(CloseSignature.TimestampHeader, Some.Seconds(Noon.AddSeconds(1))),
            request.With(CloseSignature.TimestampHeader, Some.Seconds(Noon.AddSeconds(-1))),
            request.With(CloseSignature.TimestampHeader, "0" + Some.Seconds(Noon)),
            request.With(CloseSignature.HashHeader, new string('0', 64)),
        ];

        Assert.All(forgeries, forgery => Assert.Equal(WebhookVerdict.SignatureMismatch, Verify(forgery, Noon)));
    }

    [Fact]
    public void Headers_Must_Be_There_Once_And_In_Form()
    {
        var request = Some.CloseRequest();
        var (hash, timestamp) = (request.Header(CloseSignature.HashHeader)!, request.Header(CloseSignature.TimestampHeader)!);
        WebhookRequest[] broken =
        [
            request.Without(CloseSignature.HashHeader),
            request.Without(CloseSignature.TimestampHeader),
            request.With(CloseSignature.HashHeader, hash, hash),
            request.With(CloseSignature.TimestampHeader, timestamp, timestamp),
            request.With(CloseSignature.HashHeader, hash[1..]),
            request.With(CloseSignature.HashHeader, hash + "00"),
            request.With(CloseSignature.HashHeader, "0x" + hash[2..]),
            request.With(CloseSignature.HashHeader, ""),
            request.With(CloseSignature.TimestampHeader, ""),
            request.With(CloseSignature.TimestampHeader, "-1"),
            request.With(CloseSignature.TimestampHeader, "1e9"),
            request.With(CloseSignature.TimestampHeader, " " + timestamp),
            request.With(CloseSignature.TimestampHeader, Some.Milliseconds(Noon)),
        ];

        Assert.All(broken, forgery => Assert.Equal(WebhookVerdict.MissingSignature, Verify(forgery, Noon)));
        Assert.Equal(WebhookVerdict.TooOld, Verify(request.With(CloseSignature.TimestampHeader, "999999999999"), Noon));
    }

    private static WebhookVerdict Verify(WebhookRequest request, DateTimeOffset now, params string[] keys) => Some.Close(keys).Webhook.Verify(request, now);
}
