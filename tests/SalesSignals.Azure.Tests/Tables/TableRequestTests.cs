using System.Net.Http;
using SalesSignals.Azure.Tests.Support;
using SalesSignals.Storage;

namespace SalesSignals.Azure.Tests.Tables;

/// <summary>What goes over the wire, and how often.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class TableRequestTests : IAsyncLifetime, IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FaultHandler _wire = new();
    private readonly ITable _table;

    public TableRequestTests(AzuriteFixture azurite) => _table = azurite.Connect(_wire).Table("Counted");

    public async Task InitializeAsync()
    {
        await _table.CreateIfNotExistsAsync(None);
        await _table.WriteAsync([.. Enumerable.Range(0, 20).Select(i => new TableWrite.Insert(new("p", $"{i:D2}")))], None);
        _wire.Then();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _wire.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    public async Task A_Scan_Asks_Once_For_Each_Page_Taken(int pages, int requests)
    {
        var taken = 0;
        await foreach (var _ in _table.QueryAsync(new("p") { PageSize = 5 }, None))
        {
            if (++taken == pages)
            {
                break;
            }
        }

        Assert.Equal(requests, _wire.Tries.Count);
    }

    [Fact]
    public async Task Reads_And_Writes_Take_One_Request_Each()
    {
        var row = await _table.GetAsync("p", "00", None);
        await _table.WriteAsync(new TableWrite.Replace(row!, row!.ETag!), None);
        await _table.WriteAsync([new TableWrite.Upsert(new("p", "00")), new TableWrite.Delete("p", "01", "*")], None);

        Assert.Equal([HttpMethod.Get, HttpMethod.Put, HttpMethod.Post], _wire.Tries.Select(request => request.Method));
        Assert.Equal(row.ETag, _wire.Tries[1].Headers.IfMatch.Single().ToString());
    }

    /// <summary>What the shared check lets through is never larger on the wire than the store takes.</summary>
    [Theory]
    [InlineData("x")]
    [InlineData("\"")]
    [InlineData("\u0001")]
    [InlineData("é")]
    [InlineData("株")]
    [InlineData("🚀")]
    public async Task A_Transaction_That_Passes_The_Check_Fits(string text)
    {
        List<TableWrite> writes = [];
        while (Passes(writes))
        {
            writes.Add(new TableWrite.Upsert(new("p", KeyText.Escape(text) + writes.Count)
            {
                ["Text"] = string.Concat(Enumerable.Repeat(text, 16_000)),
                ["More"] = string.Concat(Enumerable.Repeat(text, 16_000)),
                ["Binary"] = new byte[9_000],
            }));
        }

        writes.RemoveAt(writes.Count - 1);
        _wire.Then(Fault.NotConnected, Fault.NotConnected, Fault.NotConnected, Fault.NotConnected);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _table.WriteAsync(writes, None));

        Assert.InRange(_wire.LastBodyLength, StorageLimits.TransactionBytes / 2, StorageLimits.TransactionBytes);
    }

    private static bool Passes(List<TableWrite> writes)
    {
        try
        {
            if (writes.Count > 0)
            {
                StorageLimitChecks.Check(writes);
            }

            return true;
        }
        catch (StorageLimitException)
        {
            return false;
        }
    }
}
