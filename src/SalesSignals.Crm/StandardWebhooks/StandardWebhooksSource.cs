using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.StandardWebhooks;

/// <summary>Any sender of our own event format that signs by Standard Webhooks.</summary>
internal static class StandardWebhooksSource
{
    public const string Kind = "StandardWebhooks";

    private const int Accepted = 202;

    /// <param name="settingName">The source's name as configured, for messages.</param>
    public static CrmSource Create(string name, string settingName, CrmSourceOptions options, CrmApiAccess access)
    {
        byte[][] secrets = [.. options.Secrets.Select((secret, index) => Parse(secret, settingName, index))];
        var tolerance = TimeSpan.FromSeconds(options.ToleranceSeconds);
        return new()
        {
            Webhook = new()
            {
                Name = name,
                Kind = Kind,
                Verify = (request, now) => StandardWebhookSignature.Verify(request, now, secrets, tolerance),
                KeptHeaders = ["webhook-id", "svix-id"],
                Acknowledgement = new(Accepted),
            },
            Translate = delivery => CanonicalEventReader.Read(delivery.Body, delivery.ReceivedAt, MessageId(delivery), access.Notes()),
            TellsActivities = true,
            TellsPast = true,
            Warnings = [.. secrets.Index().Where(secret => secret.Item.Length < StandardWebhookSecret.RecommendedBytes).Select(secret =>
                $"Sources__{settingName}__Secrets__{secret.Index} has {secret.Item.Length} bytes; at least {StandardWebhookSecret.RecommendedBytes} are recommended.")],
        };
    }

    private static byte[] Parse(string secret, string settingName, int index) =>
        secret.StartsWith("whsk_", StringComparison.Ordinal) || secret.StartsWith("whpk_", StringComparison.Ordinal)
            ? throw new InvalidOperationException(
                $"Sources__{settingName}__Secrets__{index} is a key for ed25519 signatures, which are not supported by this version; use a whsec_ secret.")
            : StandardWebhookSecret.Parse(secret) ?? throw new InvalidOperationException(
                $"Sources__{settingName}__Secrets__{index} is not a Standard Webhooks secret; it must be whsec_ followed by base64.");

    private static string? MessageId(Delivery delivery) =>
        delivery.Headers.GetValueOrDefault("webhook-id") ?? delivery.Headers.GetValueOrDefault("svix-id");
}
