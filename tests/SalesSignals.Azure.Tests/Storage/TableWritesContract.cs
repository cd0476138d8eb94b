using SalesSignals.Azure.Tests.Support;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Azure.Tests.Storage;

public sealed class MemoryTableWrites() : TableWritesContract(_ => new MemoryTable());

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteTableWrites(AzuriteFixture azurite) : TableWritesContract(azurite.Connection.Table);

public abstract class TableWritesContract(Func<string, ITable> open) : TableContract(open)
{
    private const string StaleETag = "W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\"";

    [Fact]
    public async Task Creating_A_Table_That_Is_There_Does_Nothing()
    {
        await WriteAsync(Row("r"));

        await Table.CreateIfNotExistsAsync(None);

        Assert.NotNull(await Table.GetAsync("p", "r", None));
    }

    [Fact]
    public async Task A_Row_That_Is_Not_There_Reads_As_Null()
    {
        Assert.Null(await Table.GetAsync("p", "nobody", None));
    }

    [Fact]
    public async Task An_Inserted_Row_Is_Read_With_The_ETag_That_Its_Write_Gave()
    {
        var result = await Table.WriteAsync(new TableWrite.Insert(Row("r", "first")), None);
        var read = await Table.GetAsync("p", "r", None);

        Assert.Equal(TableWriteOutcome.Written, result.Outcome);
        Assert.Equal("first", read?.GetString("Value"));
        Assert.Equal(result.ETag, read?.ETag);
        Assert.NotNull(read?.Timestamp);
    }

    [Fact]
    public async Task Inserting_Over_A_Row_Is_Refused_And_Changes_Nothing()
    {
        await WriteAsync(Row("r", "first"));

        var result = await Table.WriteAsync(new TableWrite.Insert(Row("r", "second")), None);

        Assert.Equal(TableWriteOutcome.AlreadyExists, result.Outcome);
        Assert.Equal("first", (await Table.GetAsync("p", "r", None))?.GetString("Value"));
    }

    [Fact]
    public async Task A_Replace_Drops_The_Columns_It_Does_Not_Name()
    {
        var etag = await WriteAsync(new TableRow("p", "r") { ["Kept"] = 1, ["Dropped"] = 2 });

        var result = await Table.WriteAsync(new TableWrite.Replace(new TableRow("p", "r") { ["Kept"] = 3 }, etag), None);
        var read = await Table.GetAsync("p", "r", None);

        Assert.Equal(3, read?.GetInt32("Kept"));
        Assert.Null(read?["Dropped"]);
        Assert.Equal(result.ETag, read?.ETag);
        Assert.NotEqual(etag, result.ETag);
    }

    [Fact]
    public async Task A_Merge_Keeps_The_Columns_It_Does_Not_Name()
    {
        var etag = await WriteAsync(new TableRow("p", "r") { ["Kept"] = 1, ["Changed"] = 2 });

        var result = await Table.WriteAsync(new TableWrite.Merge(new TableRow("p", "r") { ["Changed"] = 3, ["New"] = "x" }, etag), None);
        var read = await Table.GetAsync("p", "r", None);

        Assert.True(result.IsWritten);
        Assert.Equal((1, 3, "x"), (read?.GetInt32("Kept"), read?.GetInt32("Changed"), read?.GetString("New")));
    }

    [Theory]
    [InlineData("replace")]
    [InlineData("merge")]
    [InlineData("delete")]
    public async Task A_Stale_ETag_Is_A_Conflict_And_Changes_Nothing(string kind)
    {
        var stale = await WriteAsync(Row("r", "first"));
        await WriteAsync(Row("r", "second"));

        var result = await Table.WriteAsync(Guarded(kind, Row("r", "third"), stale), None);

        Assert.Equal(TableWriteOutcome.Conflict, result.Outcome);
        Assert.Equal("second", (await Table.GetAsync("p", "r", None))?.GetString("Value"));
    }

