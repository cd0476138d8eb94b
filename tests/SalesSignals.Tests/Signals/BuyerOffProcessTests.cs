using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

public class BuyerOffProcessTests
{
    private static readonly ActivityFacts Missed = Some.Meeting(Some.Noon, ActivityStatus.NoShow);

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, Severity.Low)]
    [InlineData(3, Severity.Medium)]
    [InlineData(4, Severity.Medium)]
    [InlineData(5, Severity.High)]
    public void Two_Slips_Of_The_Buyer_Are_Too_Many(int slips, Severity? expected)
    {
        ActivityFacts[] missed = [.. Enumerable.Range(0, slips).Select(i => Missed with { Id = $"m{i}" })];

        Assert.Equal(expected, Detect(missed).Signal?.Severity);
    }

    public static TheoryData<string, ActivityFacts, bool> Slips => new()
    {
        { "called off by the buyer", Planned with { Status = ActivityStatus.Cancelled, CancelledBy = ActivityParty.Buyer }, true },
        { "called off by us", Planned with { Status = ActivityStatus.Cancelled, CancelledBy = ActivityParty.Seller }, false },
        { "called off by who knows whom", Planned with { Status = ActivityStatus.Cancelled }, false },
        { "moved by the buyer", Planned with { Status = ActivityStatus.Moved, CancelledBy = ActivityParty.Buyer }, true },
        { "moved by us", Planned with { Status = ActivityStatus.Moved }, false },
        { "missed by us", Missed with { CancelledBy = ActivityParty.Seller }, false },
        { "held", Some.Meeting(Some.Noon), false },
        { "a call called off by the buyer", Some.Call(Some.Noon, ActivityStatus.Cancelled) with { CancelledBy = ActivityParty.Buyer }, true },
        { "a call that they did not take", Some.Call(Some.Noon), false },
        { "their task past its day", TheirTask, true },
        { "their task to come", TheirTask with { DueAt = Some.Noon.AddDays(9) }, false },
        { "their task done", TheirTask with { Status = ActivityStatus.Done }, false },
        { "their task without a day", TheirTask with { DueAt = null }, false },
        { "our task past its day", TheirTask with { Direction = null }, false },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public void Only_What_Is_Known_To_Be_Their_Doing_Counts(string what, ActivityFacts second, bool expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, Detect(Missed, second with { Id = "second" }).Signal is not null);
    }

    [Fact]
    public void A_Slip_Counts_From_Its_Day_For_Thirty_Calendar_Days_Weekends_Or_Not()
    {
        Assert.Equal("- | Mon 16 Nov 12:00 Low | Wed 16 Dec 10:00 -", Of(null, Missed, Missed with { Id = "m2", StartsAt = Some.Noon.AddHours(-2) }));
        Assert.Equal("- | Sat 21 Nov 12:00 Low | Wed 16 Dec 12:00 -", Of(null, Missed, TheirTask with { DueAt = Clock.At("2026-11-21T12:00Z") }));
    }

    [Fact]
    public void The_Agreed_Step_Slips_When_Its_Day_Is_Over_Where_The_Owner_Is()
    {
        var fields = new DealFields { CustomerAction = "Send the plans", CustomerActionDueOn = new DateOnly(2026, 11, 20) };

        Assert.Equal("- | Sat 21 Nov 00:00 Low | Wed 16 Dec 12:00 -", Of(fields, Missed));
        Assert.Equal("- | Sat 21 Nov 05:00 Low | Wed 16 Dec 12:00 -", Of(fields, [Missed], new() { Zone = "America/New_York" }));
        Assert.Equal("-", Of(fields with { CustomerAction = Told.Of<string>(null) }, Missed));
        Assert.Equal("-", Of(fields with { CustomerActionDueOn = DateOnly.MaxValue }, Missed));
    }

    [Fact]
    public void The_Agreed_Step_Of_The_Autumn_Night_Slips_When_The_Long_Day_Is_Over()
    {
        var fields = new DealFields { CustomerAction = "Send the plans", CustomerActionDueOn = new DateOnly(2026, 10, 25) };
        var deal = Some.Deal(Clock.At("2026-10-01T12:00Z"), fields);
        var how = new Circumstances { Zone = "Europe/London", Rules = new() { BuyerOffProcess = new() { Slips = 1 } } };

        // Two and a half slips' worth is high only from two on: one of one is low.
        Assert.Equal("- | Mon 26 Oct 00:00 Low | Wed 25 Nov 00:00 -", Course.Of(BuyerOffProcess.Detect, deal, Clock.At("2026-10-24T23:30Z"), "2026-12-01", how));
    }

    [Fact]
    public void A_Meeting_That_Was_Removed_Is_No_Slip()
    {
        var deal = Some.Deal(Some.Noon.AddDays(-60), null, Some.Logged(Some.Noon, Missed), Some.Logged(Some.Noon, Missed with { Id = "m2" }), Some.Removed(Some.Noon.AddHours(1), "m2"));

        Assert.Null(BuyerOffProcess.Detect(Some.Context(deal, Some.Noon.AddDays(1))).Signal);
    }

    [Fact]
    public void The_Sentence_Counts_What_Slipped()
    {
        var two = Detect(Missed, TheirTask).Signal!;
        var more = Detect(Missed, Missed with { Id = "m2" }, TheirTask, TheirTask with { Id = "t2" }).Signal!;

        Assert.Equal("The buyer's own steps are slipping: 1 meeting missed and 1 step overdue in 30 days.", two.Summary);
        Assert.Equal<Evidence>([new("By the buyer", "1 meeting missed"), new("By the buyer", "1 step overdue")], two.Evidence);
        Assert.Equal("2 slips in 30 days", two.Threshold);
        Assert.Equal("The buyer's own steps are slipping: 2 meetings missed and 2 steps overdue in 30 days.", more.Summary);
    }

    private static ActivityFacts Planned => Some.Meeting(Some.Noon.AddDays(5), ActivityStatus.Planned);

    private static ActivityFacts TheirTask => Some.Task(Some.Noon.AddHours(1)) with { Direction = ActivityDirection.Inbound };

    private static DealSnapshot Deal(DealFields? fields, ActivityFacts[] activities) =>
        Some.Deal(Some.Noon.AddDays(-60), fields, [.. activities.Select(activity => Some.Logged(Some.Noon.AddHours(-3), activity))]);

    private static RuleVerdict Detect(params ActivityFacts[] activities) => BuyerOffProcess.Detect(Some.Context(Deal(null, activities), Some.Noon.AddDays(1)));

    private static string Of(DealFields? fields, params ActivityFacts[] activities) => Of(fields, activities, new());

    private static string Of(DealFields? fields, ActivityFacts[] activities, Circumstances how) =>
        Course.Of(BuyerOffProcess.Detect, Deal(fields, activities), Some.Noon.AddHours(-3), "2027-01-05", how);
}
