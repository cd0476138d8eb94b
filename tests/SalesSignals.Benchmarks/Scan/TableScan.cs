using System.Diagnostics;
using SalesSignals.Azure;
using SalesSignals.Benchmarks.Load;
using SalesSignals.Benchmarks.Measuring;
using SalesSignals.Cli.Azurite;
using SalesSignals.Deals;
using SalesSignals.Storage;

namespace SalesSignals.Benchmarks.Scan;

/// <summary>
/// Reading a table into rows. First on the emulator, as the bar asks; the emulator is slow, so then over a service that takes no time at all,
/// where nothing hides what reading costs, and long enough to see whether memory stays flat.
/// </summary>
internal static class TableScan
{
    private const string Table = "Deals";
    private const int PageSize = 1000;
    private const int WritesAtOnce = 100;

    private static readonly TableQuery Everything = TableQuery.Prefix(SampleRow.Partition, DealKeys.DealPrefix) with { PageSize = PageSize };

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(Effort effort)
    {
        await using var azurite = await AzuriteServer.StartAsync();
        var count = effort.IsShort ? 3_000 : 10_000;
        await FillAsync(StorageConnection.FromConnectionString(azurite.ConnectionString).Table(Table), count);
        using var bare = new BarePages(azurite.ConnectionString, Table);
        var onEmulator = await CompareAsync("throughput on the emulator, against fetching the pages and throwing them away", 0.7, azurite.ConnectionString, bare, count, effort.Rounds);

        var page = Path.GetTempFileName();
        await File.WriteAllBytesAsync(page, await bare.FirstAsync(PageSize));
        try
        {
            return [onEmulator, .. await WithoutWaitingAsync(page, azurite.ConnectionString, effort)];
        }
        finally
        {
            File.Delete(page);
        }
    }

    private static async Task<IReadOnlyList<Finding>> WithoutWaitingAsync(string page, string connectionString, Effort effort)
    {
        const int Few = 20;
        var many = effort.IsShort ? 100 : 1000;
        await using var few = await ServerProcess.StartAsync(PageServer.Name, null, page, $"{Few}");
        await using var all = await ServerProcess.StartAsync(PageServer.Name, null, page, $"{many}");
        using var bare = new BarePages(At(connectionString, few), Table);
        return
        [
            await CompareAsync("the same where the service takes no time", null, At(connectionString, few), bare, Few * PageSize, effort.Rounds),
            await MemoryAsync(At(connectionString, all), many, new FileInfo(page).Length),
        ];
    }

    private static async Task<Finding> CompareAsync(string what, double? bar, string connectionString, BarePages bare, int count, int rounds)
    {
        var table = StorageConnection.FromConnectionString(connectionString).Table(Table);
        await ScanAsync(table, count);
        await bare.ReadAsync(Everything);

        var pairs = await Interleaved<double>.RunAsync(rounds, () => RateAsync(() => ScanAsync(table, count)), () => RateAsync(() => bare.ReadAsync(Everything)));

        var beside = $"{pairs.Spread(rate => rate)}; {Finding.Number(Median.Of(pairs.Ours))} deals a second";
        var ratio = pairs.Ratio(rate => rate);
        return bar is { } least ? Finding.AtLeast(what, least, ratio, beside: beside) : Finding.Told(what, $"{Finding.Number(ratio)} ({beside})");

        async Task<double> RateAsync(Func<Task> read)
        {
            var began = Stopwatch.GetTimestamp();
            await read();
            return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
    }

    /// <summary>What is alive after a tenth of the deals, and at the end; flat means within a page of each other.</summary>
    private static async Task<Finding> MemoryAsync(string connectionString, int pages, long pageBytes)
    {
        var (read, early, late) = (0, 0L, 0L);
        await foreach (var rows in StorageConnection.FromConnectionString(connectionString).Table(Table).QueryAsync(Everything, CancellationToken.None))
        {
            read++;
            early = read == pages / 10 ? GC.GetTotalMemory(forceFullCollection: true) : early;
            late = read == pages ? GC.GetTotalMemory(forceFullCollection: true) : late;
            GC.KeepAlive(rows);
        }

        return read == pages
            ? Finding.AtMost($"memory that {pages * PageSize:N0} deals take more than a tenth of them, in pages", 1, Math.Max(0, late - early) / (double)pageBytes, beside: $"a page is {Finding.Number(pageBytes / 1e6)} MB")
            : throw new InvalidOperationException($"{read} of {pages} pages were read.");
    }

    private static async Task ScanAsync(ITable table, int count)
    {
        var read = 0;
        await foreach (var page in table.QueryAsync(Everything, CancellationToken.None))
        {
            read += page.Count;
        }

        if (read != count)
        {
            throw new InvalidOperationException($"{read} of {count} deals were read.");
        }
    }

    private static async Task FillAsync(ITable table, int count)
    {
        await table.CreateIfNotExistsAsync(CancellationToken.None);
        foreach (var rows in (await SampleRow.ManyAsync(count)).Chunk(WritesAtOnce))
        {
            await table.WriteAsync([.. rows.Select(row => new TableWrite.Insert(row))], CancellationToken.None);
        }
    }

    /// <summary>The same account at another address.</summary>
    private static string At(string connectionString, ServerProcess server) => string.Join(';', connectionString.Split(';').Select(part =>
        part.StartsWith("TableEndpoint=", StringComparison.Ordinal) ? $"TableEndpoint={server.Address.AbsoluteUri}devstoreaccount1" : part));
}
