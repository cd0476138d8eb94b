using SalesSignals.Azure.Tests.Support;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Azure.Tests.Storage;

public sealed class MemoryTableValues() : TableValuesContract(_ => new MemoryTable());

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteTableValues(AzuriteFixture azurite) : TableValuesContract(azurite.Connection.Table);

public abstract class TableValuesContract(Func<string, ITable> open) : TableContract(open)
{
    public static TheoryData<string, object> Values => new()
    {
        { "empty string", "" },
        { "string", "plain" },
        { "unicode", "Żółć, 株式会社, Ünïcödé, 🚀👩‍💻, \u00A0\u2028\u202E" },
        { "marks", "'\"\\/<>&#?%+{}()\t\r\n" },
        { "controls", "\u0000\u0001\u001F\u007F" },
        { "like a type", "Edm.Int64" },
        { "like a batch", "--batch_1\r\nHTTP/1.1 409 Conflict\r\n{\"odata.error\":{}}" },
        { "true", true },
        { "false", false },
        { "int", 42 },
        { "int min", int.MinValue },
        { "int max", int.MaxValue },
        { "long", 42L },
        { "long min", long.MinValue },
        { "long max", long.MaxValue },
        { "double", 1234.5678 },
        { "whole double", 3.0 },
        { "large whole double", 1e300 },
        { "small double", 5e-324 },
        { "double max", double.MaxValue },
        { "NaN", double.NaN },
        { "infinity", double.PositiveInfinity },
        { "minus infinity", double.NegativeInfinity },
        { "guid", new Guid("b5d3f0a8-6c0e-4f0e-9a53-1f0f6c5d2a11") },
        { "binary", new byte[] { 0, 1, 2, 0xFE, 0xFF } },
        { "empty binary", Array.Empty<byte>() },
        { "instant", new DateTimeOffset(2026, 11, 20, 9, 30, 15, 123, 456, TimeSpan.Zero).AddTicks(7) },
        { "instant on a second", new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.Zero) },
        { "earliest instant", new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero) },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_Value_Comes_Back_As_It_Was_With_Its_Type(string name, object value)
    {
        await Table.WriteAsync(new TableWrite.Insert(Row("r", value)), None);
        var alone = (await Table.GetAsync("p", "r", None))!["Value"];
        await Table.WriteAsync([new TableWrite.Replace(Row("r", value), "*"), new TableWrite.Upsert(Row("other"))], None);
        var inPage = (await QueryAsync(new("p"))).Single(row => row.RowKey == "r")["Value"];

        Assert.True(alone is not null, name);
        Assert.IsType(value.GetType(), alone);
        Assert.Equal(value, alone);
        Assert.Equal(value, inPage);
    }

    [Fact]
    public async Task Values_Of_All_Types_Stand_Side_By_Side()
    {
        var row = new TableRow("p", "r");
        foreach (var (value, i) in Values.Select(value => value[1]).Select((value, i) => (value, i)))
        {
            row[$"Column{i}"] = value;
        }

        await Table.WriteAsync(new TableWrite.Insert(row), None);
        var read = await Table.GetAsync("p", "r", None);

        Assert.Equal(row.Columns.OrderBy(c => c.Key), read!.Columns.OrderBy(c => c.Key));
    }

    [Fact]
    public async Task An_Instant_With_An_Offset_Is_Stored_As_The_Same_Instant()
    {
        var local = new DateTimeOffset(2026, 11, 20, 9, 30, 0, TimeSpan.FromHours(5.5));

        await WriteAsync(Row("r", local));

        Assert.Equal(local.ToUniversalTime(), (await Table.GetAsync("p", "r", None))?.GetDateTimeOffset("Value"));
    }

    [Fact]
    public async Task A_Row_Without_Columns_Is_A_Row()
    {
        await WriteAsync(new TableRow("p", "r"));

        Assert.Empty((await Table.GetAsync("p", "r", None))!.Columns);
    }

    [Theory]
    [InlineData(" leading and trailing ")]
    [InlineData("O'Neill")]
    [InlineData("''")]
    [InlineData("say \"hi\"")]
    [InlineData("a&b=c+d;e,f:g@h$i")]
    [InlineData("(PartitionKey='x')")]
    [InlineData("{curly}[square]<angle>~^`")]
    [InlineData("Zürich 株式会社 🚀👩‍💻")]
    [InlineData("deal|hubspot:42")]
    public async Task Keys_With_Odd_But_Legal_Characters_Work_Everywhere(string key)
    {
        await Table.WriteAsync(new TableWrite.Insert(Row(key, "first", partitionKey: key)), None);
        var read = await Table.GetAsync(key, key, None);
        var merged = await Table.WriteAsync(new TableWrite.Merge(Row(key, "second", partitionKey: key), read!.ETag!), None);
        var found = await QueryAsync(new(key) { RowKeyFrom = key });
        var together = await Table.WriteAsync(
            [new TableWrite.Upsert(Row(key, "third", partitionKey: key)), new TableWrite.Insert(Row("other", partitionKey: key))], None);
        var deleted = await Table.WriteAsync(new TableWrite.Delete(key, key, "*"), None);

        Assert.Equal((key, key), (read.PartitionKey, read.RowKey));
        Assert.True(merged.IsWritten);
        Assert.Equal("second", Assert.Single(found).GetString("Value"));
        Assert.True(together.IsWritten);
        Assert.True(deleted.IsWritten);
        Assert.Null(await Table.GetAsync(key, key, None));
    }

    [Fact]
    public async Task Any_Text_Makes_A_Key_Once_Escaped()
    {
        const string hostile = "a/b\\c#d?e%f|g!h\u0000\u001F\u007F\u0085é🚀'\uD800";

        await WriteAsync(Row(KeyText.Escape(hostile)));
        var read = Assert.Single(await QueryAsync(new("p")));

        Assert.Equal(hostile, KeyText.Unescape(read.RowKey));
    }

    [Fact]
    public async Task Rows_Are_Copied_On_Their_Way_In_And_Out()
    {
        var row = Row("r", new byte[] { 1 });
        await WriteAsync(row);
        ((byte[])row["Value"]!)[0] = 9;
        var read = await Table.GetAsync("p", "r", None);
        read!["Value"] = "changed";

        Assert.Equal([1], (await Table.GetAsync("p", "r", None))?.GetBinary("Value"));
    }
}
