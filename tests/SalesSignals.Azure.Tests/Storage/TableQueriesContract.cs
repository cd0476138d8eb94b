using SalesSignals.Azure.Tests.Support;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Azure.Tests.Storage;

public sealed class MemoryTableQueries() : TableQueriesContract(_ => new MemoryTable());

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteTableQueries(AzuriteFixture azurite) : TableQueriesContract(azurite.Connection.Table);

public abstract class TableQueriesContract(Func<string, ITable> open) : TableContract(open)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_Empty_Table_Gives_No_Rows()
    {
        Assert.Empty(await QueryAsync(new()));
    }

    [Fact]
    public async Task Rows_Come_In_Ordinal_Order_Of_Their_Keys()
    {
        foreach (var key in new[] { "b", "a", "B", "_", "é", "a|", "a0", "Z", "1", "10", "2" })
        {
            await WriteAsync(Row(key, partitionKey: key.Length > 1 ? "q" : "p"));
        }

        var keys = (await QueryAsync(new())).Select(row => (row.PartitionKey, row.RowKey));

        Assert.Equal([("p", "1"), ("p", "2"), ("p", "B"), ("p", "Z"), ("p", "_"), ("p", "a"), ("p", "b"), ("p", "é"), ("q", "10"), ("q", "a0"), ("q", "a|")], keys);
    }

    [Fact]
    public async Task A_Range_Takes_Its_First_Key_And_Stops_Before_Its_Last()
    {
        await FillAsync(["a", "b", "c", "d"]);

        Assert.Equal("bc", await KeysAsync(new("p") { RowKeyFrom = "b", RowKeyBefore = "d" }));
        Assert.Equal("cd", await KeysAsync(new("p") { RowKeyFrom = "c" }));
        Assert.Equal("a", await KeysAsync(new("p") { RowKeyBefore = "b" }));
        Assert.Equal("", await KeysAsync(new("p") { RowKeyFrom = "d", RowKeyBefore = "a" }));
        Assert.Equal("", await KeysAsync(new("o")));
        Assert.Equal("bc", await KeysAsync(new() { RowKeyFrom = "b", RowKeyBefore = "d" }));
    }

    [Theory]
    [InlineData("deal|", "deal|a deal|b")]
    [InlineData("d", "dealer deal|a deal|b")]
    [InlineData("é🚀", "é🚀x")]
    [InlineData("", "dealer deal|a deal|b event|a é🚀x")]
    public async Task A_Prefix_Finds_What_Begins_With_It(string prefix, string expected)
    {
        await FillAsync(["deal|a", "deal|b", "dealer", "event|a", "é🚀x"]);

        var rows = await QueryAsync(TableQuery.Prefix("p", prefix));

        Assert.Equal(expected, string.Join(' ', rows.Select(row => row.RowKey)));
    }

    [Fact]
    public async Task More_Than_A_Thousand_Rows_Come_In_Several_Pages()
    {
        for (var i = 0; i < 2500; i += 100)
        {
            await Table.WriteAsync([.. Enumerable.Range(i, 100).Select(n => new TableWrite.Insert(Row($"{n:D5} é", n, $"p{n / 1300}")))], None);
        }

        List<int> pages = [];
        List<TableRow> rows = [];
        await foreach (var page in Table.QueryAsync(new(), None))
        {
            pages.Add(page.Count);
            rows.AddRange(page);
        }

        Assert.True(pages.Count >= 3);
        Assert.All(pages, count => Assert.True(count <= 1000));
        Assert.Equal(Enumerable.Range(0, 2500), rows.Select(row => row.GetInt32("Value")!.Value));
    }

    [Fact]
    public async Task Small_Pages_Give_The_Same_Rows_As_One_Large_One()
    {
        await FillAsync(Enumerable.Range(0, 23).Select(i => $"{i:D2}"));

        var rows = await QueryAsync(new("p") { PageSize = 5, RowKeyFrom = "02" });

        Assert.Equal(Enumerable.Range(2, 21).Select(i => $"{i:D2}"), rows.Select(row => row.RowKey));
    }

    [Fact]
    public async Task Whoever_Has_Seen_Enough_Stops_At_Any_Page()
    {
        await FillAsync(Enumerable.Range(0, 20).Select(i => $"{i:D2}"));

        foreach (var enough in new[] { 1, 2, 3, 4 })
        {
            var seen = 0;
            await foreach (var page in Table.QueryAsync(new("p") { PageSize = 5 }, None))
            {
                if (++seen == enough)
                {
                    break;
                }
            }

            Assert.Equal(enough, seen);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_Page_Has_One_To_A_Thousand_Rows(int size)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => QueryAsync(new("p") { PageSize = size }));
    }

    [Fact]
    public async Task Selected_Columns_Come_With_Keys_ETag_And_Timestamp()
    {
        var etag = await WriteAsync(new TableRow("p", "r") { ["Wanted"] = 1L, ["Other"] = "x" });
        await WriteAsync(new TableRow("p", "s") { ["Other"] = "y" });

        var rows = await QueryAsync(new("p") { Select = ["Wanted"] });
        var keys = await QueryAsync(new("p") { Select = [] });

        Assert.Equal(["r", "s"], rows.Select(row => row.RowKey));
        Assert.Equal(["Wanted"], rows[0].Columns.Keys);
        Assert.Equal(1L, rows[0].GetInt64("Wanted"));
        Assert.Empty(rows[1].Columns);
        Assert.Equal(etag, rows[0].ETag);
        Assert.NotNull(rows[0].Timestamp);
        Assert.All(keys, row => Assert.Empty(row.Columns));
    }

    public static TheoryData<string, TableFilter> Filters => new()
    {
        { "b", Is("Text", TableComparison.Equal, "it's") },
        { "acd", Is("Text", TableComparison.NotEqual, "it's") },
        { "acd", Is("Text", TableComparison.Greater, "it's") | Is("Text", TableComparison.Less, "it's") },
        { "bcd", Is("Number", TableComparison.GreaterOrEqual, 2) },
        { "a", Is("Number", TableComparison.Less, 2) },
        { "ab", Is("Long", TableComparison.LessOrEqual, 20_000_000_000L) },
        { "cd", Is("Double", TableComparison.Greater, 2.0) },
        { "bd", Is("Open", TableComparison.Equal, true) },
        { "ac", Is("Open", TableComparison.Equal, false) },
        { "cd", Is("At", TableComparison.Greater, Noon.AddHours(2)) },
        { "b", Is("At", TableComparison.Equal, Noon.AddHours(2)) },
        { "d", Is("Only", TableComparison.Equal, "here") },
        { "", Is("Only", TableComparison.NotEqual, "here") },
        { "", Is("Nowhere", TableComparison.NotEqual, 1) },
        { "d", Is("Open", TableComparison.Equal, true) & Is("Number", TableComparison.Greater, 2) },
        { "bd", Is("Open", TableComparison.Equal, true) & (Is("Number", TableComparison.Equal, 2) | Is("Number", TableComparison.Equal, 4)) },
        { "abd", (Is("Open", TableComparison.Equal, true) & Is("Number", TableComparison.Greater, 1)) | Is("Number", TableComparison.Equal, 1) },
        { "c", Is("Id", TableComparison.Equal, new Guid("00000000-0000-0000-0000-000000000003")) },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_Filter_Lets_Through_What_Satisfies_It(string expected, TableFilter filter)
    {
        await WriteAsync(Sample("a", 1));
        await WriteAsync(Sample("b", 2));
        await WriteAsync(Sample("c", 3));
        var last = Sample("d", 4);
        last["Only"] = "here";
        await WriteAsync(last);

        Assert.Equal(expected, await KeysAsync(new("p") { Filter = filter }));
        Assert.Equal(expected, await KeysAsync(new() { Filter = filter, PageSize = 1 }));
    }

    private static TableRow Sample(string key, int number) => new("p", key)
    {
        ["Text"] = number == 2 ? "it's" : $"{(number < 2 ? "a" : "z")}{number}",
        ["Number"] = number,
        ["Long"] = number * 10_000_000_000L,
        ["Double"] = number * 1.0,
        ["Open"] = number % 2 == 0,
        ["At"] = Noon.AddHours(number),
        ["Id"] = new Guid($"00000000-0000-0000-0000-00000000000{number}"),
    };

    private static TableFilter.Compare Is(string column, TableComparison comparison, object value) =>
        new(column, comparison, value);

    private async Task FillAsync(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            await WriteAsync(Row(key));
        }
    }

    private async Task<string> KeysAsync(TableQuery query) => string.Concat((await QueryAsync(query)).Select(row => row.RowKey));
}
