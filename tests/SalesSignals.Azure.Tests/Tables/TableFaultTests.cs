using SalesSignals.Azure.Tests.Support;
using SalesSignals.Storage;

namespace SalesSignals.Azure.Tests.Tables;

/// <summary>What is promised when tries fail, on a real store behind a wire that fails.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class TableFaultTests : IAsyncLifetime, IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FaultHandler _wire = new();
    private readonly ITable _table;

    public TableFaultTests(AzuriteFixture azurite) => _table = azurite.Connect(_wire).Table("Faulty");

    public Task InitializeAsync() => _table.CreateIfNotExistsAsync(None);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _wire.Dispose();

    [Theory]
    [InlineData(Fault.Busy)]
    [InlineData(Fault.InternalError)]
    [InlineData(Fault.NotConnected)]
    public async Task A_Try_That_Was_Not_Applied_Is_Made_Again(Fault fault)
    {
        _wire.Then(fault, fault);
        var inserted = await _table.WriteAsync(new TableWrite.Insert(Row("first")), None);
        _wire.Then(fault, fault);
        var replaced = await _table.WriteAsync(new TableWrite.Replace(Row("second"), inserted.ETag!), None);
        _wire.Then(fault);
        var read = await _table.GetAsync("p", "r", None);

        Assert.True(inserted.IsWritten);
        Assert.True(replaced.IsWritten);
        Assert.Equal("second", read?.GetString("Value"));
        Assert.Equal(2, _wire.Tries.Count);
    }

    [Theory]
    [InlineData("insert")]
    [InlineData("replace")]
    [InlineData("merge")]
    [InlineData("delete")]
    [InlineData("transaction")]
    public async Task A_Write_Whose_Answer_Was_Lost_Is_Not_Taken_For_Somebody_Elses(string kind)
    {
        var etag = kind == "insert" ? "" : (await _table.WriteAsync(new TableWrite.Insert(Row("first")), None)).ETag!;
        _wire.Then(Fault.ApplyThenDrop);

        var unavailable = await Assert.ThrowsAsync<StorageUnavailableException>(() => _table.WriteAsync(Writes(kind, etag), None));

        Assert.True(unavailable.MayBeWritten);
        Assert.Equal(2, _wire.Tries.Count);
        Assert.Equal(kind == "delete" ? null : "mine", (await _table.GetAsync("p", "r", None))?.GetString("Value"));
    }

    [Fact]
    public async Task A_Real_Refusal_After_Tries_That_Were_Not_Applied_Is_An_Outcome()
    {
        await _table.WriteAsync(new TableWrite.Insert(Row("first")), None);
        _wire.Then(Fault.Busy, Fault.NotConnected);

        var result = await _table.WriteAsync(new TableWrite.Insert(Row("second")), None);

        Assert.Equal(TableWriteOutcome.AlreadyExists, result.Outcome);
    }

    [Fact]
    public async Task An_Upsert_Whose_Answer_Was_Lost_Is_Simply_Made_Again()
    {
        _wire.Then(Fault.ApplyThenDrop, Fault.ApplyThenDrop);

        var result = await _table.WriteAsync(new TableWrite.Upsert(Row("mine")), None);

        Assert.True(result.IsWritten);
        Assert.Equal(result.ETag, (await _table.GetAsync("p", "r", None))?.ETag);
    }

    [Fact]
    public async Task A_Delete_Of_Whatever_Is_There_Whose_Answer_Was_Lost_Is_Done()
    {
        await _table.WriteAsync(new TableWrite.Insert(Row("first")), None);
        _wire.Then(Fault.ApplyThenDrop);

        var result = await _table.WriteAsync(new TableWrite.Delete("p", "r", "*"), None);

        Assert.True(result.IsWritten);
        Assert.Equal(2, _wire.Tries.Count);
        Assert.Null(await _table.GetAsync("p", "r", None));
    }

    [Fact]
    public async Task A_Page_That_Breaks_Off_Is_Read_Again()
    {
        await _table.WriteAsync(new TableWrite.Insert(Row("first")), None);
        _wire.Then(Fault.ApplyThenBreakOff, Fault.ApplyThenDrop);

        Assert.Equal(1, await CountAsync());
        Assert.Equal(3, _wire.Tries.Count);
    }

    [Theory]
    [InlineData(Fault.Busy, false)]
    [InlineData(Fault.NotConnected, false)]
    [InlineData(Fault.InternalError, true)]
    [InlineData(Fault.ApplyThenDrop, true)]
    public async Task A_Store_That_Stays_Away_Is_Unavailable(Fault fault, bool mayBeWritten)
    {
        _wire.Then(fault, fault, fault, fault);
        var write = await Assert.ThrowsAsync<StorageUnavailableException>(() => _table.WriteAsync(new TableWrite.Insert(Row("x")), None));
        _wire.Then(fault, fault, fault, fault);
        var read = await Assert.ThrowsAsync<StorageUnavailableException>(() => _table.GetAsync("p", "r", None));
        _wire.Then(fault, fault, fault, fault);
        await Assert.ThrowsAsync<StorageUnavailableException>(CountAsync);

        Assert.Equal(4, _wire.Tries.Count);
        Assert.Equal(mayBeWritten, write.MayBeWritten);
        Assert.False(read.MayBeWritten);
    }

    [Fact]
    public async Task A_Caller_Who_Gives_Up_Gets_A_Cancellation_Not_An_Outage()
    {
        using var giveUp = new CancellationTokenSource();
        _wire.Then(Fault.NoAnswer);
        var reading = _table.GetAsync("p", "r", giveUp.Token);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    private static TableRow Row(string value) => new("p", "r") { ["Value"] = value };

    private static IReadOnlyList<TableWrite> Writes(string kind, string etag) => kind switch
    {
        "insert" => [new TableWrite.Insert(Row("mine"))],
        "replace" => [new TableWrite.Replace(Row("mine"), etag)],
        "merge" => [new TableWrite.Merge(Row("mine"), etag)],
        "delete" => [new TableWrite.Delete("p", "r", etag)],
        _ => [new TableWrite.Replace(Row("mine"), etag), new TableWrite.Upsert(new TableRow("p", "s"))],
    };

    private async Task<int> CountAsync()
    {
        var rows = 0;
        await foreach (var page in _table.QueryAsync(new("p"), None))
        {
            rows += page.Count;
        }

        return rows;
    }
}
