using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

/// <summary>The rules about what was planned and not done: overdue next steps, and help that was asked for.</summary>
public class OverdueRulesTests
{
    private static readonly ActivityFacts Task = Some.Task(Some.Noon);

    private static readonly ActivityFacts Help = Some.Task(Some.Noon, "h1") with { Direction = ActivityDirection.Internal };

    [Fact]
    public void A_Step_Is_Overdue_After_A_Working_Day_And_Forgotten_After_Sixty_Days()
    {
        Assert.Equal(
            "- | Tue 17 Nov 12:00 Low | Thu 19 Nov 12:00 Medium | Thu 26 Nov 12:00 High | Fri 15 Jan 12:00 -",
            Course.Of(OverdueNextStep.Detect, Deal(Task), Some.Noon.AddDays(-1), "2027-01-20"));
    }

    [Fact]
    public void Help_Is_Overdue_When_It_Is_Due()
    {
        Assert.Equal(
            "- | Mon 16 Nov 12:00 Low | Wed 18 Nov 12:00 Medium | Wed 25 Nov 12:00 High | Fri 15 Jan 12:00 -",
            Course.Of(InternalHelpOverdue.Detect, Deal(Help), Some.Noon.AddDays(-1), "2027-01-20"));
    }

    [Fact]
    public void Asked_At_The_Very_Minute_It_Names_Its_Next_Change()
    {
        Assert.Equal("Low | Wed 18 Nov 12:00 Medium", Course.Of(InternalHelpOverdue.Detect, Deal(Help), Some.Noon, "2026-11-20"));
    }

    [Fact]
    public void Weekends_Holidays_Zones_And_The_Change_Of_Clocks_Are_Counted_As_The_Owner_Would()
    {
        var friday = Some.Task(Clock.At("2026-11-13T15:00Z"));
        var october = Some.Task(Clock.At("2026-10-23T14:00Z"));

        Assert.Equal("- | Mon 16 Nov 15:00 Low", Overdue(friday, "2026-11-17", new()));
        Assert.Equal("- | Tue 17 Nov 15:00 Low", Overdue(friday, "2026-11-18", new() { Calendar = new() { Holidays = [new(2026, 11, 16)] } }));
        Assert.Equal("- | Mon 16 Nov 15:00 Low", Overdue(friday, "2026-11-17", new() { Zone = "America/New_York" }));
        Assert.Equal("- | Mon 26 Oct 15:00 Low", Overdue(october, "2026-10-27", new() { Zone = "Europe/London" }));
    }

    [Theory]
    [InlineData(ActivityStatus.Planned, true)]
    [InlineData(null, true)]
    [InlineData(ActivityStatus.Done, false)]
    [InlineData(ActivityStatus.Cancelled, false)]
    [InlineData(ActivityStatus.Moved, false)]
    public void Only_A_Task_That_Is_Open_Is_Overdue(ActivityStatus? status, bool expected)
    {
        Assert.Equal(expected, Fires(Task with { Status = status }));
    }

    [Theory]
    [InlineData(ActivityStatus.Planned, true)]
    [InlineData(null, false)]
    [InlineData(ActivityStatus.Held, false)]
    [InlineData(ActivityStatus.NoShow, false)]
    public void A_Meeting_Is_Overdue_Where_It_Still_Stands_As_Planned(ActivityStatus? status, bool expected)
    {
        Assert.Equal(expected, Fires(Some.Meeting(Some.Noon, status)));
    }

    [Fact]
    public void The_Buyers_Tasks_Colleagues_Meetings_And_Help_Are_No_Steps_Of_Ours()
    {
        Assert.False(Fires(Task with { Direction = ActivityDirection.Inbound }));
        Assert.False(Fires(Some.Meeting(Some.Noon, ActivityStatus.Planned) with { Direction = ActivityDirection.Internal }));
        Assert.False(Fires(Help));
        Assert.False(Fires(Task with { Note = Asking("legal") }));
        Assert.Null(InternalHelpOverdue.Detect(Some.Context(Deal(Task), Some.Noon.AddDays(9))).Signal);
    }

    [Fact]
    public void A_Step_Without_A_Day_Or_At_The_End_Of_Time_Is_Not_Overdue()
    {
        Assert.False(Fires(Task with { DueAt = null }));
        Assert.False(Fires(Task with { DueAt = DateTimeOffset.MaxValue }));
    }

