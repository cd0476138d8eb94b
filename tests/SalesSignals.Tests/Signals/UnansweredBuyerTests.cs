using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class UnansweredBuyerTests
{
    private static readonly CanonicalEvent.ActivityLogged Mail = Inbound(Some.Noon);

    [Fact]
    public void It_Fires_After_A_Working_Day_And_Grows_Graver_Until_It_Is_Forgotten()
    {
        Assert.Equal(
            "- | Tue 17 Nov 12:00 Low | Wed 18 Nov 12:00 Medium | Fri 20 Nov 12:00 High | Wed 16 Dec 12:00 -",
            From(Some.Noon, "2026-12-20", Mail));
    }

    [Fact]
    public void A_Mail_Of_Friday_Night_Is_Due_On_Monday_Evening_And_After_A_Holiday_A_Day_Later()
    {
        var night = Inbound(Clock.At("2026-11-13T20:00Z"));
        var holiday = new CalendarSettings { Holidays = [new(2026, 11, 16)] };

        Assert.Equal("- | Mon 16 Nov 17:00 Low", From(Clock.At("2026-11-13T20:00Z"), "2026-11-17", night));
        Assert.Equal("- | Tue 17 Nov 17:00 Low", From(Clock.At("2026-11-13T20:00Z"), "2026-11-18", [night], new() { Calendar = holiday }));
    }

    [Fact]
    public void Hours_Are_Those_Of_The_Owner_And_The_Night_Of_The_Change_Of_Clocks_Counts_For_Nothing()
    {
        Assert.Equal("- | Mon 16 Nov 22:00 Low", From(Some.Noon, "2026-11-17", [Mail], new() { Zone = "America/New_York" }));

        // Three in the afternoon on both days, an hour later in UTC.
        var beforeAutumn = Inbound(Clock.At("2026-10-23T14:00Z"));
        Assert.Equal("- | Mon 26 Oct 15:00 Low", From(Clock.At("2026-10-23T14:00Z"), "2026-10-27", [beforeAutumn], new() { Zone = "Europe/London" }));
    }

    [Fact]
    public void The_Steps_Count_From_The_Limit()
    {
        var rules = new RuleSettings { UnansweredBuyer = new() { AllowedDays = 3 } };

        Assert.Equal("- | Thu 19 Nov 12:00 Low | Fri 20 Nov 12:00 Medium | Tue 24 Nov 12:00 High", From(Some.Noon, "2026-11-30", [Mail], new() { Rules = rules }));
    }

    public static TheoryData<string, ActivityFacts, bool> Answers => new()
    {
        { "our mail", Some.Email(Later, ActivityDirection.Outbound, "a"), true },
        { "a mail to a colleague", Some.Email(Later, ActivityDirection.Internal, "a"), false },
        { "a sequence", Some.Email(Later, ActivityDirection.Outbound, "a") with { Automated = true }, false },
        { "a mail of before", Some.Email(Some.Noon.AddHours(-1), ActivityDirection.Outbound, "a"), false },
        { "a call that nobody took", Some.Call(Later), true },
        { "a call of theirs that we missed", Some.Call(Later) with { Direction = ActivityDirection.Inbound }, false },
        { "a call of theirs that we took", Some.Call(Later, ActivityStatus.Done) with { Direction = ActivityDirection.Inbound }, true },
        { "a meeting held", Some.Meeting(Later), true },
        { "a meeting of colleagues", Some.Meeting(Later) with { Direction = ActivityDirection.Internal }, false },
        { "a meeting called off", Some.Meeting(Later, ActivityStatus.Cancelled), false },
        { "a meeting put on the calendar", Some.Meeting(Later.AddDays(9), ActivityStatus.Planned), true },
        { "a note", Some.Note(Later), false },
        { "a task", Some.Task(Later.AddDays(2)), false },
        { "a proposal", Some.Deliverable(Later, DeliverableKind.Proposal), true },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Writing_Calling_And_Meeting_Are_Answers(string what, ActivityFacts activity, bool isAnswer)
    {
        Assert.NotEmpty(what);
        var deal = Some.Deal(Some.Noon.AddDays(-30), null, Mail, Some.Logged(Later, activity));

        Assert.Equal(isAnswer, UnansweredBuyer.Detect(Some.Context(deal, Some.Noon.AddDays(2))).Signal is null);
    }

    [Fact]
    public void A_Meeting_Set_As_The_Answer_Still_Is_One_While_It_Is_Held_And_After()
    {
        var meeting = Some.Meeting(Some.Noon.AddDays(7), status: null);

        Assert.Equal("-", From(Later, "2026-12-20", Mail, Some.Logged(Later, meeting)));
    }

    [Fact]
    public void A_Call_That_Was_Planned_Before_And_Never_Made_Is_No_Answer()
    {
        var call = Some.Call(Some.Noon.AddDays(1), ActivityStatus.Planned);

        Assert.Equal("- | Tue 17 Nov 12:00 Low | Wed 18 Nov 12:00 Medium", From(Some.Noon, "2026-11-19", Mail, Some.Logged(Some.Noon.AddDays(-1), call)));
    }

    [Fact]
    public void An_Answer_That_Was_Removed_Is_None_And_A_Mail_That_Was_Removed_Wants_None()
    {
        var answer = Some.Logged(Later, Some.Email(Later, ActivityDirection.Outbound, "a"));

        Assert.NotNull(Detect(Some.Noon.AddDays(2), Mail, answer, Some.Removed(Later.AddHours(1), "a")).Signal);
        Assert.Null(Detect(Some.Noon.AddDays(2), Mail, Some.Removed(Later, "mail")).Signal);
    }

    [Fact]
    public void One_Mail_And_Several_Are_Told_In_Their_Grammar()
    {
        var one = Detect(Some.Noon.AddDays(1), Mail).Signal!;
        var two = Detect(Some.Noon.AddDays(2), Mail, Inbound(Later, "mail2")).Signal!;

        Assert.Equal("The buyer's email from 16 Nov has no answer yet.", one.Summary);
        Assert.Equal<Evidence>([new("The buyer wrote", "16 Nov"), new("Without an answer", "1 email"), new("Waiting for", "1 working day")], one.Evidence);
        Assert.Equal("1 working day", one.Threshold);
        Assert.Equal("2 emails from the buyer have no answer yet, the first from 16 Nov.", two.Summary);
        Assert.Contains(new Evidence("Waiting for", "2 working days"), two.Evidence);
    }

    [Fact]
    public void An_Auto_Reply_Wants_No_Answer()
    {
        var auto = Some.Email(Some.Noon, ActivityDirection.Inbound) with { Automated = true };

        Assert.Null(Detect(Some.Noon.AddDays(3), Some.Logged(Some.Noon, auto)).Signal);
    }

    private static DateTimeOffset Later => Some.Noon.AddHours(2);

    private static CanonicalEvent.ActivityLogged Inbound(DateTimeOffset at, string id = "mail") => Some.Logged(at, Some.Email(at, ActivityDirection.Inbound, id));

    private static RuleVerdict Detect(DateTimeOffset now, params CanonicalEvent[] events) =>
        UnansweredBuyer.Detect(Some.Context(Some.Deal(Some.Noon.AddDays(-60), null, events), now));

    private static string From(DateTimeOffset from, string until, params CanonicalEvent[] events) => From(from, until, events, new());

    private static string From(DateTimeOffset from, string until, CanonicalEvent[] events, Circumstances how) =>
        Course.Of(UnansweredBuyer.Detect, Some.Deal(Some.Noon.AddDays(-60), null, events), from, until, how);
}
