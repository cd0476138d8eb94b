using SalesSignals.Azure.Tests.Support;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Azure.Tests.Storage;

public sealed class MemoryTableTransactions() : TableTransactionsContract(_ => new MemoryTable());

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteTableTransactions(AzuriteFixture azurite) : TableTransactionsContract(azurite.Connection.Table);

public abstract class TableTransactionsContract(Func<string, ITable> open) : TableContract(open)
{
    [Fact]
    public async Task Every_Kind_Of_Write_Goes_In_One_Transaction()
    {
        var replaced = await WriteAsync(Row("replaced"));
        var merged = await WriteAsync(Row("merged"));
        var deleted = await WriteAsync(Row("deleted"));

        var result = await Table.WriteAsync(
        [
            new TableWrite.Insert(Row("inserted", "née O'Neill & Söhne 🚀")),
            new TableWrite.Replace(new TableRow("p", "replaced") { ["Other"] = 1 }, replaced),
            new TableWrite.Merge(new TableRow("p", "merged") { ["Other"] = 2 }, merged),
            new TableWrite.Delete("p", "deleted", deleted),
            new TableWrite.Upsert(Row("upserted")),
            new TableWrite.UpsertMerge(Row("upsert-merged")),
        ], None);
        var rows = (await QueryAsync(new("p"))).ToDictionary(row => row.RowKey);

        Assert.Equal(TableWriteOutcome.Written, result.Outcome);
        Assert.Equal(["inserted", "merged", "replaced", "upsert-merged", "upserted"], rows.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("née O'Neill & Söhne 🚀", rows["inserted"].GetString("Value"));
        Assert.Equal(["Other"], rows["replaced"].Columns.Keys);
        Assert.Equal(["Other", "Value"], rows["merged"].Columns.Keys.Order());
    }

    [Fact]
    public async Task A_Refused_Write_Undoes_The_Whole_Transaction_And_Is_Named()
    {
        await WriteAsync(Row("there", "old"));
        await WriteAsync(Row("changed", "old"));

        var result = await Table.WriteAsync(
        [
            new TableWrite.Insert(Row("new")),
            new TableWrite.Upsert(Row("changed", "new")),
            new TableWrite.Insert(Row("there", "new")),
            new TableWrite.Insert(Row("newer")),
        ], None);
        var rows = await QueryAsync(new("p"));

        Assert.Equal(new(TableWriteOutcome.AlreadyExists, FailedIndex: 2), result);
        Assert.Equal(["changed", "there"], rows.Select(row => row.RowKey));
        Assert.All(rows, row => Assert.Equal("old", row.GetString("Value")));
    }

    [Fact]
    public async Task A_Stale_ETag_In_A_Transaction_Is_A_Conflict()
    {
        var stale = await WriteAsync(Row("r", "first"));
        await WriteAsync(Row("r", "second"));

        var result = await Table.WriteAsync([new TableWrite.Insert(Row("new")), new TableWrite.Replace(Row("r", "third"), stale)], None);

        Assert.Equal(new(TableWriteOutcome.Conflict, FailedIndex: 1), result);
        Assert.Null(await Table.GetAsync("p", "new", None));
    }

    [Fact]
    public async Task A_Missing_Row_In_A_Transaction_Is_Not_Found()
    {
        var result = await Table.WriteAsync([new TableWrite.Insert(Row("new")), new TableWrite.Delete("p", "nobody", "*")], None);

        Assert.Equal(new(TableWriteOutcome.NotFound, FailedIndex: 1), result);
        Assert.Null(await Table.GetAsync("p", "new", None));
    }

    [Fact]
    public async Task A_Transaction_Of_One_Gives_Its_ETag()
    {
        var result = await Table.WriteAsync([new TableWrite.Insert(Row("r"))], None);

        Assert.Equal((await Table.GetAsync("p", "r", None))?.ETag, result.ETag);
    }

    [Fact]
    public async Task A_Hundred_Writes_Go_Together()
    {
        var result = await Table.WriteAsync(Inserts(100), None);

        Assert.True(result.IsWritten);
        Assert.Equal(100, (await QueryAsync(new("p"))).Count);
    }

    [Fact]
    public async Task A_Hundred_And_One_Do_Not()
    {
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.WriteAsync(Inserts(101), None));

        Assert.Empty(await QueryAsync(new("p")));
    }

    [Fact]
    public async Task The_Last_Of_A_Hundred_Is_Named_When_It_Fails()
    {
        await WriteAsync(Row("099"));

        var result = await Table.WriteAsync(Inserts(100), None);

        Assert.Equal(new(TableWriteOutcome.AlreadyExists, FailedIndex: 99), result);
        Assert.Single(await QueryAsync(new("p")));
    }

    [Fact]
    public async Task Nothing_Two_Partitions_Or_One_Row_Twice_Is_A_Mistake()
    {
        TableWrite write = new TableWrite.Upsert(Row("r"));

        await Assert.ThrowsAsync<ArgumentException>(() => Table.WriteAsync([], None));
        await Assert.ThrowsAsync<ArgumentException>(() => Table.WriteAsync([write, new TableWrite.Upsert(Row("q", partitionKey: "other"))], None));
        await Assert.ThrowsAsync<ArgumentException>(() => Table.WriteAsync([write, new TableWrite.Delete("p", "r", "*")], None));
    }

    [Fact]
    public async Task A_Transaction_Takes_Nearly_Four_Mebibytes_And_No_More()
    {
        var fits = Enumerable.Range(0, 63).Select(TableWrite (i) => Big(i)).ToList();
        var tooMuch = Enumerable.Range(0, 65).Select(TableWrite (i) => Big(i)).ToList();

        await Assert.ThrowsAsync<StorageLimitException>(() => Table.WriteAsync(tooMuch, None));
        var result = await Table.WriteAsync(fits, None);

        Assert.True(result.IsWritten);
        Assert.Equal(63, (await QueryAsync(new("p") { Select = [] })).Count);
    }

    [Fact]
    public async Task Concurrent_Transactions_Are_Each_Whole()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Table.WriteAsync(
            [new TableWrite.Upsert(Row("a", i)), new TableWrite.Upsert(Row("b", i)), new TableWrite.Insert(Row($"c{i}", i))], None))));

        var rows = await QueryAsync(new("p"));

        Assert.Equal(10, rows.Count);
        Assert.Equal(rows[0].GetInt32("Value"), rows[1].GetInt32("Value"));
    }

    private static TableWrite.Insert Big(int i) => new(new TableRow("p", $"{i:D3}")
    {
        ["One"] = new string('x', 32_000),
        ["Two"] = new string('y', 32_000),
    });

    private static List<TableWrite> Inserts(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new TableWrite.Insert(Row($"{i:D3}")))];
}
