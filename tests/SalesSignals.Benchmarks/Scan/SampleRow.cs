using SalesSignals.Deals;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Tests.Support;

namespace SalesSignals.Benchmarks.Scan;

/// <summary>Rows of deals as the app stores them.</summary>
internal static class SampleRow
{
    public const string Partition = "00";

    /// <summary>The row of a deal with twenty activities and three contacts, many times over under keys of their own.</summary>
    public static async Task<IReadOnlyList<TableRow>> ManyAsync(int count)
    {
        var stored = await StoredAsync();
        return [.. Enumerable.Range(0, count).Select(number => Copy(stored, $"{DealKeys.DealPrefix}crm:{number:D7}"))];
    }

    private static async Task<TableRow> StoredAsync()
    {
        var deals = new MemoryTable();
        var (quiet, how) = QuietDeal.Create();
        var assessor = new DealAssessor(SalesSettings.Default, "s1", new([how.Owner!]), [new("crm", true)], DateOnly.FromDateTime(QuietDeal.Now.UtcDateTime));
        await new DealStore(deals).ChangeAsync(quiet.Key, before => new(before with { Snapshot = quiet }, []), assessor, QuietDeal.Now, CancellationToken.None);
        return (await deals.GetAsync(DealKeys.Bucket(quiet.Key), DealKeys.Deal(quiet.Key), CancellationToken.None))!;
    }

    private static TableRow Copy(TableRow row, string key)
    {
        var copy = new TableRow(Partition, key, row.Columns.Count);
        foreach (var (name, value) in row.Columns)
        {
            copy[name] = value;
        }

        return copy;
    }
}
