using Azure.Core;
using Azure.Identity;

namespace SalesSignals.Azure;

/// <summary>Where storage is and who asks: the meaning of the <c>AzureWebJobsStorage</c> settings.</summary>
internal sealed record StorageConnectionSettings(string AccountName, Uri Queues, Uri Tables, string? AccountKey, TokenCredential? Identity)
{
    private const string Setting = "AzureWebJobsStorage";
    private const string WhatToWrite =
        "Write a storage account's connection string there ('DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…;EndpointSuffix=core.windows.net', or 'UseDevelopmentStorage=true' for the emulator), or set AzureWebJobsStorage__accountName to use a managed identity.";

    // The emulator's account; public, and the same everywhere.
    private const string Development =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + "QueueEndpoint=http://127.0.0.1:10001/devstoreaccount1;TableEndpoint=http://127.0.0.1:10002/devstoreaccount1";

    /// <summary>Reads the settings by the names that configuration gives them (<c>AzureWebJobsStorage:accountName</c>).</summary>
    public static StorageConnectionSettings Read(Func<string, string?> settings)
    {
        if (settings(Setting) is { Length: > 0 } connectionString)
        {
            return Parse(connectionString);
        }

        var account = settings($"{Setting}:accountName");
        var queues = Endpoint("queueServiceUri", settings($"{Setting}:queueServiceUri"), account, "queue");
        var tables = Endpoint("tableServiceUri", settings($"{Setting}:tableServiceUri"), account, "table");
        return new(account ?? tables.Host.Split('.')[0], queues, tables, null, Credential(settings));
    }

    /// <summary>Reads a connection string.</summary>
    public static StorageConnectionSettings Parse(string connectionString)
    {
        var parts = Parts(connectionString);
        if (string.Equals(parts.GetValueOrDefault("UseDevelopmentStorage"), "true", StringComparison.OrdinalIgnoreCase))
        {
            return Parse(Development);
        }

        var account = Required(parts, "AccountName");
        return new(account, Endpoint(parts, "QueueEndpoint", account, "queue"), Endpoint(parts, "TableEndpoint", account, "table"), Key(parts), null);
    }

    private static Dictionary<string, string> Parts(string connectionString)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || !parts.TryAdd(part[..at], part[(at + 1)..]))
            {
                throw new StorageConnectionException($"{Setting} is no connection string: its parts are 'Name=value', divided by ';', each once. {WhatToWrite}");
            }
        }

        return parts;
    }

    private static string Key(Dictionary<string, string> parts)
    {
        var key = Required(parts, "AccountKey");
        return Convert.TryFromBase64String(key, new byte[key.Length], out _)
            ? key
            : throw new StorageConnectionException($"{Setting}: AccountKey is not base64. Copy the whole key from the storage account's 'Access keys'.");
    }

    private static string Required(Dictionary<string, string> parts, string name) => parts.GetValueOrDefault(name) is { Length: > 0 } value
        ? value
        : throw new StorageConnectionException(parts.ContainsKey("SharedAccessSignature")
            ? $"{Setting} has a shared access signature, which expires. Use the account key, or set AzureWebJobsStorage__accountName to use a managed identity."
            : $"{Setting} has no {name}. {WhatToWrite}");

    private static Uri Endpoint(Dictionary<string, string> parts, string name, string account, string service)
    {
        if (parts.GetValueOrDefault(name) is { Length: > 0 } endpoint)
        {
            return Address($"{Setting}, {name}", endpoint, service);
        }

        var protocol = parts.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        return Address($"{Setting}, AccountName", $"{protocol}://{account}.{service}.{parts.GetValueOrDefault("EndpointSuffix", "core.windows.net")}", service);
    }

    private static Uri Endpoint(string name, string? endpoint, string? account, string service) => (endpoint, account) switch
    {
        ({ Length: > 0 }, _) => Address($"{Setting}__{name}", endpoint, service),
        (_, { Length: > 0 }) => Address($"{Setting}__accountName", $"https://{account}.{service}.core.windows.net", service),
        _ => throw new StorageConnectionException($"{Setting} is not set. {WhatToWrite}"),
    };

    private static Uri Address(string setting, string endpoint, string service) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.Query.Length == 0
            ? address
            : throw new StorageConnectionException($"{setting} gives no address of a {service} service, like 'https://myaccount.{service}.core.windows.net'.");

    private static TokenCredential Credential(Func<string, string?> settings)
    {
        var clientId = settings($"{Setting}:clientId");
        return settings($"{Setting}:credential") switch
        {
            null or "" => new DefaultAzureCredential(new DefaultAzureCredentialOptions
            {
                ManagedIdentityClientId = string.IsNullOrEmpty(clientId) ? null : clientId,
            }),
            var kind when kind.Equals("managedidentity", StringComparison.OrdinalIgnoreCase) => new ManagedIdentityCredential(
                string.IsNullOrEmpty(clientId) ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(clientId)),
            _ => throw new StorageConnectionException($"{Setting}__credential must be 'managedidentity', or be left out."),
        };
    }
}
