using SalesSignals.Azure.Tests.Support;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Azure.Tests.Storage;

public sealed class MemoryDeletion() : DeletionContract(_ => new MemoryTable(), name => new MemoryQueue(name));

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteDeletion(AzuriteFixture azurite) : DeletionContract(azurite.Connection.Table, azurite.Connection.Queue);

/// <summary>What is old goes in one sweep, and what is not stays.</summary>
public abstract class DeletionContract(Func<string, ITable> openTable, Func<string, IQueue> openQueue) : TableContract(openTable)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    [Fact]
    public async Task Hundreds_Of_Rows_Go_A_Hundred_At_A_Time_And_Others_Stay()
    {
        await FillAsync("p", 250, Noon.AddDays(-1));
        await FillAsync("q", 3, Noon.AddDays(-1));
        await FillAsync("r", 2, Noon);

        var (deleted, isAll) = await Table.DeleteAsync(Old(), TimeProvider.System, Never, None);

        Assert.Equal((253, true), (deleted, isAll));
        Assert.Equal(["r", "r"], (await QueryAsync(new())).Select(row => row.PartitionKey));
        Assert.Equal((0, true), await Table.DeleteAsync(Old(), TimeProvider.System, Never, None));
    }

    [Fact]
    public async Task Two_At_Once_Delete_Each_Row_Once()
    {
        await FillAsync("p", 150, Noon.AddDays(-1));

        var both = await Task.WhenAll(
            Table.DeleteAsync(Old(), TimeProvider.System, Never, None), Table.DeleteAsync(Old(), TimeProvider.System, Never, None));

        Assert.Equal(150, both.Sum(one => one.Deleted));
        Assert.Empty(await QueryAsync(new()));
    }

    [Fact]
    public async Task When_Time_Is_Up_The_Rest_Waits()
    {
        await FillAsync("p", 5, Noon.AddDays(-1));

        var (deleted, isAll) = await Table.DeleteAsync(Old(), TimeProvider.System, DateTimeOffset.MinValue, None);

        Assert.Equal((0, false), (deleted, isAll));
        Assert.Equal(5, (await QueryAsync(new())).Count);
    }

    [Fact]
    public async Task Poison_That_Is_Old_Goes_And_What_Is_Not_Can_Be_Seen_At_Once()
    {
        var poison = openQueue($"q{Guid.NewGuid():N}"[..16]);
        await poison.CreateIfNotExistsAsync(None);
        for (var i = 0; i < 40; i++)
        {
            await poison.SendAsync($"message {i}", TimeSpan.Zero, None);
        }

        var now = TimeProvider.System.GetUtcNow();
        var none = await poison.PruneAsync(now.AddDays(-1), most: 1000, None);
        Assert.Equal((0, 32), (none, (await poison.PeekAsync(32, None)).Count));

        Assert.Equal(40, await poison.PruneAsync(now.AddDays(1), most: 1000, None));
        Assert.Empty(await poison.PeekAsync(32, None));
    }

    private static TableQuery Old() => new() { Filter = new TableFilter.Compare("At", TableComparison.Less, Noon), Select = ["At"] };

    private async Task FillAsync(string partition, int rows, DateTimeOffset at)
    {
        foreach (var some in Enumerable.Range(0, rows).Chunk(100))
        {
            await Table.WriteAsync([.. some.Select(i => new TableWrite.Insert(new TableRow(partition, $"row {i:D4}") { ["At"] = at }))], None);
        }
    }
}
