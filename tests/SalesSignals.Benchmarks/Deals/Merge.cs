using SalesSignals.Benchmarks.Measuring;

namespace SalesSignals.Benchmarks.Deals;

/// <summary>What an event costs that comes to a deal about which much is known already.</summary>
internal static class Merge
{
    public static Task<IReadOnlyList<Finding>> MeasureAsync(Effort effort)
    {
        var times = Micro.Run<MergeBenchmark>(effort).ToDictionary(one => one.Name, one => one.Nanoseconds, StringComparer.Ordinal);
        return Task.FromResult<IReadOnlyList<Finding>>(
        [
            .. Of("a change of stage, amount and close date", nameof(MergeBenchmark.Change), benchmark => Allocated.InACall(benchmark.Change)),
            .. Of("an activity", nameof(MergeBenchmark.Activity), benchmark => Allocated.InACall(benchmark.Activity)),
        ]);

        IEnumerable<Finding> Of(string what, string name, Func<MergeBenchmark, double> allocated)
        {
            var bytes = MergeBenchmark.Lengths.ToDictionary(known => known, known => allocated(MergeBenchmark.After(known)));
            return
            [
                .. MergeBenchmark.Lengths.Select(known => Finding.AtMost($"{what}, {known:N0} events before it", 1000, times[$"{name} {known}"], " ns", $"{Finding.Number(bytes[known])} bytes")),

                // Sets are cut to their newest: from there on, history costs nothing.
                Finding.AtMost($"{what}: bytes more with 10,000 events before it than with 1,000", 0, bytes[10_000] - bytes[1_000]),
            ];
        }
    }
}
