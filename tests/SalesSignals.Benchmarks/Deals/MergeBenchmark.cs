using BenchmarkDotNet.Attributes;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Tests.Support;

namespace SalesSignals.Benchmarks.Deals;

/// <summary>For BenchmarkDotNet, which wants it public.</summary>
public class MergeBenchmark
{
    private static readonly DateTimeOffset Begun = Some.Noon.AddDays(-100);

    private DealSnapshot _warm = null!;
    private CanonicalEvent _change = null!;
    private CanonicalEvent _activity = null!;

    public static IReadOnlyList<int> Lengths { get; } = [20, 100, 1_000, 10_000];

    [ParamsSource(nameof(Lengths))]
    public int Known { get; set; }

    /// <summary>Ready for one call after the other.</summary>
    public static MergeBenchmark After(int known)
    {
        var benchmark = new MergeBenchmark { Known = known };
        benchmark.Prepare();
        return benchmark;
    }

    [GlobalSetup]
    public void Prepare()
    {
        _warm = Some.DealFrom(Enumerable.Range(0, Known).Select(Event));
        (_change, _activity) = (Change(Known), Activity(Known));
    }

    [Benchmark]
    public DealSnapshot Change() => DealMerge.Apply(_warm, _change);

    [Benchmark]
    public DealSnapshot Activity() => DealMerge.Apply(_warm, _activity);

    private static CanonicalEvent Event(int number) => number % 2 == 0 ? Change(number) : Activity(number);

    /// <summary>As a rep edits a deal: a stage, an amount, a close date.</summary>
    private static CanonicalEvent.DealChanged Change(int number) => Some.Changed(
        At(number),
        new()
        {
            Stage = number % 4 == 0 ? "discovery" : "proposal",
            Amount = Told.Of<decimal?>(10_000 + number),
            Currency = "EUR",
            CloseOn = Told.Of<DateOnly?>(new DateOnly(2026, 12, 1).AddDays(number % 60)),
        },
        $"e{number}");

    private static CanonicalEvent.ActivityLogged Activity(int number) => Some.Logged(At(number), Some.Meeting(At(number), id: $"m{number}"));

    private static DateTimeOffset At(int number) => Begun.AddMinutes(10 * number);
}
