using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Digests;

public class AdminReportTests
{
    private static readonly Person Admin = new() { Id = "cleo", Name = "Cleo Chief", Email = "cleo@example.com", Role = PersonRole.Admin, TimeZone = "Europe/London" };

    private static readonly ReportedSource Well = new("HubSpot", 310, 1204, 0, Some.Noon.AddMinutes(-4), TimeSpan.FromSeconds(3)) { CanBeAsked = true, ReconciledUntil = Some.Noon };

    [Fact]
    public void A_Quiet_Week_Is_Said_In_One_Line()
    {
        var report = Compose(new() { At = Some.Noon, Sources = [Well], Queues = [new("deliveries", 3, 0, [])] });

        Assert.Empty(report.Troubles);
        Assert.Equal("SalesSignals: all is well · 1,204 CRM events this week", report.Subject);
        Assert.Equal("2026-W47", report.Period);
    }

    [Fact]
    public void Each_Trouble_Is_Told_With_Its_Mend_The_Gravest_First()
    {
        var report = Compose(
            new()
            {
                At = Some.Noon,
                Sources =
                [
                    Well with { Name = "Pipedrive", SilentSince = Some.Noon.AddDays(-2), UsualGap = "2 working hours", ReconcileError = "the token was refused.", Differences = 51 },
                ],
                Queues = [new("deliveries", 0, 3, [new("1", Some.Noon, "No deal id."), new("2", Some.Noon, "No deal id."), new("3", Some.Noon, null)])],
                Mail = new(2, Some.Noon.AddHours(-3), [new(Some.Ana(), Some.Noon, "mailbox unknown", []), new(Some.Ana() with { Id = "ben" }, null, null, ["rep-alert"])]),
            },
            Precision(SignalKinds.StalledDeal, judged: 40, useful: 8));

        Assert.Equal(
            [
                "Pipedrive is silent",
                "3 messages of deliveries could not be processed",
                "Pipedrive cannot be compared with its CRM",
                "Webhooks of Pipedrive get lost",
                "2 emails wait to be sent",
                "Ana gets no mail",
                "Stalled deal is noisy",
            ],
            report.Troubles.Select(trouble => trouble.Title));
        Assert.Equal("It has sent nothing since Saturday 12:00; usually it speaks every 2 working hours.", report.Troubles[0].What);
        Assert.Equal("Most often: No deal id.", report.Troubles[1].What);
        Assert.Equal("8 of 40 alerts were useful (20 %, less than 30 %).", report.Troubles[6].What);
        Assert.All(report.Troubles, trouble => Assert.NotEmpty(trouble.Mend));
        Assert.Equal("7 things need you", report.Headline);
    }

    [Fact]
    public void Deals_That_Reach_Nobody_Are_Counted_By_Owner_The_Most_First()
    {
        var people = new PeopleDirectory([Some.Ana() with { IsActive = false }]);
        var unheard = UnheardOwner.Find(people, new Dictionary<string, int> { ["crm:"] = 1, ["crm:7"] = 2, ["crm:77"] = 4 });

        var trouble = Assert.Single(Compose(new() { At = Some.Noon, Unheard = unheard }).Troubles);

        Assert.Equal("7 open deals reach nobody", trouble.Title);
        Assert.Equal("The owners are crm:77 (4), Ana, who has left (2) and nobody in crm (1).", trouble.What);
    }

    [Theory]
    [InlineData(50, 119, 0)] // at the limits nothing is said
    [InlineData(51, 119, 1)]
    [InlineData(50, 121, 1)]
    public void Little_Is_No_Trouble(long differences, int minutesWaiting, int troubles)
    {
        var report = Compose(new()
        {
            At = Some.Noon,
            Sources = [Well with { Differences = differences }],
            Mail = new(1, Some.Noon.AddMinutes(-minutesWaiting), []),
        });

        Assert.Equal(troubles, report.Troubles.Length);
    }

    [Fact]
    public void Rules_Come_The_Least_Precise_First_And_Say_How_Often_They_Speak()
    {
        var report = Compose(
            new() { At = Some.Noon },
            Precision(SignalKinds.Ghosted, judged: 10, useful: 9) with { RecentAlerts = 8 },
            Precision(SignalKinds.StalledDeal, judged: 40, useful: 9) with { RecentAlerts = 40, NotARisk = 25 },
            Precision(SignalKinds.StuckInStage, judged: 0, useful: 0) with { RecentAlerts = 2 },
            Precision(SignalKinds.NoNextStep, judged: 0, useful: 0) with { Raised = 7 });

        Assert.Equal([SignalKinds.StalledDeal, SignalKinds.Ghosted, SignalKinds.StuckInStage], report.Rules.Select(rule => rule.Precision.Kind));
        Assert.Equal("90 % of 10 judged alerts were useful; 2.0 a rep a week", report.Rules[1].Describe());
        Assert.Equal("not judged yet; 0.5 a rep a week", report.Rules[2].Describe());
        Assert.EndsWith("; 10.0 a rep a week; 25 called no risk", report.Rules[0].Describe(), StringComparison.Ordinal);
    }

    private static AdminReport Compose(InstallationState state, params RulePrecision[] rules) => AdminReport.Compose(
        Admin, state, new(new(7, [new(null, [.. rules])]), Some.Noon.AddHours(-5)), new([Admin, Some.Ana()]), new());

    private static RulePrecision Precision(string kind, int judged, int useful) => new() { Kind = kind, Raised = judged, Alerts = judged, Judged = judged, Useful = useful };
}
