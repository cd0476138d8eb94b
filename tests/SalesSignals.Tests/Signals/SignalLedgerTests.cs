using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class SignalLedgerTests
{
    private static readonly DateTimeOffset Later = Some.Noon.AddHours(1);

    [Fact]
    public void A_New_Signal_Is_Raised()
    {
        var changes = SignalLedger.Compare([], [Stalled(Severity.Low)], Some.Noon);

        Assert.Equal(Some.Noon, Assert.Single(changes.Written).RaisedAt);
        Assert.Same(changes.Standing[0], changes.Written[0]);
    }

    [Fact]
    public void The_Same_Again_Writes_Nothing()
    {
        var standing = SignalLedger.Compare([], [Stalled(Severity.Low)], Some.Noon).Standing;

        var again = SignalLedger.Compare(standing, [Stalled(Severity.Low)], Later);

        Assert.Empty(again.Written);
        Assert.Same(standing[0], Assert.Single(again.Standing));
    }

    [Fact]
    public void A_Graver_One_Is_Worse_And_A_New_Occurrence()
    {
        var standing = SignalLedger.Compare([], [Stalled(Severity.Low)], Some.Noon).Standing;

        var worse = Assert.Single(SignalLedger.Compare(standing, [Stalled(Severity.High)], Later).Written);

        Assert.Equal(Later, worse.WorsenedAt);
        Assert.Equal(Some.Noon, worse.RaisedAt);
        Assert.NotEqual(standing[0].Occurrence, worse.Occurrence);
    }

    [Fact]
    public void New_Evidence_Replaces_The_Old_And_Is_No_New_Occurrence()
    {
        var standing = SignalLedger.Compare([], [Stalled(Severity.Low)], Some.Noon).Standing;

        var retold = Assert.Single(SignalLedger.Compare(standing, [Stalled(Severity.Low) with { Evidence = [new("Stage", "proposal")] }], Later).Written);

        Assert.Equal("proposal", Assert.Single(retold.Signal.Evidence).Value);
        Assert.Equal(standing[0].Occurrence, retold.Occurrence);
    }

    [Fact]
    public void A_Milder_One_Is_Not_Worse()
    {
        var standing = SignalLedger.Compare([], [Stalled(Severity.High)], Some.Noon).Standing;

        Assert.Null(Assert.Single(SignalLedger.Compare(standing, [Stalled(Severity.Low)], Later).Written).WorsenedAt);
    }

    [Fact]
    public void What_No_Longer_Fires_Is_Cleared_And_Does_Not_Stand()
    {
        var standing = SignalLedger.Compare([], [Stalled(Severity.Low)], Some.Noon).Standing;

        var changes = SignalLedger.Compare(standing, [], Later);

        Assert.Empty(changes.Standing);
        Assert.Equal(Later, Assert.Single(changes.Written).ClearedAt);
    }

    [Fact]
    public void Parking_And_Alerting_Outlast_A_Change_Of_Severity()
    {
        var standing = SignalLedger.Compare([], [Stalled(Severity.Low)], Some.Noon).Standing;
        var parked = standing[0] with { ParkedUntil = Later.AddDays(3), AlertedAt = Some.Noon };

        var worse = Assert.Single(SignalLedger.Compare([parked], [Stalled(Severity.Medium)], Later).Standing);

        Assert.Equal(Later.AddDays(3), worse.ParkedUntil);
        Assert.Equal(Some.Noon, worse.AlertedAt);
    }

    private static Signal Stalled(Severity severity) => new()
    {
        Kind = SignalKinds.StalledDeal,
        Severity = severity,
        Summary = "Quiet.",
        NextAction = "Call.",
        Evidence = [],
        Threshold = "10 working days",
        RuleVersion = 1,
    };
}
