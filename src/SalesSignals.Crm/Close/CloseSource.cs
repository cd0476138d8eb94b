using Microsoft.Extensions.Logging;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Close;

/// <summary>Close: its secrets are the signature keys of webhook subscriptions, its token is an API key.</summary>
internal static class CloseSource
{
    public const string Kind = "Close";

    private const string ApiAddress = "https://api.close.com";

    /// <param name="settingName">The source's name as configured, for messages.</param>
    /// <exception cref="InvalidOperationException">The configuration will not do; the message names the setting to mend.</exception>
    public static CrmSource Create(string name, string settingName, CrmSourceOptions options, CrmApiAccess access)
    {
        byte[][] keys = [.. options.Secrets.Select((secret, index) => Parse(secret, settingName, index))];
        var tolerance = TimeSpan.FromSeconds(options.ToleranceSeconds);
        var client = CrmApiOptions.Read(Kind, settingName, options, key => CrmApiKey.Basic(key, ""), ApiAddress, ApiAddress) is { } api
            ? new CloseClient(name, new(new(api, access)), access.Notes, access.Time, access.Loggers.CreateLogger<CloseClient>())
            : null;
        return new()
        {
            Webhook = new()
            {
                Name = name,
                Kind = Kind,
                Verify = (request, now) => CloseSignature.Verify(request, now, keys, tolerance),
            },
            Translate = delivery => EventBody.Translate(delivery.Body, element => CloseTranslation.Read(element, delivery.ReceivedAt, canAsk: client is not null, access.Notes())),

            // Its activities belong to leads, and only the API tells which opportunities those have.
            TellsActivities = client is not null,
            Client = client,
        };
    }

    private static byte[] Parse(string secret, string settingName, int index) =>
        Signature.FromHex(secret.Trim()) ?? throw new InvalidOperationException(
            $"Sources__{settingName}__Secrets__{index} is not a Close signature key; it must be the 64 hex digits that Close returned as signature_key.");
}
