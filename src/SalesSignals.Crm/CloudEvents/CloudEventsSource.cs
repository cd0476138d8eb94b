using SalesSignals.Events;

namespace SalesSignals.Crm.CloudEvents;

/// <summary>Any sender of our own event format as CloudEvents over HTTP: its secrets are bearer tokens.</summary>
internal static class CloudEventsSource
{
    public const string Kind = "CloudEvents";

    private const int Accepted = 202;

    /// <param name="settingName">The source's name as configured, for messages.</param>
    public static CrmSource Create(string name, string settingName, CrmSourceOptions options, CrmApiAccess access)
    {
        byte[][] hashes = [.. options.Secrets.Select((secret, index) => Parse(secret, settingName, index))];
        return new()
        {
            Webhook = new()
            {
                Name = name,
                Kind = Kind,
                Verify = (request, _) => CloudEventToken.Verify(request, hashes),
                CheckHeaders = CloudEventModes.Check,
                Handshake = CloudEventHandshake.Answer,
                KeptHeaders = [CloudEventHeaders.ContentType, CloudEventHeaders.Id, CloudEventHeaders.Type, CloudEventHeaders.Time],
                Acknowledgement = new(Accepted),
            },
            Translate = delivery => CloudEventTranslation.Translate(delivery, access.Notes()),
            TellsActivities = true,
            TellsPast = true,
            Warnings = [.. options.Secrets.Index().Where(secret => secret.Item.Length < CloudEventToken.RecommendedLength).Select(secret =>
                $"Sources__{settingName}__Secrets__{secret.Index} has {secret.Item.Length} characters; at least {CloudEventToken.RecommendedLength} random ones are recommended.")],
        };
    }

    private static byte[] Parse(string token, string settingName, int index) => CloudEventToken.IsToken(token)
        ? CloudEventToken.Hash(token)
        : throw new InvalidOperationException(
            $"Sources__{settingName}__Secrets__{index} is not a bearer token; it must be letters, digits and signs of ASCII, without spaces.");
}
