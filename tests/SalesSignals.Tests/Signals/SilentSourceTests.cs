using SalesSignals.Calendars;
using SalesSignals.Directory;
using SalesSignals.Pulse;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

/// <summary>Working days are Monday to Friday, 09:00 to 17:00.</summary>
public sealed class SilentSourceTests
{
    private static readonly SilentSourceOptions Options = new();

    /// <summary>Every working hour from Monday 9 November on; the last delivery is that of Friday the 13th, 14:10.</summary>
    private static readonly PulseHistory Hourly = History(WorkingDays(9, 13).SelectMany(day => Hours(day, 9, 16)).Where(at => at < Clock.At("2026-11-13T15:00Z")));

    [Theory]
    [InlineData("2026-11-13T16:59Z", false)] // 2 h 49 min of 4 hours
    [InlineData("2026-11-14T12:00Z", false)] // the weekend does not count
    [InlineData("2026-11-16T08:59Z", false)]
    [InlineData("2026-11-16T10:09:59Z", false)]
    [InlineData("2026-11-16T10:10:00Z", true)] // 2 h 50 min on Friday, 1 h 10 min on Monday
    public void Four_Usual_Gaps_Of_Working_Time_Are_Too_Long(string now, bool expected)
    {
        var verdict = Detect(Hourly, now);

        Assert.Equal(expected ? RuleOutcome.Fired : RuleOutcome.Quiet, verdict.Outcome);
        Assert.Equal(expected ? DateTimeOffset.MaxValue : Clock.At("2026-11-16T10:10Z"), verdict.ChangesAt);
    }

    [Fact]
    public void The_Evidence_Is_The_Last_Delivery_The_Usual_Gap_And_The_Silence()
    {
        var signal = Detect(Hourly, "2026-11-16T14:40Z").Signal!;

        Assert.Equal((SignalKinds.SilentSource, Severity.Medium), (signal.Kind, signal.Severity));
        Assert.Equal("crm has sent nothing for 8 working hours.", signal.Summary);
        Assert.Equal<Evidence>(
            [new("Last delivery", "13 Nov, 14:10 (Etc/UTC)"), new("Usual gap", "1 working hour"), new("Silent for", "8 working hours")],
            signal.Evidence);
        Assert.Equal("4 times its usual gap of 1 working hour", signal.Threshold);
    }

    [Theory]
    [InlineData("2026-11-16T11:40Z", Severity.Low)] // 5 h 30 min: to 6 hours
    [InlineData("2026-11-16T12:10Z", Severity.Medium)] // to 10
    [InlineData("2026-11-16T16:10Z", Severity.High)]
    public void The_Longer_The_Graver(string now, Severity expected) => Assert.Equal(expected, Detect(Hourly, now).Signal!.Severity);

    [Fact]
    public void What_Is_Quiet_Says_How_Much_It_May_Be() =>
        Assert.Equal("Silent for 1.8 of 4 allowed working hours.", Detect(Hourly, "2026-11-13T16:00Z").Explain());

    [Fact]
    public void A_Holiday_Does_Not_Count()
    {
        var calendar = Some.Calendar(settings: new() { Holidays = [new(2026, 11, 16)] });

        Assert.Null(SilentSource.Detect(Hourly, Options, calendar, Clock.At("2026-11-17T10:09Z")).Signal);
        Assert.NotNull(SilentSource.Detect(Hourly, Options, calendar, Clock.At("2026-11-17T10:10Z")).Signal);
    }

    [Theory]
    [InlineData("2026-10-26T11:09:59Z", false)]
    [InlineData("2026-10-26T11:10:00Z", true)]
    public void The_Night_In_Which_The_Clocks_Go_Back_Adds_No_Silence(string now, bool expected)
    {
        // London, in summer an hour ahead of UTC: spoke last on Friday 23 October, 15:10 there; the clocks went back on the 25th.
        var hours = WorkingDays(19, 23, month: 10).SelectMany(day => Hours(day, 8, 15)).Where(at => at < Clock.At("2026-10-23T15:00Z"));

        var verdict = SilentSource.Detect(History(hours), Options, Some.Calendar("Europe/London"), Clock.At(now));

        // 1 h 50 min of Friday, 2 h 10 min of Monday.
        Assert.Equal(expected, verdict.Signal is not null);
    }

    [Theory]
    [InlineData(9, RuleOutcome.Unknown)]
    [InlineData(10, RuleOutcome.Fired)]
    public void A_Young_Source_Has_No_Habits_Yet(int hours, RuleOutcome expected)
    {
        var young = History(WorkingDays(9, 10).SelectMany(day => Hours(day, 9, 16)).Take(hours));

        Assert.Equal(expected, Detect(young, "2026-11-13T16:00Z").Outcome);
    }

    [Fact]
    public void One_That_Never_Sent_Is_Unknown_Even_If_Others_Tried_In_Its_Name()
    {
        var refused = Hours(new(2026, 11, 9), 0, 23).Select(at => new PulseHour { StartsAt = PulseHour.StartOf(at), Refused = Hourly.Hours[0].Refused.SetItem("SignatureMismatch", 3) });

        Assert.Equal(RuleOutcome.Unknown, Detect(History([]), "2026-11-16T12:00Z").Outcome);
        Assert.Equal(RuleOutcome.Unknown, Detect(PulseHistory.Of("crm", refused), "2026-11-16T12:00Z").Outcome);
    }

