using System.Text.Json;

namespace SalesSignals.Functions.Tests.Infra;

/// <summary>What a deployment with some parameters asks Azure for.</summary>
internal sealed class Deployment
{
    private static readonly Lazy<Deployment> UsualOne = new(() => new(Least));
    private static readonly Lazy<Deployment> FullOne = new(() => new(Most));

    /// <summary>What has no default, and nothing else.</summary>
    private const string Least = """
        param environmentName = 'test'
        param location = 'westeurope'
        param mailFrom = 'signals@example.com'
        param sources = [ { name: 'crm', kind: 'StandardWebhooks', secrets: [ 'crm-secret' ] } ]
        """;

    /// <summary>Everything there is to choose.</summary>
    private const string Most = """
        param environmentName = 'test'
        param location = 'westeurope'
        param mailFrom = 'signals@example.com'
        param mailFromName = 'Signals'
        param sources = [
          { name: 'hubspot', kind: 'HubSpot', secrets: [ 'hubspot-new', 'hubspot-old' ], accessToken: 'hubspot-token', settings: { AllowedPortalIds__0: '123' } }
          { name: 'dynamics', kind: 'Dataverse', secrets: [ 'dynamics-key' ], clientSecret: 'dynamics-client', settings: { ClientId: 'c', StageColumn: 'x' } }
        ]
        param sendGridEventWebhookPublicKey = 'MFkw'
        param sendGridSandbox = true
        param signingKeySecretNames = [ 'links-new', 'links-old' ]
        param customHostName = 'signals.example.com'
        param maxBodyBytes = 2097152
        param operatorAddresses = [ '203.0.113.7' ]
        param operatorPrincipalId = '11111111-1111-1111-1111-111111111111'
        param fixedOutboundAddress = true
        param alwaysReadyInstances = 0
        param otlpEndpoint = 'https://otlp.example.com:4317'
        param otlpHeadersSecretName = 'otlp-headers'
        param alertEmails = [ 'ops@example.com' ]
        """;

    private Deployment(string parameters)
    {
        Resources = Bicep.Predict(parameters);
    }

    public static Deployment Usual => UsualOne.Value;

    public static Deployment Full => FullOne.Value;

    public IReadOnlyList<JsonElement> Resources { get; }

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, string> AppSettings => One("Microsoft.Web/sites").GetProperty("properties").GetProperty("siteConfig").GetProperty("appSettings")
        .EnumerateArray()
        .ToDictionary(setting => setting.GetProperty("name").GetString()!, setting => setting.GetProperty("value").GetString()!, StringComparer.Ordinal);

    /// <summary>The usual deployment with another parameter.</summary>
    public static Deployment With(string parameter) => new($"{Least}\n{parameter}");

    public IReadOnlyList<JsonElement> Of(string type) => [.. Resources.Where(resource => resource.GetProperty("type").GetString() == type)];

    public JsonElement One(string type) => Assert.Single(Of(type));

    public JsonElement PropertiesOf(string type) => One(type).GetProperty("properties");

    /// <summary>The roles that are given on a resource, by their ids, to the app's identity or to another principal.</summary>
    public IEnumerable<string> RolesOn(string type, bool toApp) => Of("Microsoft.Authorization/roleAssignments")
        .Where(role => role.GetProperty("id").GetString()!.Contains($"/{type}/", StringComparison.Ordinal))
        .Select(role => role.GetProperty("properties"))
        .Where(role => role.GetProperty("principalId").GetString()!.Contains("userAssignedIdentities", StringComparison.Ordinal) == toApp)
        .Select(role => role.GetProperty("roleDefinitionId").GetString()!.Split('/')[^1])
        .Order(StringComparer.Ordinal);
}
