using System.Collections.Immutable;
using FsCheck.Fluent;
using SalesSignals.Backtest;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Backtest;

public class ReplayTests
{
    [Fact]
    public void Nothing_Told_After_A_Day_Can_Change_What_Was_Flagged_On_It() => ForAll.Holds(
        from past in Pasts.All from other in Pasts.All from day in Gen.Choose(20, 180) select (past, other, day),
        generated =>
        {
            var day = Pasts.Start.AddDays(generated.day);
            bool IsKnown(HeardEvent heard) => heard.KnownAt <= day;
            ImmutableArray<HeardEvent> known = [.. generated.past.Where(IsKnown)];

            var asItWas = Said(generated.past, day);
            var withNothingAfter = Said(known, day);
            var withAnotherFuture = Said(known.AddRange(generated.other.Where(heard => !IsKnown(heard))), day);

            Assert.Equal(asItWas, withNothingAfter);
            Assert.Equal(asItWas, withAnotherFuture);
        },
        oneOf: 20);

    [Fact]
    public void Past_That_Is_Generated_Is_Flagged_And_Teaches()
    {
        var past = Pasts.All.Sample(3, 1)[0];
        var history = Pasts.History(past);

        var said = Pasts.Replay(history, Pasts.Options);
        var learned = Eras.Of(history, Pasts.Options, Pasts.Days(Pasts.Options))[^1].Assessor.Version;

        Assert.Contains(said, day => day.Kinds.Contains("stuck-in-stage", StringComparison.Ordinal));
        Assert.Contains(said, day => day.Kinds.Contains("stalled-deal", StringComparison.Ordinal));
        Assert.DoesNotContain("--", learned, StringComparison.Ordinal);
    }

    [Fact]
    public void Days_That_Are_Passed_Over_Would_Have_Said_Nothing_New() => ForAll.Holds(
        Pasts.All,
        past =>
        {
            var history = Pasts.History(past);
            var seen = Pasts.Replay(history, Pasts.Options).ToLookup(said => said.Deal);

            foreach (var deal in Pasts.Replay(history, Pasts.Options, everyDay: true).GroupBy(said => said.Deal))
            {
                Assert.All(deal, daily => Assert.Equal(daily, seen[deal.Key].Last(said => said.At <= daily.At) with { At = daily.At }));
            }
        },
        oneOf: 20);

    [Fact]
    public void Limit_Is_Learned_Only_From_Deals_That_Were_Won_By_Then()
    {
        // By the end of March, 25 deals were won after ten days in the stage. In January nobody knew, and thirty days held.
        HeardEvent[] open = [HeardEvent.Of(Began("before", Pasts.Start)), HeardEvent.Of(Began("after", Pasts.Start.AddDays(90)))];

        var history = Pasts.History(open.Concat(Pasts.Won(25)));
        var stuck = Pasts.Replay(history, Pasts.Options).Where(said => said.Kinds.Contains("stuck-in-stage", StringComparison.Ordinal)).ToLookup(said => history.Deals[said.Deal].Key.Id, said => said.At);

        Assert.Equal(Pasts.Start.AddDays(30).AddHours(8), stuck["before"].First());
        Assert.Equal(Pasts.Start.AddDays(100).AddHours(8), stuck["after"].First());
    }

    [Fact]
    public void Event_Is_Not_Known_Before_It_Was_Received()
    {
        var lost = new CanonicalEvent.DealChanged { Id = "l", OccurredAt = Pasts.Start.AddDays(10), DealId = "d", Deal = new() { Stage = "lost" } };
        HeardEvent[] past = [HeardEvent.Of(Began("d", Pasts.Start)), HeardEvent.Of(lost, Pasts.Start.AddDays(50))];

        var said = Pasts.Replay(Pasts.History(past), Pasts.Options);

        Assert.Contains(said, day => day.At > lost.OccurredAt.AddDays(25));
        Assert.DoesNotContain(said, day => day.At > Pasts.Start.AddDays(50));
    }

    [Fact]
    public void Deal_Knows_From_The_Merge_On_What_Was_Told_Of_The_Other()
    {
        var mergedAt = Pasts.Start.AddDays(8);
        HeardEvent[] past =
        [
            HeardEvent.Of(Began("old", Pasts.Start)),
            HeardEvent.Of(new CanonicalEvent.DealMerged { Id = "m", OccurredAt = mergedAt, DealId = "old", IntoDealId = "new" }),
            HeardEvent.Of(new CanonicalEvent.DealDeleted { Id = "x", OccurredAt = mergedAt, DealId = "old" }),
            HeardEvent.Of(Began("new", Pasts.Start.AddDays(4))),
        ];

        var heir = Pasts.History(past).Deals.Single(deal => deal.Key.Id == "new");
        var latest = heir.Latest();

        Assert.Equal(mergedAt, heir.Events.Max(heard => heard.KnownAt));
        Assert.Equal(Pasts.Start, latest.FirstEventAt);
        Assert.False(latest.Deleted.Value);
        Assert.False(latest.IsAlias);
    }

    private static CanonicalEvent.DealChanged Began(string id, DateTimeOffset at) =>
        new() { Id = $"b{id}", OccurredAt = at, DealId = id, Deal = new() { Name = id, Stage = "discovery", OwnerId = "7" } };

    // By key, since a deal of which nothing is known yet has no number.
    private static List<string> Said(ImmutableArray<HeardEvent> past, DateTimeOffset until)
    {
        var history = Pasts.History(past);
        return [.. Pasts.Replay(history, Pasts.Options).Where(said => said.At <= until).Select(said => $"{history.Deals[said.Deal].Key} {said.At:O} {said.Kinds}")];
    }
}
