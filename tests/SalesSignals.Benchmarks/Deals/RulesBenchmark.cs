using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using SalesSignals.Calendars;
using SalesSignals.Deals;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Benchmarks.Deals;

/// <summary>For BenchmarkDotNet, which wants it public. The snapshot is read as rules see it each time, as the app does.</summary>
public class RulesBenchmark
{
    /// <summary>A month on, nobody has touched the deal.</summary>
    private static readonly DateTimeOffset Later = QuietDeal.Now.AddDays(30);

    private readonly DealSnapshot _deal;
    private readonly Circumstances _how;
    private readonly WorkCalendar _calendar;

    public RulesBenchmark()
    {
        (_deal, _how) = QuietDeal.Create();
        _calendar = Some.Calendar(_how.Zone);
    }

    [Benchmark]
    public ImmutableArray<Signal> Quiet() => DetectAt(QuietDeal.Now);

    [Benchmark]
    public ImmutableArray<Signal> Firing() => DetectAt(Later);

    private ImmutableArray<Signal> DetectAt(DateTimeOffset now) => SignalRules.Detect(
        new(DealView.Of(_deal, Some.Stages, now), _calendar, _how.Rules, activitiesKnown: true, null, _how.Owner, _how.Baselines)).Signals;
}
