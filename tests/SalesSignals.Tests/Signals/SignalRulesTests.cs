using FsCheck.Fluent;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class SignalRulesTests
{
    [Fact]
    public void Every_Rule_Has_A_Name_Of_Its_Own()
    {
        Assert.Equal(SignalRules.All.Length, SignalRules.All.Select(rule => rule.Kind).Distinct().Count());
    }

    [Fact]
    public void Nothing_Changes_By_Time_Alone_Before_The_Time_Named()
    {
        var cases =
            from history in DealHistories.Histories
            from days in Gen.Choose(0, 60)
            from part in Gen.Choose(0, 1000)
            select (history, days, part);
        ForAll.Holds(cases, told =>
        {
            var deal = Some.DealFrom(told.history);
            var now = new DateTimeOffset(2026, 11, 3, 0, 0, 0, TimeSpan.Zero).AddDays(told.days).AddMinutes(told.part);
            var (signals, changesAt) = SignalRules.Detect(Some.Context(deal, now));
            var horizon = now.AddDays(60) < changesAt ? now.AddDays(60) : changesAt;
            var between = now + ((horizon - now) * (told.part / 1001.0));

            Assert.True(changesAt > now);
            Assert.Equal(Marks(signals), Marks(SignalRules.Detect(Some.Context(deal, between)).Signals));
            Assert.Equal(Marks(signals), Marks(SignalRules.Detect(Some.Context(deal, horizon.AddTicks(-1))).Signals));
        });

        static string Marks(IEnumerable<Signal> signals) => string.Join(' ', signals.Select(signal => $"{signal.Kind}:{signal.Severity}"));
    }

    [Fact]
    public void A_Quiet_Deal_Costs_No_Allocation()
    {
        var deal = Some.Deal(
            Some.Noon,
            new() { CloseOn = new DateOnly(2027, 1, 1) },
            Some.Logged(Some.Noon, Some.Task(Some.Noon.AddDays(5))),
            Some.Logged(Some.Noon, Some.Note(Some.Noon)));
        var calendar = Some.Calendar();
        var rules = new SalesSignals.Settings.RuleSettings();
        Assert.Empty(Run().Signals);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Run();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        (System.Collections.Immutable.ImmutableArray<Signal> Signals, DateTimeOffset) Run() =>
            SignalRules.Detect(new(SalesSignals.Deals.DealView.Of(deal, Some.Stages, Some.Noon.AddDays(1)), calendar, rules, activitiesKnown: true));
    }
}
