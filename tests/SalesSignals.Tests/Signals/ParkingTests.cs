using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class ParkingTests
{
    private static readonly DateTimeOffset Now = Some.Noon.AddDays(30);
    private static readonly DateTimeOffset Until = Now.AddDays(7);
    private static readonly Parking All = new(null, Now, Until, "Their budget is frozen.", "ana");

    private readonly DealAssessor _assessor = new Pipeline().Assessor;

    [Fact]
    public void A_Parked_Deal_Needs_Nobody_Though_Its_Rules_Still_Fire()
    {
        var raised = Assess(Parked(All), Now).Deal.Standing;

        Assert.NotEmpty(raised);
        Assert.All(raised, signal => Assert.Equal((Until, Now, All.Reason, "ana"), (signal.ParkedUntil, signal.ParkedAt, signal.ParkedReason, signal.ParkedBy)));
        Assert.DoesNotContain(raised, signal => signal.NeedsAttentionAt(Now));
    }

    [Fact]
    public void A_Signal_That_Is_Parked_Alone_Leaves_The_Others_To_Speak()
    {
        var raised = Assess(Parked(All with { Kind = SignalKinds.StalledDeal }), Now).Deal.Standing;

        Assert.Equal([SignalKinds.StalledDeal], raised.Where(signal => signal.IsParkedAt(Now)).Select(signal => signal.Signal.Kind));
        Assert.Contains(raised, signal => signal.NeedsAttentionAt(Now));
    }

    [Fact]
    public void It_Ends_At_Its_Time_And_The_Deal_Is_Looked_At_Then()
    {
        var parked = Assess(Parked(All), Until.AddHours(-1)).Deal;

        var over = Assess(parked, Until).Deal;

        Assert.True(parked.EvaluateAt <= Until);
        Assert.Contains(parked.Standing, signal => signal.IsParkedAt(Until.AddTicks(-1)));
        Assert.Empty(over.Parkings);
        Assert.Contains(over.Standing, signal => signal.NeedsAttentionAt(Until));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(-1, false)] // told late, but it happened before
    public void A_Buyer_Touch_After_It_Was_Parked_Ends_It(int hours, bool ends)
    {
        var now = Now.AddHours(3);

        var deal = Assess(Parked(All, Some.Logged(now, Some.Email(Now.AddHours(hours), ActivityDirection.Inbound))), now).Deal;

        Assert.Equal(ends, deal.Parkings.IsEmpty);
    }

    [Fact]
    public void What_We_Do_Ourselves_Does_Not_End_It() =>
        Assert.NotEmpty(Assess(Parked(All, Some.Logged(Now.AddHours(2), Some.Email(Now.AddHours(1), ActivityDirection.Outbound))), Now.AddHours(3)).Deal.Parkings);

    [Theory]
    [InlineData("proposal", true)]
    [InlineData("qualified", false)]
    public void A_Forward_Move_Ends_It_And_A_Step_Back_Does_Not(string stage, bool ends)
    {
        var deal = Assess(Parked(All, Some.Changed(Now.AddHours(1), new() { Stage = stage }, "moved")), Now.AddHours(2)).Deal;

        Assert.Equal(ends, deal.Parkings.IsEmpty);
    }

    [Fact]
    public void What_Ended_Early_Stays_Noted_With_When_And_Why()
    {
        var now = Now.AddHours(2);
        var before = Assess(Parked(All), Now).Deal;

        var after = Assess(before with { Snapshot = DealMerge.Apply(before.Snapshot, Some.Changed(Now.AddHours(1), new() { Stage = "proposal" }, "moved")) }, now);

        var signal = after.Deal.Standing.First(signal => signal.ParkedAt is not null);
        Assert.Equal((now, "Their budget is frozen."), (signal.ParkedUntil, signal.ParkedReason));
        Assert.Contains(after.Changes.Written, written => written.Signal.Kind == signal.Signal.Kind);
    }

    [Fact]
    public void A_Signal_That_Gets_Worse_Stays_Parked()
    {
        var before = Assess(Parked(All with { Until = Now.AddDays(60) }), Now).Deal;

        var worse = Assess(before, Now.AddDays(40)).Deal.Standing;

        Assert.Contains(worse, signal => signal.WorsenedAt is not null);
        Assert.DoesNotContain(worse, signal => signal.NeedsAttentionAt(Now.AddDays(40)));
    }

    [Fact]
    public void What_Is_Raised_Later_On_A_Parked_Deal_Is_Parked_Too()
    {
        var before = Assess(Parked(All), Now).Deal;
        var later = before with { Snapshot = DealMerge.Apply(before.Snapshot, Some.Changed(Now.AddHours(1), new() { CloseOn = new DateOnly(2026, 12, 1) }, "close")) };

        var raised = Assess(later, Now.AddHours(2)).Deal.Standing;

        Assert.Contains(raised, signal => signal.Signal.Kind == SignalKinds.CloseDatePassed && signal.ParkedUntil == Until);
    }

    [Fact]
    public void The_Longest_Holds_And_A_New_One_Takes_The_Place_Of_Its_Own_Kind()
    {
        var stalled = All with { Kind = SignalKinds.StalledDeal, Until = Now.AddDays(20) };
        var shorter = All with { Until = Now.AddDays(3) };

        var parkings = Parkings.Park([All, stalled], shorter);

        Assert.Equal([stalled, shorter], parkings.ToArray());
        Assert.Equal(stalled, Parkings.Of(parkings, SignalKinds.StalledDeal));
        Assert.Equal(shorter, Parkings.Of(parkings, SignalKinds.NoNextStep));
        Assert.Equal(shorter.Until, Parkings.EndsAt(parkings));
    }

    [Fact]
    public void A_Reason_Is_One_Line_And_Not_Endless()
    {
        Assert.Equal("a b", new Parking(null, Now, Until, " a\nb\t", null).Reason);
        Assert.Equal(Parking.LongestReason, new Parking(null, Now, Until, new string('x', 5_000), null).Reason.Length);
    }

    private Assessment Assess(WatchedDeal deal, DateTimeOffset now) => _assessor.Assess(deal, now);

    private static WatchedDeal Parked(Parking parking, params CanonicalEvent[] events) =>
        WatchedDeal.New(Some.Key) with { Snapshot = Some.Deal(Some.Noon, null, events), Parkings = [parking] };
}
