using SalesSignals.Benchmarks.Measuring;

namespace SalesSignals.Benchmarks.Deals;

/// <summary>What an event costs that comes to a deal about which much is known already.</summary>
internal static class Merge
{
    public static Task<IReadOnlyList<Finding>> MeasureAsync(Effort effort)
    {
        var measured = Micro.Run<MergeBenchmark>(effort);
        return Task.FromResult<IReadOnlyList<Finding>>(
        [
            .. measured.Select(one => Finding.AtMost($"{one.Name} events before it", 1000, one.Nanoseconds, " ns", $"{Finding.Number(one.Bytes)} bytes")),
            .. measured.GroupBy(one => one.Name.Split(' ')[0]).Select(Growth),
        ]);
    }

    /// <summary>Sets are cut to their newest: from there on, history costs nothing.</summary>
    private static Finding Growth(IGrouping<string, Micro> lengths)
    {
        var (thousand, tenThousand) = (lengths.ElementAt(^2), lengths.ElementAt(^1));
        return Finding.AtMost($"{lengths.Key}: bytes more with 10,000 events before it than with 1,000", 0, Math.Max(0, tenThousand.Bytes - thousand.Bytes));
    }
}
