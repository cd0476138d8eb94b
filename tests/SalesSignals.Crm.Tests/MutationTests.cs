using System.Text;
using SalesSignals.Crm.Close;
using SalesSignals.Crm.HubSpot;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Tests;

/// <summary>Nobody without the secret gets in: whatever single thing is changed about a good request, it is refused.</summary>
public class MutationTests
{
    private const int Mutations = 10_000;
    private const int Seed = 20261120;
    private const string Body = """[{"eventId":1030200007,"portalId":24200001,"occurredAt":1774170000000,"subscriptionType":"deal.creation","objectId":301122334455}]""";

    [Fact]
    public void No_Mutation_Of_A_HubSpot_Request_Is_Accepted()
    {
        var source = Some.HubSpot();
        var request = Some.HubSpotRequest(Body);
        string[] headers = [HubSpotSignature.V3Header, HubSpotSignature.TimestampHeader];

        Assert.Equal(WebhookVerdict.Accepted, source.Webhook.Verify(request, Some.Noon));
        AssertNoneAccepted(request, headers, source.Webhook, secret => Some.HubSpot(null, secret).Webhook, Some.HubSpotSecret);
    }

    [Fact]
    public void No_Mutation_Of_A_Standard_Webhook_Is_Accepted()
    {
        var source = Some.StandardWebhooks();
        var request = Some.StandardRequest(Body);
        string[] headers = ["webhook-id", "webhook-timestamp", "webhook-signature"];

        Assert.Equal(WebhookVerdict.Accepted, source.Webhook.Verify(request, Some.Noon));
        AssertNoneAccepted(request, headers, source.Webhook, secret => Some.StandardWebhooks(secret).Webhook, Some.StandardSecret);
    }

    [Fact]
    public void No_Mutation_Of_A_Close_Request_Is_Accepted()
    {
        var source = Some.Close();
        var request = Some.CloseRequest(Body);
        string[] headers = [CloseSignature.HashHeader, CloseSignature.TimestampHeader];

        Assert.Equal(WebhookVerdict.Accepted, source.Webhook.Verify(request, Some.Noon));
        AssertNoneAccepted(request, headers, source.Webhook, key => Some.Close(key).Webhook, Some.CloseKey);
    }

    private static void AssertNoneAccepted(
        WebhookRequest request, string[] headers, WebhookSource source, Func<string, WebhookSource> withSecret, string secret)
    {
        var random = new Random(Seed);
        for (var i = 0; i < Mutations; i++)
        {
            var (forged, by) = (random.Next(8), source);
            var mutated = forged switch
            {
                0 => request with { Method = MutateText(request.Method, random) },
                1 => request with { Urls = [MutateText(request.Urls[0], random)] },
                2 or 3 or 4 => MutateHeader(request, headers[random.Next(headers.Length)], random),
                _ => request with { Body = MutateBytes(request.Body.ToArray(), random) },
            };
            if (forged == 7)
            {
                (mutated, by) = (request, OtherSecret(withSecret, secret, random));
            }

            // Standard Webhooks and Close sign neither method nor address, and hex may be of either case.
            if ((forged <= 1 && source.Kind is "StandardWebhooks" or "Close") || IsSameHash(request, mutated))
            {
                continue;
            }

            Assert.True(by.Verify(mutated, Some.Noon) is not WebhookVerdict.Accepted, $"Mutation {i} of seed {Seed}, kind {forged}, was accepted.");
        }
    }

    /// <summary>A secret that differs in one character and can still be configured.</summary>
    private static WebhookSource OtherSecret(Func<string, WebhookSource> withSecret, string secret, Random random)
    {
        var characters = secret.ToCharArray();
        var at = random.Next("whsec_".Length, characters.Length);
        characters[at] = characters[at] is 'A' or 'a' ? 'B' : 'A';
        return withSecret(new(characters));
    }

    private static bool IsSameHash(WebhookRequest request, WebhookRequest mutated) =>
        !ReferenceEquals(request, mutated) && mutated.Body.Span.SequenceEqual(request.Body.Span)
        && mutated.Header(CloseSignature.TimestampHeader) == request.Header(CloseSignature.TimestampHeader)
        && request.Header(CloseSignature.HashHeader) is { } hash && hash.Equals(mutated.Header(CloseSignature.HashHeader), StringComparison.OrdinalIgnoreCase);

    private static WebhookRequest MutateHeader(WebhookRequest request, string name, Random random) => random.Next(8) switch
    {
        0 => request.Without(name),
        1 => request.With(name, request.Header(name)!, request.Header(name)!),
        _ => request.With(name, MutateText(request.Header(name)!, random)),
    };

    /// <summary>Never by a space at an end: HTTP takes those away, and the signatures of Standard Webhooks are separated by them.</summary>
    private static string MutateText(string text, Random random)
    {
        var mutated = Encoding.Latin1.GetString(MutateBytes(Encoding.Latin1.GetBytes(text), random));
        return mutated.Trim() == text ? text + "x" : mutated;
    }

    private static byte[] MutateBytes(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        switch (random.Next(4))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                return [.. bytes[..at], .. bytes[(at + 1)..]];
            case 2:
                return [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]];
            default:
                bytes[at] += (byte)random.Next(1, 256);
                return bytes;
        }
    }
}
