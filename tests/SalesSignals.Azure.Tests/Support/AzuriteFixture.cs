using SalesSignals.Cli.Azurite;

namespace SalesSignals.Azure.Tests.Support;

/// <summary>One Azurite for the whole run; each test uses names of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? _azurite;

    public string ConnectionString => _azurite!.ConnectionString;

    public StorageConnection Connection { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _azurite = await AzuriteServer.StartAsync();
        Connection = Connect();
    }

    public StorageConnection Connect(FaultHandler? faults = null) => StorageConnection.FromConnectionString(ConnectionString, new()
    {
        NamePrefix = UniquePrefix(),
        Configure = faults is null ? null : faults.Apply,
    });

    public async Task DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }

    private static string UniquePrefix() => $"t{Guid.NewGuid():N}"[..12];
}

[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
