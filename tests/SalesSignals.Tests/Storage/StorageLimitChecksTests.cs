using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Tests.Storage;

public sealed class StorageLimitChecksTests
{
    /// <summary>Azure's formula, added up by hand for one row.</summary>
    [Fact]
    public void An_Entitys_Size_Follows_Azures_Formula()
    {
        var row = new TableRow("pk", "rk")
        {
            ["T"] = "four",
            ["B"] = true,
            ["I"] = 1,
            ["L"] = 1L,
            ["D"] = 1.0,
            ["A"] = DateTimeOffset.UnixEpoch,
            ["G"] = Guid.Empty,
            ["Y"] = new byte[3],
        };

        const int keys = 4 + (2 * 4);
        const int names = 8 * (8 + 2);
        const int values = (4 + 8) + 1 + 4 + 8 + 8 + 8 + 16 + (4 + 3);
        Assert.Equal(keys + names + values, StorageSizes.EntityBytes(row));
    }

    [Fact]
    public async Task A_Merge_That_Makes_A_Row_Too_Large_Is_Refused_In_Memory_As_In_Azure()
    {
        var table = new MemoryTable();
        await table.WriteAsync(new TableWrite.Insert(Wide("A")), CancellationToken.None);

        await Assert.ThrowsAsync<StorageLimitException>(() => table.WriteAsync(new TableWrite.Merge(Wide("B"), "*"), CancellationToken.None));

        Assert.Equal(9, (await table.GetAsync("p", "r", CancellationToken.None))!.Columns.Count);
    }

    /// <summary>Two of these are more than an entity may hold.</summary>
    private static TableRow Wide(string name)
    {
        var row = new TableRow("p", "r");
        for (var i = 0; i < 9; i++)
        {
            row[$"{name}{i}"] = new string('x', StorageLimits.StringLength);
        }

        return row;
    }
}
