using System.Diagnostics;
using SalesSignals.Cli.Azurite;
using SalesSignals.Storage;

namespace SalesSignals.Azure.Tests.Storage;

public sealed class AzuriteServerTests : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("salessignals-azurite-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Data_In_A_Directory_Are_There_After_A_Restart()
    {
        await using (var first = await AzuriteServer.StartAsync(new() { Location = _directory }))
        {
            var table = StorageConnection.FromConnectionString(first.ConnectionString).Table("Deals");
            await table.CreateIfNotExistsAsync(CancellationToken.None);
            await table.WriteAsync(new TableWrite.Insert(new("p", "r") { ["Value"] = 1 }), CancellationToken.None);
        }

        await using var second = await AzuriteServer.StartAsync(new() { Location = _directory });
        var row = await StorageConnection.FromConnectionString(second.ConnectionString).Table("Deals").GetAsync("p", "r", CancellationToken.None);

        Assert.Equal(1, row?.GetInt32("Value"));
    }

    [Fact]
    public async Task Disposing_Ends_The_Process()
    {
        var azurite = await AzuriteServer.StartAsync();
        using var process = Process.GetProcessById(azurite.ProcessId);

        await azurite.DisposeAsync();

        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Without_Node_The_Message_Says_What_To_Install()
    {
        var error = await Assert.ThrowsAsync<AzuriteException>(() => AzuriteServer.StartAsync(new() { Node = "no-such-node" }));

        Assert.Contains("Install Node.js 20 or newer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Program_That_Is_Not_Node_20_Is_Refused()
    {
        var error = await Assert.ThrowsAsync<AzuriteException>(() => AzuriteServer.StartAsync(new() { Node = "dotnet" }));

        Assert.Contains("needs Node.js 20 or newer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Failed_Installation_Says_So_And_Leaves_Nothing_Half_Done()
    {
        var options = new AzuriteOptions { CacheDirectory = _directory, Npm = "dotnet" };

        var error = await Assert.ThrowsAsync<AzuriteException>(() => AzuriteServer.StartAsync(options));

        Assert.Contains("npm could not install", error.Message, StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(Path.Combine(_directory, "azurite-3.35.0")));
    }
}
