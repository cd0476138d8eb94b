using Azure.Core;

namespace SalesSignals.Azure;

/// <summary>What tests and experiments change about a <see cref="StorageConnection"/>.</summary>
public sealed class StorageConnectionOptions
{
    /// <summary>Put before every table and queue name, so that several installations (or test runs) share one account. Letters and digits, a letter first.</summary>
    public string NamePrefix { get; init; } = "";

    /// <summary>Changes the clients' transport or retries, after the defaults of <see cref="StorageConnectionTimeouts"/>.</summary>
    public Action<ClientOptions>? Configure { get; init; }
}
