using System.Globalization;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Settings;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Digests;

public class WeeklyScheduleTests
{
    private static readonly Person London = Some.Ana() with { TimeZone = "Europe/London" };

    [Theory]
    [InlineData("2026-11-16T07:29Z", null)]
    [InlineData("2026-11-16T07:30Z", "2026-W47")]
    [InlineData("2026-11-16T11:59Z", "2026-W47")]
    [InlineData("2026-11-16T12:00Z", null)]
    [InlineData("2026-11-17T08:00Z", "2026-W47")] // what Monday missed; the outbox knows the week
    [InlineData("2026-11-21T08:00Z", null)] // Saturday
    [InlineData("2026-11-15T08:00Z", null)] // Sunday
    [InlineData("2026-12-31T08:00Z", "2026-W53")]
    [InlineData("2027-01-01T08:00Z", "2026-W53")]
    [InlineData("2026-06-01T06:30Z", "2026-W23")] // summer time
    [InlineData("2026-06-01T06:29Z", null)]
    public void It_Is_Due_On_Working_Mornings_Of_Its_Week(string now, string? week) => Assert.Equal(week, Due(London, now));

    [Fact]
    public void It_Waits_For_Its_Day_And_For_Those_On_Leave()
    {
        var onLeave = London with { Leave = [new(new(2026, 11, 16), new(2026, 11, 17))] };

        Assert.Null(Due(London, "2026-11-17T08:00Z", from: DayOfWeek.Thursday));
        Assert.Equal("2026-W47", Due(London, "2026-11-20T08:00Z", from: DayOfWeek.Thursday));
        Assert.Null(Due(onLeave, "2026-11-17T08:00Z"));
        Assert.Equal("2026-W47", Due(onLeave, "2026-11-18T08:00Z"));
    }

    [Fact]
    public void It_Keeps_To_The_Days_That_A_Person_Has_Chosen_And_Leaves_Those_Alone_Who_Have_Left()
    {
        Assert.Null(Due(London, "2026-11-16T08:00Z", preferences: new() { Days = [DayOfWeek.Tuesday] }));
        Assert.Equal("2026-W47", Due(London, "2026-11-17T08:00Z", preferences: new() { Days = [DayOfWeek.Tuesday] }));
        Assert.Null(Due(London with { IsActive = false }, "2026-11-16T08:00Z"));
    }

    private static string? Due(Person person, string now, DayOfWeek from = DayOfWeek.Monday, Preferences? preferences = null) => WeeklySchedule.IsDue(
        person, from, new(7, 30), new(12, 0), new CalendarSettings(), preferences ?? Preferences.Default, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
}
