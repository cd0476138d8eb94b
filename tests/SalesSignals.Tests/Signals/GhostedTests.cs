using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class GhostedTests
{
    [Theory]
    [InlineData(2, null)]
    [InlineData(3, Severity.Low)]
    [InlineData(4, Severity.Low)]
    [InlineData(5, Severity.Medium)]
    [InlineData(7, Severity.Medium)]
    [InlineData(8, Severity.High)]
    public void Three_Tries_Without_An_Answer_Are_Too_Many(int tries, Severity? expected)
    {
        Assert.Equal(expected, Detect(Some.Noon.AddDays(10), Mails(tries)).Signal?.Severity);
    }

    [Fact]
    public void A_Try_Counts_For_Fifteen_Working_Days_And_Holidays_And_Weekends_Are_None()
    {
        // From Monday noon fifteen working days reach to Monday noon three weeks later.
        Assert.Equal("- | Wed 18 Nov 12:00 Low | Mon 7 Dec 12:00 -", From("2026-12-31", Mails(3)));

        var holidays = new Circumstances { Calendar = new() { Holidays = [new(2026, 12, 1), new(2026, 12, 2)] } };
        Assert.Equal("- | Wed 18 Nov 12:00 Low | Wed 9 Dec 12:00 -", From("2026-12-31", Mails(3), holidays));
    }

    [Fact]
    public void The_Window_Is_Counted_In_The_Owners_Hours_Whatever_The_Clocks_Do()
    {
        var start = Clock.At("2026-10-19T11:00Z"); // noon in London, still summer there
        var deal = Some.Deal(start.AddDays(-30), null, [.. Enumerable.Range(0, 3).Select(i => Mail(start.AddHours(i), $"m{i}"))]);

        Assert.Equal("- | Mon 19 Oct 13:00 Low | Mon 9 Nov 12:00 -", Course.Of(Ghosted.Detect, deal, start, "2026-11-20", new() { Zone = "Europe/London" }));
    }

    public static TheoryData<string, ActivityFacts, bool> Thirds => new()
    {
        { "a call that nobody took", Some.Call(Third), true },
        { "a demo", Some.Deliverable(Third, DeliverableKind.Demo), true },
        { "a demo to come", Some.Deliverable(Third, DeliverableKind.Demo) with { Status = ActivityStatus.Planned }, false },
        { "a demo called off", Some.Deliverable(Third, DeliverableKind.Demo) with { Status = ActivityStatus.Cancelled }, false },
        { "a call of theirs that we missed", Some.Call(Third) with { Direction = ActivityDirection.Inbound }, false },
        { "a call among colleagues", Some.Call(Third, ActivityStatus.Done) with { Direction = ActivityDirection.Internal }, false },
        { "a sequence", Some.Email(Third, ActivityDirection.Outbound, "x") with { Automated = true }, false },
        { "a task done", Some.Task(Third) with { Status = ActivityStatus.Done }, false },
        { "a meeting held", Some.Meeting(Third), false },
        { "their mail", Some.Email(Third, ActivityDirection.Inbound, "x"), false },
    };

    [Theory]
    [MemberData(nameof(Thirds))]
    public void Only_What_Went_Their_Way_Is_A_Try(string what, ActivityFacts third, bool expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, Detect(Some.Noon.AddDays(10), [.. Mails(2), Some.Logged(Third, third)]).Signal is not null);
    }

    [Fact]
    public void Only_Tries_Since_The_Buyers_Last_Touch_Count()
    {
        var answer = Some.Logged(Some.Noon.AddHours(30), Some.Email(Some.Noon.AddHours(30), ActivityDirection.Inbound, "in"));

        Assert.Null(Detect(Some.Noon.AddDays(10), [.. Mails(4), answer]).Signal);
        Assert.NotNull(Detect(Some.Noon.AddDays(10), [.. Mails(5), answer]).Signal);
        Assert.NotNull(Detect(Some.Noon.AddDays(10), [.. Mails(4), answer, Some.Removed(Some.Noon.AddDays(9), "in")]).Signal);
    }

    [Fact]
    public void A_Meeting_On_The_Calendar_Is_An_Answer_Until_It_Begins_Even_With_A_Task_Before_It()
    {
        var meeting = Some.Meeting(Some.Noon.AddDays(14), ActivityStatus.Planned);
        CanonicalEvent[] events = [.. Mails(3), Some.Logged(Some.Noon, Some.Task(Some.Noon.AddDays(11))), Some.Logged(Some.Noon, meeting)];
        CanonicalEvent[] colleagues = [.. Mails(3), Some.Logged(Some.Noon, meeting with { Direction = ActivityDirection.Internal })];

        Assert.Equal("- | Mon 30 Nov 12:00 Low | Mon 7 Dec 12:00 -", From("2026-12-31", events));
        Assert.NotNull(Detect(Some.Noon.AddDays(10), colleagues).Signal);
    }

    [Fact]
    public void One_Try_And_Several_Are_Told_In_Their_Grammar()
    {
        var three = Detect(Some.Noon.AddDays(10), Mails(3)).Signal!;
        var one = Ghosted.Detect(new Circumstances { Rules = new() { Ghosted = new() { SellerTouches = 1, WindowDays = 1 } } }.Of(Deal(Mails(1)), Some.Noon.AddHours(1))).Signal!;

        Assert.Equal("3 tries since 16 Nov, and no answer yet.", three.Summary);
        Assert.Equal<Evidence>([new("Our tries", "3, the last on 18 Nov"), new("Last buyer touch", "none known")], three.Evidence);
        Assert.Equal("3 tries in 15 working days", three.Threshold);
        Assert.Equal("1 try since 16 Nov, and no answer yet.", one.Summary);
        Assert.Equal("1 try in 1 working day", one.Threshold);
    }

    private static DateTimeOffset Third => Some.Noon.AddDays(2);

    private static CanonicalEvent.ActivityLogged Mail(DateTimeOffset at, string id) => Some.Logged(at, Some.Email(at, ActivityDirection.Outbound, id));

    /// <summary>One a day, from Monday noon on.</summary>
    private static CanonicalEvent[] Mails(int count) => [.. Enumerable.Range(0, count).Select(i => Mail(Some.Noon.AddDays(i), $"mail{i}"))];

    private static SalesSignals.Deals.DealSnapshot Deal(params CanonicalEvent[] events) => Some.Deal(Some.Noon.AddDays(-60), null, events);

    private static RuleVerdict Detect(DateTimeOffset now, params CanonicalEvent[] events) => Ghosted.Detect(Some.Context(Deal(events), now));

    private static string From(string until, CanonicalEvent[] events, Circumstances? how = null) =>
        Course.Of(Ghosted.Detect, Deal(events), Some.Noon.AddDays(1), until, how);
}
