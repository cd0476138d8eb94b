using SalesSignals.Directory;
using SalesSignals.Forecasts;
using SalesSignals.Settings;
using static SalesSignals.Tests.Alerts.AlertSamples;
using Clock = SalesSignals.Tests.Support.Clock;

namespace SalesSignals.Tests.Forecasts;

/// <summary>16 November 2026 is a Monday, in week 47.</summary>
public sealed class WeekScheduleTests
{
    private static readonly SalesSettings Settings = SalesSettings.Default with { Calendar = new() { Holidays = [new(2026, 12, 28), new(2027, 1, 1)] } };

    private static readonly Person Seller = Rep() with { OwnerKeys = ["crm:7"] };

    [Theory]
    [InlineData("2026-11-16T07:29Z", null)]
    [InlineData("2026-11-16T07:30Z", "2026-W47")]
    [InlineData("2026-11-16T16:59Z", "2026-W47")]
    [InlineData("2026-11-16T17:00Z", null)]
    [InlineData("2026-11-17T07:29Z", null)]
    [InlineData("2026-11-17T07:30Z", "2026-W47")] // nobody ran on Monday
    [InlineData("2026-11-21T08:00Z", null)]
    [InlineData("2026-12-28T08:00Z", null)] // a holiday
    [InlineData("2026-12-29T08:00Z", "2026-W53")]
    [InlineData("2027-01-04T08:00Z", "2027-W01")]
    public void A_Forecast_Is_Due_On_Monday_Or_The_Next_Working_Day_Of_The_Week(string now, string? week) => Assert.Equal(week, Forecast(Manager(), now));

    [Theory]
    [InlineData("2026-11-18T08:00Z", null)]
    [InlineData("2026-11-19T08:00Z", "2026-W47")]
    public void Whoever_Is_Away_On_Monday_Gets_It_On_The_Day_They_Are_Back(string now, string? week) =>
        Assert.Equal(week, Forecast(Manager() with { Leave = [new(new(2026, 11, 12), new(2026, 11, 18))] }, now));

    [Fact]
    public void Whoever_Is_Away_All_Week_Gets_None()
    {
        var away = Manager() with { Leave = [new(new(2026, 11, 16), new(2026, 11, 20))] };

        Assert.All(Enumerable.Range(0, 7 * 24), hour => Assert.Null(Forecast(away, Clock.At("2026-11-16T00:30Z").AddHours(hour))));
    }

    [Theory]
    [InlineData("2026-12-24T08:00Z", "2026-W52")]
    [InlineData("2026-12-23T08:00Z", null)]
    [InlineData("2026-12-25T08:00Z", null)]
    public void Where_No_Working_Day_Is_Left_In_The_Week_It_Comes_On_The_Last_One_Before(string now, string? week)
    {
        var fridays = Settings with { Forecast = new() { Day = DayOfWeek.Friday }, Calendar = new() { Holidays = [new(2026, 12, 25)] } };

        Assert.Equal(week, WeekSchedule.ForecastDue(Manager(), Preferences.Default, fridays, Clock.At(now))?.Name);
    }

    [Theory]
    [InlineData("Pacific/Auckland", "2026-11-15T18:30Z", "2026-W47")] // Monday 07:30 there
    [InlineData("Pacific/Honolulu", "2026-11-16T17:29Z", null)]
    [InlineData("Pacific/Honolulu", "2026-11-16T17:30Z", "2026-W47")]
    [InlineData("Europe/London", "2026-03-30T06:30Z", "2026-W14")] // the night before lost an hour
    [InlineData("Europe/London", "2026-10-26T07:29Z", null)] // the night before had one twice
    public void Monday_Is_Where_The_Manager_Is(string zone, string now, string? week) => Assert.Equal(week, Forecast(Manager() with { TimeZone = zone }, now));

    [Fact]
    public void What_A_Person_Has_Chosen_Holds()
    {
        string? Due(Preferences preferences, string now) => WeekSchedule.ForecastDue(Manager(), preferences, Settings, Clock.At(now))?.Name;

        Assert.Null(Due(Preferences.Default.Without(EmailKinds.WeeklyForecast), "2026-11-16T08:00Z"));
        Assert.NotNull(Due(Preferences.Default.Without(EmailKinds.MorningDigest), "2026-11-16T08:00Z"));
        Assert.Null(Due(new() { DueAt = new(9, 0) }, "2026-11-16T08:59Z"));
        Assert.NotNull(Due(new() { DueAt = new(9, 0) }, "2026-11-16T09:00Z"));
        Assert.NotNull(Due(new() { DueAt = new(18, 0) }, "2026-11-16T18:00Z"));
        Assert.Null(Due(new() { Days = [DayOfWeek.Tuesday] }, "2026-11-16T08:00Z"));
        Assert.NotNull(Due(new() { Days = [DayOfWeek.Tuesday] }, "2026-11-17T08:00Z"));
        Assert.Null(Due(new() { Days = [DayOfWeek.Saturday] }, "2026-11-21T08:00Z"));
    }

    [Fact]
    public void Forecasts_Are_For_Active_Managers_And_Notes_For_Reps_Who_Own_Deals()
    {
        string? Note(Person person) => WeekSchedule.RepWeekDue(person, Preferences.Default, Settings, Clock.At("2026-11-16T08:00Z"))?.Name;

        Assert.Null(Forecast(Seller, "2026-11-16T08:00Z"));
        Assert.Null(Forecast(Manager() with { IsActive = false }, "2026-11-16T08:00Z"));
        Assert.Equal("2026-W47", Note(Seller));
        Assert.Null(Note(Rep()));
        Assert.Null(Note(Seller with { IsActive = false }));
        Assert.Null(Note(Manager() with { OwnerKeys = ["crm:7"] }));
    }

    [Fact]
    public void The_Weeks_Forecast_Is_Kept_On_Its_Day_Whoever_Is_Away()
    {
        string? Keep(Person person, string now) => WeekSchedule.SnapshotDue(person, Settings, Clock.At(now))?.Name;

        Assert.Equal("2026-W47", Keep(Manager() with { Leave = [new(new(2026, 11, 16), new(2026, 11, 20))] }, "2026-11-16T22:00Z"));
        Assert.Null(Keep(Manager(), "2026-11-16T07:00Z"));
        Assert.Null(Keep(Manager(), "2026-11-17T08:00Z"));
        Assert.Null(Keep(Seller, "2026-11-16T08:00Z"));
    }

    private static string? Forecast(Person person, string now) => Forecast(person, Clock.At(now));

    private static string? Forecast(Person person, DateTimeOffset now) => WeekSchedule.ForecastDue(person, Preferences.Default, Settings, now)?.Name;
}
