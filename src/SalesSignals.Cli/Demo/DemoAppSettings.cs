using System.Globalization;
using System.Security.Cryptography;
using SalesSignals.Cli.Azurite;
using SalesSignals.Links;

namespace SalesSignals.Cli.Demo;

/// <summary>The app's configuration for the demo, as environment variables.</summary>
internal static class DemoAppSettings
{
    private const string PublicAddress = "Links__PublicBaseAddress";
    private const string SigningKey = "Links__SigningKeys__0";

    public static Dictionary<string, string> Create(
        int port, AzuriteServer azurite, SendGridStandIn mail, DemoClock clock, IEnumerable<DemoSource> sources) => new(
        sources.SelectMany(source => source.Settings.Select(setting => KeyValuePair.Create($"Sources__{source.Name}__{setting.Key}", setting.Value))),
        StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["SALESSIGNALS_NOW"] = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        ["AzureWebJobsStorage"] = azurite.ConnectionString,
        ["SendGrid__ApiKey"] = SendGridStandIn.ApiKey,
        ["SendGrid__BaseAddress"] = mail.BaseAddress.ToString(),
        ["SendGrid__From__Email"] = "signals@larkfield.example",
        ["SendGrid__From__Name"] = "SalesSignals",
        ["SendGrid__EventWebhookPublicKey"] = mail.EventPublicKey,
        [PublicAddress] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
        [SigningKey] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
    };

    /// <summary>Makes links as the app of these settings does.</summary>
    public static LinkMaker LinksOf(IReadOnlyDictionary<string, string> settings) => new(new(settings[PublicAddress]), new([settings[SigningKey]]));
}
