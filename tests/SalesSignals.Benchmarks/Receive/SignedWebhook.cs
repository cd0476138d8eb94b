using System.Globalization;
using System.Text;
using SalesSignals.Crm.StandardWebhooks;
using SalesSignals.Functions.Tests.Work;

namespace SalesSignals.Benchmarks.Receive;

/// <summary>A webhook of 2.6 KB with some ten events, as the bytes of one HTTP request.</summary>
internal static class SignedWebhook
{
    public const string Path = "/api/webhooks/crm";

    public const int BodyBytes = 2600;

    public const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

    /// <summary>What no app starts without, by the names of environment variables.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Sources__crm__Kind"] = "StandardWebhooks",
        ["Sources__crm__Secrets__0"] = Secret,
        ["SendGrid__ApiKey"] = "SG.none",
        ["SendGrid__From__Email"] = "signals@example.com",
    };

    public static string Body { get; } = Enumerable.Range(1, 20)
        .Select(events => SampleEvents.Batch(events, deals: 4))
        .Last(batch => batch.Length <= BodyBytes)
        .PadRight(BodyBytes);

    /// <summary>Signed anew: signatures are taken for some minutes only.</summary>
    public static byte[] Request()
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = StandardWebhookSignature.Sign(Secret, "msg_1", timestamp, Encoding.UTF8.GetBytes(Body));
        return Encoding.ASCII.GetBytes(
            $"POST {Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {BodyBytes}\r\n"
            + $"webhook-id: msg_1\r\nwebhook-timestamp: {timestamp}\r\nwebhook-signature: {signature}\r\n\r\n{Body}");
    }
}
