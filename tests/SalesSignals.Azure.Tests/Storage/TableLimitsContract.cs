using SalesSignals.Azure.Tests.Support;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Azure.Tests.Storage;

public sealed class MemoryTableLimits() : TableLimitsContract(_ => new MemoryTable());

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteTableLimits(AzuriteFixture azurite) : TableLimitsContract(azurite.Connection.Table);

/// <summary>At each limit a row is stored; one beyond it, nothing is sent.</summary>
public abstract class TableLimitsContract(Func<string, ITable> open) : TableContract(open)
{
    public static TheoryData<string, TableRow> AtTheLimit => new()
    {
        { "key length", Row(new string('k', StorageLimits.KeyLength), partitionKey: new string('p', StorageLimits.KeyLength)) },
        { "string", Row("r", new string('é', StorageLimits.StringLength)) },
        { "binary", Row("r", new byte[StorageLimits.BinaryBytes]) },
        { "columns", Wide(StorageLimits.Columns) },
        { "column name", new TableRow("p", "r") { [new string('n', StorageLimits.ColumnNameLength)] = 1 } },
        { "entity", Large(StorageLimits.EntityBytes) },
    };

    public static TheoryData<string, TableRow> BeyondIt => new()
    {
        { "row key", Row(new string('k', StorageLimits.KeyLength + 1)) },
        { "partition key", Row("r", partitionKey: new string('p', StorageLimits.KeyLength + 1)) },
        { "slash", Row("a/b") },
        { "backslash", Row("a\\b") },
        { "hash", Row("a#b") },
        { "question mark", Row("r", partitionKey: "a?b") },
        { "control", Row("a\u0001b") },
        { "late control", Row("a\u0085b") },
        { "half a pair in a key", Row("a\uD83D") },
        { "string", Row("r", new string('é', StorageLimits.StringLength + 1)) },
        { "half a pair", Row("r", "x\uDE00") },
        { "binary", Row("r", new byte[StorageLimits.BinaryBytes + 1]) },
        { "columns", Wide(StorageLimits.Columns + 1) },
        { "column name", new TableRow("p", "r") { [new string('n', StorageLimits.ColumnNameLength + 1)] = 1 } },
        { "column name with a hyphen", new TableRow("p", "r") { ["Close-Date"] = 1 } },
        { "column name with a digit first", new TableRow("p", "r") { ["1st"] = 1 } },
        { "column that is a key", new TableRow("p", "r") { ["RowKey"] = "x" } },
        { "entity", Large(StorageLimits.EntityBytes + 2) },
        { "before 1601", Row("r", new DateTimeOffset(1600, 12, 31, 0, 0, 0, TimeSpan.Zero)) },
    };

    [Theory]
    [MemberData(nameof(AtTheLimit))]
    public async Task A_Row_At_The_Limit_Is_Stored(string what, TableRow row)
    {
        var result = await Table.WriteAsync(new TableWrite.Insert(row), None);

        Assert.True(result.IsWritten, what);
        Assert.Equal(row.Columns.Count, (await Table.GetAsync(row.PartitionKey, row.RowKey, None))!.Columns.Count);
    }

    [Theory]
    [MemberData(nameof(BeyondIt))]
    public async Task A_Row_Beyond_The_Limit_Is_Refused_And_Nothing_Is_Sent(string what, TableRow row)
    {
        var refused = await Assert.ThrowsAsync<StorageLimitException>(() => Table.WriteAsync(new TableWrite.Insert(row), None));
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.WriteAsync([new TableWrite.Upsert(row)], None));

        Assert.True(refused.Message.Length > 20, what);
        Assert.Empty(await QueryAsync(new()));
    }

    [Fact]
    public async Task A_Forbidden_Key_Is_Refused_In_A_Delete_Too()
    {
        await Assert.ThrowsAsync<StorageLimitException>(() => Table.WriteAsync(new TableWrite.Delete("p", "a/b", "*"), None));
    }

    private static TableRow Wide(int columns)
    {
        var row = new TableRow("p", "r");
        for (var i = 0; i < columns; i++)
        {
            row[$"C{i}"] = i;
        }

        return row;
    }

    /// <summary>A row of exactly so many bytes by Azure's formula; even, as every character has two.</summary>
    private static TableRow Large(int bytes)
    {
        var row = new TableRow("p", "r");
        for (var i = 0; i < 16; i++)
        {
            row[$"C{i:D2}"] = new string('x', 32_000);
        }

        row["Rest"] = "";
        row["Rest"] = new string('x', (bytes - StorageSizes.EntityBytes(row)) / 2);
        Assert.Equal(bytes, StorageSizes.EntityBytes(row));
        return row;
    }
}
