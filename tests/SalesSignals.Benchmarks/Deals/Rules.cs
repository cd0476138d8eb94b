using SalesSignals.Benchmarks.Measuring;

namespace SalesSignals.Benchmarks.Deals;

/// <summary>What it costs to ask every rule about a deal.</summary>
internal static class Rules
{
    public static Task<IReadOnlyList<Finding>> MeasureAsync(Effort effort)
    {
        var measured = Micro.Run<RulesBenchmark>(effort).ToDictionary(one => one.Name, StringComparer.Ordinal);
        var (quiet, firing) = (measured[nameof(RulesBenchmark.Quiet)], measured[nameof(RulesBenchmark.Firing)]);
        var benchmark = new RulesBenchmark();
        return Task.FromResult<IReadOnlyList<Finding>>(
        [
            Finding.AtMost("all rules where none fires, twenty activities", 2000, quiet.Nanoseconds, " ns", $"{Finding.Number(1e9 / quiet.Nanoseconds)} deals a second on one core"),
            Finding.AtMost("allocated where none fires", 0, Allocated.InACall(benchmark.Quiet), " bytes"),
            Finding.Told($"all rules where {benchmark.Firing().Length} fire", $"{Finding.Number(firing.Nanoseconds)} ns ({Finding.Number(Allocated.InACall(benchmark.Firing))} bytes)"),
        ]);
    }
}
