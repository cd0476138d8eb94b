using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage;
using Azure.Storage.Queues;
using SalesSignals.Azure.Queues;
using SalesSignals.Azure.Tables;
using SalesSignals.Storage;

namespace SalesSignals.Azure;

/// <summary>The storage account of an installation: gives its tables and queues, all on the same connections.</summary>
public sealed class StorageConnection
{
    private readonly StorageConnectionSettings _settings;
    private readonly StorageConnectionOptions _options;
    private readonly TableServiceClient _tables;
    private readonly QueueServiceClient _queues;

    private StorageConnection(StorageConnectionSettings settings, StorageConnectionOptions? options)
    {
        _settings = settings;
        _options = options ?? new();
        var transport = StorageConnectionTimeouts.CreateTransport();
        _tables = Tables(settings, Configured(new TableClientOptions(), transport));
        _queues = Queues(settings, QueueOptions(transport));
    }

    /// <summary>The account's name, for messages.</summary>
    public string AccountName => _settings.AccountName;

    /// <summary>Where the Queue service is.</summary>
    public Uri QueueEndpoint => _settings.Queues;

    /// <summary>Where the Table service is.</summary>
    public Uri TableEndpoint => _settings.Tables;

    /// <summary>
    /// Reads <c>AzureWebJobsStorage</c> or <c>AzureWebJobsStorage:accountName</c>, <c>:credential</c>, <c>:clientId</c>,
    /// <c>:queueServiceUri</c>, <c>:tableServiceUri</c>. Nothing is called yet.
    /// </summary>
    /// <param name="settings">Gives a setting by its configuration key, as <c>name => configuration[name]</c> does.</param>
    /// <exception cref="StorageConnectionException">They are missing or malformed.</exception>
    public static StorageConnection FromSettings(Func<string, string?> settings, StorageConnectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new(StorageConnectionSettings.Read(settings), options);
    }

    /// <summary>Uses a connection string.</summary>
    /// <exception cref="StorageConnectionException">It is malformed.</exception>
    public static StorageConnection FromConnectionString(string connectionString, StorageConnectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        return new(StorageConnectionSettings.Parse(connectionString), options);
    }

    /// <summary>A table by its name, without calling the store.</summary>
    public ITable Table(string name) => new AzureTable(_tables.GetTableClient(_options.NamePrefix + name));

    /// <summary>A queue by its name, without calling the store.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Globalization", "CA1308:Normalize strings to uppercase", Justification = "Queue names are lower case.")]
    public IQueue Queue(string name) => new AzureQueue(_queues.GetQueueClient(_options.NamePrefix.ToLowerInvariant() + name));

    private static TableServiceClient Tables(StorageConnectionSettings settings, TableClientOptions options) => settings.AccountKey is { } key
        ? new(settings.Tables, new TableSharedKeyCredential(settings.AccountName, key), options)
        : new(settings.Tables, settings.Identity!, options);

    private static QueueServiceClient Queues(StorageConnectionSettings settings, QueueClientOptions options) => settings.AccountKey is { } key
        ? new(settings.Queues, new StorageSharedKeyCredential(settings.AccountName, key), options)
        : new(settings.Queues, settings.Identity!, options);

    private QueueClientOptions QueueOptions(HttpPipelineTransport transport)
    {
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        StorageConnectionTimeouts.Apply(options);
        options.AddPolicy(UnavailableStatusPolicy.Shared, HttpPipelinePosition.PerCall);
        return Configured(options, transport);
    }

    private T Configured<T>(T options, HttpPipelineTransport transport)
        where T : ClientOptions
    {
        options.Transport = transport;
        options.AddPolicy(ClockSkewPolicy.Shared, HttpPipelinePosition.PerRetry);
        _options.Configure?.Invoke(options);
        return options;
    }
}