    [Theory]
    [InlineData("replace", StaleETag)]
    [InlineData("merge", StaleETag)]
    [InlineData("delete", StaleETag)]
    [InlineData("replace", "*")]
    [InlineData("merge", "*")]
    [InlineData("delete", "*")]
    public async Task Changing_A_Row_That_Is_Not_There_Is_Not_Found(string kind, string etag)
    {
        var result = await Table.WriteAsync(Guarded(kind, Row("nobody"), etag), None);

        Assert.Equal(TableWriteOutcome.NotFound, result.Outcome);
        Assert.Null(await Table.GetAsync("p", "nobody", None));
    }

    [Theory]
    [InlineData("replace")]
    [InlineData("merge")]
    public async Task A_Star_Changes_Whatever_Version_Is_There(string kind)
    {
        await WriteAsync(Row("r", "first"));

        var result = await Table.WriteAsync(Guarded(kind, Row("r", "second"), "*"), None);

        Assert.True(result.IsWritten);
        Assert.Equal("second", (await Table.GetAsync("p", "r", None))?.GetString("Value"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_Deleted_Row_Is_Gone(bool byETag)
    {
        var etag = await WriteAsync(Row("r"));

        var result = await Table.WriteAsync(new TableWrite.Delete("p", "r", byETag ? etag : "*"), None);

        Assert.True(result.IsWritten);
        Assert.Null(await Table.GetAsync("p", "r", None));
    }

    [Fact]
    public async Task Upserts_Put_A_Row_Whether_Or_Not_There_Is_One()
    {
        await Table.WriteAsync(new TableWrite.UpsertMerge(new TableRow("p", "r") { ["One"] = 1 }), None);
        await Table.WriteAsync(new TableWrite.UpsertMerge(new TableRow("p", "r") { ["Two"] = 2 }), None);
        var merged = await Table.GetAsync("p", "r", None);
        await Table.WriteAsync(new TableWrite.Upsert(new TableRow("p", "r") { ["Three"] = 3 }), None);
        var replaced = await Table.GetAsync("p", "r", None);

        Assert.Equal(["One", "Two"], merged!.Columns.Keys.Order());
        Assert.Equal(["Three"], replaced!.Columns.Keys);
    }

    [Fact]
    public async Task Of_Many_Writers_With_One_ETag_Exactly_One_Wins_Each_Time()
    {
        await WriteAsync(Row("r", 0));

        for (var round = 1; round <= 10; round++)
        {
            var etag = (await Table.GetAsync("p", "r", None))!.ETag!;
            var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer =>
                Task.Run(() => Table.WriteAsync(new TableWrite.Replace(Row("r", writer), etag), None))));

            Assert.Equal(1, results.Count(result => result.Outcome == TableWriteOutcome.Written));
            Assert.Equal(15, results.Count(result => result.Outcome == TableWriteOutcome.Conflict));
        }
    }

    [Fact]
    public async Task Writers_That_Read_Merge_And_Retry_Lose_No_Increment()
    {
        await WriteAsync(Row("r", 0));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => IncrementAsync(10))));

        Assert.Equal(80, (await Table.GetAsync("p", "r", None))?.GetInt32("Value"));
    }

    [Fact]
    public async Task Of_Many_Inserts_Of_One_Row_Exactly_One_Is_Made()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(writer =>
            Task.Run(() => Table.WriteAsync(new TableWrite.Insert(Row("r", writer)), None))));

        Assert.Equal(1, results.Count(result => result.IsWritten));
        Assert.Equal(15, results.Count(result => result.Outcome == TableWriteOutcome.AlreadyExists));
    }

    [Fact]
    public async Task A_Cancelled_Write_Says_So()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Table.WriteAsync(new TableWrite.Insert(Row("r")), new CancellationToken(canceled: true)));
    }

    private async Task IncrementAsync(int times)
    {
        while (times > 0)
        {
            var row = (await Table.GetAsync("p", "r", None))!;
            var result = await Table.WriteAsync(new TableWrite.Replace(Row("r", row.GetInt32("Value") + 1), row.ETag!), None);
            times -= result.IsWritten ? 1 : 0;
        }
    }

    private static TableWrite Guarded(string kind, TableRow row, string etag) => kind switch
    {
        "replace" => new TableWrite.Replace(row, etag),
        "merge" => new TableWrite.Merge(row, etag),
        _ => new TableWrite.Delete(row.PartitionKey, row.RowKey, etag),
    };
}
