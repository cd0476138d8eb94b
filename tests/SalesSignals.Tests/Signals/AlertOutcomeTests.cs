using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class AlertOutcomeTests
{
    /// <summary>A Friday afternoon: two working days later is Tuesday, 14:00.</summary>
    private static readonly DateTimeOffset AlertedAt = Some.Noon.AddDays(4).AddHours(2);

    private static readonly DateTimeOffset Later = AlertedAt.AddDays(20);

    [Theory]
    [InlineData(-1, false)] // before the alert
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(96, true)] // Tuesday, 14:00: the last instant that counts
    [InlineData(96.01, false)]
    public void Only_A_Touch_Within_Two_Working_Days_After_The_Alert_Counts(double hours, bool counts)
    {
        var at = AlertedAt.AddHours(hours);

        var outcome = Of(Later, Some.Logged(at, Some.Email(at, ActivityDirection.Outbound)));

        Assert.Equal(counts ? at : null, outcome.TouchedAt);
        Assert.Equal((counts, false, true), (outcome.IsUseful, outcome.TouchedByBuyer, outcome.IsSettled));
    }

    [Fact]
    public void The_First_Touch_Is_Told_And_Whose_It_Was()
    {
        var (first, second) = (AlertedAt.AddHours(1), AlertedAt.AddHours(2));

        var outcome = Of(
            Later,
            Some.Logged(second, Some.Email(second, ActivityDirection.Outbound, "e2")),
            Some.Logged(first, Some.Email(first, ActivityDirection.Inbound, "e1")));

        Assert.Equal((first, true), (outcome.TouchedAt, outcome.TouchedByBuyer));
    }

    [Fact]
    public void Automated_Mail_Is_No_Touch_And_A_Note_Is_Useful_By_Itself()
    {
        var at = AlertedAt.AddHours(1);

        var automated = Of(Later, Some.Logged(at, Some.Email(at, ActivityDirection.Outbound) with { Automated = true }));
        var noted = Of(Later, Some.Logged(at, Some.Note(at)));

        Assert.False(automated.IsUseful);
        Assert.Equal((null, at, true), (noted.TouchedAt, noted.NotedAt, noted.IsUseful));
    }

    [Fact]
    public void What_Has_Not_Happened_Yet_Does_Not_Count_And_Nothing_Is_Settled_Before_The_Days_Are_Over()
    {
        var at = AlertedAt.AddHours(3);
        CanonicalEvent[] planned = [Some.Logged(AlertedAt, Some.Meeting(at, status: null))];

        var before = Of(AlertedAt.AddHours(2), planned);
        var after = Of(AlertedAt.AddHours(5), planned);

        Assert.Equal((false, false), (before.IsUseful, before.IsSettled));
        Assert.Equal((true, false), (after.IsUseful, after.IsSettled));
    }

    [Theory]
    [InlineData(1, null, true)]
    [InlineData(1, "lost", false)] // closed: what ended the signal is the end of the deal
    [InlineData(30, null, false)]
    public void A_Signal_Is_Ended_By_Action_Where_The_Deal_Is_Open_And_Something_Was_Told_Soon(int days, string? stage, bool expected)
    {
        var at = AlertedAt.AddDays(days);
        var deal = Some.Deal(Some.Noon.AddDays(-30), null, Some.Changed(at, new() { Stage = stage ?? "proposal" }, "moved"));

        Assert.Equal(expected, AlertOutcome.IsEndedByAction(AlertedAt, DealView.Of(deal, Some.Stages, at), Some.Calendar(), new()));
    }

    [Fact]
    public void A_Signal_That_Ends_By_Time_Alone_Is_Not_Ended_By_Action() =>
        Assert.False(AlertOutcome.IsEndedByAction(AlertedAt, DealView.Of(Some.Deal(Some.Noon.AddDays(-30)), Some.Stages, AlertedAt.AddDays(1)), Some.Calendar(), new()));

    private static AlertOutcome Of(DateTimeOffset now, params CanonicalEvent[] events) =>
        AlertOutcome.Of(AlertedAt, DealView.Of(Some.Deal(Some.Noon.AddDays(-30), null, events), Some.Stages, now), Some.Calendar(), new FeedbackSettings());
}