    [Fact]
    public void A_Step_That_Was_Removed_Is_None()
    {
        var deal = Some.Deal(Some.Noon.AddDays(-30), null, Some.Logged(Some.Noon.AddDays(-2), Task), Some.Removed(Some.Noon, Task.Id));

        Assert.Null(OverdueNextStep.Detect(Some.Context(deal, Some.Noon.AddDays(9))).Signal);
    }

    [Fact]
    public void One_Step_And_Several_Are_Told_In_Their_Grammar()
    {
        var task = Signal(Task);
        var call = Signal(Some.Call(Some.Noon, ActivityStatus.Planned));
        var both = Signal(Some.Task(Some.Noon.AddDays(-1)), Some.Meeting(Some.Noon.AddDays(-3), ActivityStatus.Planned));

        Assert.Equal("The task due on 16 Nov is still open.", task.Summary);
        Assert.Equal("Do it, give it a day that will hold, or strike it out.", task.NextAction);
        Assert.Equal<Evidence>([new("Overdue", "task, 16 Nov"), new("Steps overdue", "1"), new("Overdue for", "1 working day")], task.Evidence);
        Assert.Equal("1 working day", task.Threshold);
        Assert.Equal("The call of 16 Nov still stands as planned.", call.Summary);
        Assert.Equal("2 planned steps are still open, the oldest a meeting of 13 Nov.", both.Summary);
    }

    [Fact]
    public void Help_Names_Whom_To_Ask()
    {
        var legal = HelpSignal(Some.Task(Some.Noon) with { Note = Asking("legal") });
        var two = HelpSignal(Help, Some.Task(Some.Noon.AddDays(-2)) with { Note = Asking("security") });

        Assert.Equal("Help from legal was due on 16 Nov.", legal.Summary);
        Assert.Equal("Ask one person in legal for a day they can hold, and bring in your manager if none comes.", legal.NextAction);
        Assert.Equal<Evidence>([new("Asked", "legal"), new("Due", "16 Nov"), new("Requests overdue", "1")], legal.Evidence);
        Assert.Equal("Help from a colleague was due on 16 Nov.", HelpSignal(Help).Summary);
        Assert.Equal("2 requests for help are overdue, the oldest to security, due on 14 Nov.", two.Summary);
        Assert.Equal("its due time", two.Threshold);
    }

    [Fact]
    public void The_Oldest_Is_Forgotten_First_And_Then_The_Next_Counts()
    {
        var rules = new RuleSettings { OverdueNextStep = new() { LookBackDays = 6 } };
        var deal = Deal(Some.Task(Some.Noon), Some.Task(Some.Noon.AddDays(3), "t2"));

        Assert.Equal(
            "- | Tue 17 Nov 12:00 Low | Thu 19 Nov 12:00 Medium | Sun 22 Nov 12:00 Low | Tue 24 Nov 12:00 Medium | Wed 25 Nov 12:00 -",
            Course.Of(OverdueNextStep.Detect, deal, Some.Noon, "2026-12-01", new() { Rules = rules }));
    }

    private static NoteReading Asking(string whom) => new(5, true, false, false) { HelpFrom = whom };

    private static SalesSignals.Deals.DealSnapshot Deal(params ActivityFacts[] activities) =>
        Some.Deal(Some.Noon.AddDays(-30), null, [.. activities.Select(activity => Some.Logged(Some.Noon.AddDays(-4), activity))]);

    private static bool Fires(ActivityFacts activity) => OverdueNextStep.Detect(Some.Context(Deal(activity), Some.Noon.AddDays(9))).Signal is not null;

    private static Signal Signal(params ActivityFacts[] activities) => OverdueNextStep.Detect(Some.Context(Deal(activities), Some.Noon.AddDays(1).AddHours(1))).Signal!;

    private static Signal HelpSignal(params ActivityFacts[] activities) => InternalHelpOverdue.Detect(Some.Context(Deal(activities), Some.Noon.AddDays(1))).Signal!;

    private static string Overdue(ActivityFacts activity, string until, Circumstances how) =>
        Course.Of(OverdueNextStep.Detect, Deal(activity), activity.DueAt!.Value, until, how);
}