    [Fact]
    public void A_Refused_Webhook_Does_Not_Break_The_Silence()
    {
        var refused = new PulseHour { StartsAt = Clock.At("2026-11-16T09:00Z"), Refused = Hourly.Hours[0].Refused.SetItem("SignatureMismatch", 3) };

        Assert.NotNull(Detect(Hourly with { Hours = Hourly.Hours.Add(refused) }, "2026-11-16T10:10Z").Signal);
    }

    [Fact]
    public void It_Stays_Silent_However_Long_It_Is() => Assert.NotNull(Detect(Hourly, "2027-02-01T12:00Z").Signal);

    [Fact]
    public void What_Is_Said_By_Night_And_At_Weekends_Makes_No_Habit_Of_The_Day()
    {
        // An import every hour of the night; by day two webhooks, at 10:00 and at 16:00.
        var hours = WorkingDays(9, 13).SelectMany(day => Hours(day, 0, 6).Concat(Hours(day, 10, 10)).Concat(Hours(day, 16, 16)));

        var verdict = Detect(History(hours), "2026-11-16T09:00Z");

        // Of the day's gaps (1, 6 and 1 hours) nine in ten are no longer than 6.
        Assert.Equal("Silent for 0.8 of 24 allowed working hours.", verdict.Explain());
    }

    [Fact]
    public void One_Long_Gap_In_Ten_Is_No_Habit()
    {
        // Every working hour of two days, but for one silent day between them.
        var hours = Hours(new(2026, 11, 9), 9, 16).Concat(Hours(new(2026, 11, 11), 9, 16));

        Assert.Equal(TimeSpan.FromHours(1), Measure(History(hours), "2026-11-12T12:00Z")!.UsualGap);
    }

    [Fact]
    public void What_Is_Usual_Is_What_Was_Usual_In_The_Two_Weeks_Before_It_Fell_Silent()
    {
        // Once a day in summer, every hour of late.
        var summer = Enumerable.Range(0, 60).Select(day => Clock.At("2026-08-01T10:10Z").AddDays(day));

        Assert.Equal(TimeSpan.FromHours(1), Measure(History([.. summer, .. Hourly.Hours.Select(hour => hour.StartsAt)]), "2026-11-16T12:00Z")!.UsualGap);
    }

    [Fact]
    public void A_Rare_Source_Is_Given_Its_Time()
    {
        var daily = History(WorkingDays(2, 6).Concat(WorkingDays(9, 13)).Select(day => Hours(day, 10, 10).Single()));

        Assert.Equal(TimeSpan.FromHours(8), Measure(daily, "2026-11-16T12:00Z")!.UsualGap);
        Assert.Null(Detect(daily, "2026-11-19T10:09Z").Signal);
        Assert.Equal("crm has sent nothing for 4 working days.", Detect(daily, "2026-11-19T10:10Z").Signal!.Summary);
    }

    [Fact]
    public void Switched_Off_It_Says_Nothing() => Assert.Equal(
        RuleOutcome.NotApplicable, SilentSource.Detect(Hourly, Options with { Enabled = false }, Some.Calendar(), Clock.At("2026-11-20T12:00Z")).Outcome);

    [Fact]
    public void The_Time_Zone_Is_That_Of_Most_Who_Own_Deals_In_The_Source()
    {
        var people = new PeopleDirectory(
        [
            Person("ana", "Europe/London", "crm:1"), Person("ben", "Europe/London", "other:1"), Person("col", "Europe/London"),
            Person("dee", "Asia/Tokyo", "crm:2"), Person("eve", "Asia/Tokyo", "crm:3"), Person("fin", "Europe/London", "crm:4") with { IsActive = false },
        ]);

        Assert.Equal("Asia/Tokyo", SilentSource.ZoneOf("crm", people));
        Assert.Equal("Europe/London", SilentSource.ZoneOf("third", people));
        Assert.Equal("Etc/UTC", SilentSource.ZoneOf("crm", PeopleDirectory.Empty));
    }

    private static RuleVerdict Detect(PulseHistory history, string now) => SilentSource.Detect(history, Options, Some.Calendar(), Clock.At(now));

    private static SourceSilence? Measure(PulseHistory history, string now) => SilentSource.Measure(history, Options, Some.Calendar(), Clock.At(now));

    private static PulseHistory History(IEnumerable<DateTimeOffset> deliveries) => PulseHistory.Of(
        "crm", deliveries.Select(at => new PulseHour { StartsAt = PulseHour.StartOf(at), Deliveries = 1, LastDeliveryAt = at }));

    private static IEnumerable<DateOnly> WorkingDays(int from, int to, int month = 11) => Enumerable.Range(from, to - from + 1).Select(day => new DateOnly(2026, month, day));

    /// <summary>Ten past every hour, UTC.</summary>
    private static IEnumerable<DateTimeOffset> Hours(DateOnly day, int from, int to) =>
        Enumerable.Range(from, to - from + 1).Select(hour => new DateTimeOffset(day.ToDateTime(new(hour, 10), DateTimeKind.Utc)));

    private static Person Person(string id, string zone, params string[] owners) =>
        new() { Id = id, Name = id, Email = $"{id}@example.com", TimeZone = zone, OwnerKeys = [.. owners] };
}
