using System.Collections.Immutable;
using FsCheck.Fluent;
using SalesSignals.Calendars;
using SalesSignals.Deals;
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
            from history in Gen.Frequency((1, DealHistories.Histories), (3, DealHistories.Deals))
            from world in RuleWorlds.All
            from part in Gen.Choose(0, 1000)
            select (history, world, part);
        ForAll.Holds(cases, told =>
        {
            var (deal, world, now) = (Some.DealFrom(told.history), told.world, told.world.Now);
            var (signals, changesAt) = SignalRules.Detect(world.Context(deal, now));
            var horizon = now.AddDays(60) < changesAt ? now.AddDays(60) : changesAt;
            var between = now + ((horizon - now) * (told.part / 1001.0));

            Assert.True(changesAt > now);
            Assert.Equal(Marks(signals), Marks(SignalRules.Detect(world.Context(deal, between)).Signals));
            Assert.Equal(Marks(signals), Marks(SignalRules.Detect(world.Context(deal, horizon.AddTicks(-1))).Signals));
        });

        static string Marks(IEnumerable<Signal> signals) => string.Join(' ', signals.Select(signal => $"{signal.Kind}:{signal.Severity}"));
    }

    [Fact]
    public void Each_Rule_Names_The_Time_Of_Its_Own_Next_Change()
    {
        // Risky commit lives on what the others find; the test above has it.
        var rules = SignalRules.All.Where(rule => rule.Kind != SignalKinds.RiskyCommit).ToList();
        ForAll.Holds(from history in DealHistories.Deals from world in RuleWorlds.All select (history, world), told =>
        {
            var (deal, world, now) = (Some.DealFrom(told.history), told.world, told.world.Now);
            foreach (var (kind, detect) in rules)
            {
                var asked = world.Context(deal, now);
                var verdict = detect(asked);
                var changesAt = asked.Deal.NextBoundaryAt < verdict.ChangesAt ? asked.Deal.NextBoundaryAt.Value : verdict.ChangesAt;
                var horizon = now.AddDays(60) < changesAt ? now.AddDays(60) : changesAt;
                var then = detect(world.Context(deal, horizon.AddTicks(-1)));

                Assert.True(changesAt > now, kind);
                Assert.Equal((kind, verdict.Signal?.Severity), (kind, then.Signal?.Severity));
            }
        });
    }

    [Fact]
    public void The_Answer_Depends_On_What_Happened_And_Not_On_The_Order_In_Which_It_Was_Heard()
    {
        var cases =
            from history in Gen.Frequency((1, DealHistories.Histories), (3, DealHistories.Deals))
            from shuffled in Gen.Shuffle(history)
            from world in RuleWorlds.All
            select (history, shuffled, world);
        ForAll.Holds(cases, told =>
        {
            var first = Answers(told.world, Some.DealFrom(told.history), told.world.Now);

            Assert.Equal(first, Answers(told.world, Some.DealFrom(told.history), told.world.Now));
            Assert.Equal(first, Answers(told.world, Some.DealFrom([.. told.shuffled, .. told.history.Take(5)]), told.world.Now));
        });
    }

    [Fact]
    public void Generated_Deals_Make_Every_Rule_Fire_And_Every_Rule_Keep_Quiet()
    {
        var answers = (from history in DealHistories.Deals from world in RuleWorlds.All select (history, world))
            .Sample(1000)
            .SelectMany(told => SignalRules.Explain(told.world.Context(Some.DealFrom(told.history), told.world.Now)))
            .Select(answer => (answer.Kind, IsFired: answer.Verdict.Signal is not null))
            .ToHashSet();

        Assert.Equal(
            SignalRules.All.SelectMany(rule => new[] { (rule.Kind, true), (rule.Kind, false) }).Order(),
            answers.Order());
    }

    [Fact]
    public void What_Is_Read_Of_A_Stored_Deal_Is_What_Was_Read_Before_It_Was_Stored()
    {
        ForAll.Holds(from history in DealHistories.Deals from world in RuleWorlds.All select (history, world), told =>
        {
            var deal = Some.DealFrom(told.history);

            Assert.Equal(Answers(told.world, deal, told.world.Now), Answers(told.world, SnapshotText.Read(SnapshotText.Write(deal)), told.world.Now));
        });
    }

    [Fact]
    public void A_Quiet_Deal_Costs_No_Allocation()
    {
        var (deal, world) = QuietDeal.Create();
        var now = QuietDeal.Now;
        var rules = SignalRules.Explain(world.Of(deal, now));
        Assert.Equal(20, deal.Activities.Length);
        Assert.Equal(3, deal.Contacts.Length);
        Assert.All(rules, rule => Assert.True(rule.Verdict.Signal is null, $"{rule.Kind}: {rule.Verdict.Explain()}"));

        var calendar = Some.Calendar(world.Zone);
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Run();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        (ImmutableArray<Signal> Signals, DateTimeOffset) Run() =>
            SignalRules.Detect(new(DealView.Of(deal, Some.Stages, now), calendar, world.Rules, activitiesKnown: true, null, world.Owner, world.Baselines));
    }

    /// <summary>Every rule's answer, word for word.</summary>
    private static string Answers(in (Circumstances How, WorkCalendar Calendar, DateTimeOffset Now) world, DealSnapshot deal, DateTimeOffset now)
    {
        var context = world.Context(deal, now);
        return string.Join('\n', SignalRules.Explain(context).Select(answer => $"{answer.Kind} {answer.Verdict.Outcome} {answer.Verdict.ChangesAt:O} {answer.Verdict.Explain()} {Text(answer.Verdict.Signal)}"));

        static string Text(Signal? signal) =>
            signal is null ? "" : $"{signal.Severity} {signal.NextAction} {signal.Threshold} {string.Join("; ", signal.Evidence.Select(evidence => $"{evidence.Label}: {evidence.Value}"))}";
    }
}
