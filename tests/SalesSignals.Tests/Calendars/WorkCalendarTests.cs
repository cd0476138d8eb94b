using SalesSignals.Calendars;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Calendars;

public class WorkCalendarTests
{
    /// <summary>The year has a day of 23 hours, one of 25, and in Beirut a day that begins at one.</summary>
    [Theory]
    [InlineData("Europe/London")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Beirut")]
    [InlineData("America/Havana")]
    public void The_Day_Around_An_Instant_Is_The_Same_Whatever_Was_Asked_Before(string zone)
    {
        var calendar = Some.Calendar(zone);
        for (var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero); at.Year < 2027; at = at.AddMinutes(30))
        {
            var around = calendar.DayAround(at);

            Assert.Equal((LocalDay.DayOf(at, calendar.Zone), LocalDay.NextStartsAfter(at, calendar.Zone)), around);
        }
    }

    [Theory]
    [InlineData("2026-11-16T09:00Z", "2026-11-16T17:00Z", 1)] // Monday, the whole day
    [InlineData("2026-11-16T17:00Z", "2026-11-17T09:00Z", 0)] // the night
    [InlineData("2026-11-13T15:00Z", "2026-11-16T15:00Z", 1)] // Friday to Monday
    [InlineData("2026-11-14T11:00Z", "2026-11-15T20:00Z", 0)] // the weekend
    [InlineData("2026-11-16T09:00Z", "2026-11-30T09:00Z", 10)]
    [InlineData("2026-11-16T13:00Z", "2026-11-16T09:00Z", 0)] // not later
    public void Working_Days_Are_Measured_In_Working_Time(string from, string to, double expected)
    {
        var days = Some.Calendar().WorkingDaysBetween(Clock.At(from), Clock.At(to));

        Assert.Equal(expected, days, 6);
    }

    [Theory]
    [InlineData("2026-11-13T15:00Z", 1, "2026-11-16T15:00Z")]
    [InlineData("2026-11-14T11:00Z", 1, "2026-11-16T17:00Z")] // told on a Saturday: Monday counts
    [InlineData("2026-11-16T12:00Z", 10, "2026-11-30T12:00Z")]
    [InlineData("2026-11-14T11:00Z", 0, "2026-11-14T11:00Z")]
    public void After_Is_The_First_Instant_At_Which_The_Days_Have_Passed(string from, int days, string expected)
    {
        Assert.Equal(Clock.At(expected), Some.Calendar().After(Clock.At(from), days));
    }

    [Fact]
    public void After_And_Between_Agree_At_Every_Hour_Of_Half_A_Year()
    {
        var calendar = Some.Calendar("America/New_York");
        for (var from = new DateTimeOffset(2026, 5, 1, 0, 30, 0, TimeSpan.Zero); from.Month < 12; from = from.AddHours(7))
        {
            var after = calendar.After(from, 3);

            Assert.Equal(3, calendar.WorkingDaysBetween(from, after), 6);
            Assert.True(calendar.WorkingDaysBetween(from, after.AddMinutes(-1)) < 3);
        }
    }

    [Fact]
    public void A_Holiday_Does_Not_Count()
    {
        var calendar = Some.Calendar(settings: new() { Holidays = [new DateOnly(2026, 11, 17)] });

        Assert.Equal(1, calendar.WorkingDaysBetween(new(2026, 11, 16, 9, 0, 0, default), new(2026, 11, 17, 17, 0, 0, default)), 6);
        Assert.False(calendar.IsWorkingDay(new DateOnly(2026, 11, 17)));
    }

    [Fact]
    public void The_Day_Is_The_Persons_Own()
    {
        var lateInUtc = new DateTimeOffset(2026, 11, 16, 23, 30, 0, TimeSpan.Zero);

        Assert.Equal(new DateOnly(2026, 11, 17), Some.Calendar("Europe/Berlin").DayOf(lateInUtc));
        Assert.Equal(new DateOnly(2026, 11, 16), Some.Calendar("America/New_York").DayOf(lateInUtc));
    }

    [Fact]
    public void A_Working_Night_Through_The_Spring_Gap_Is_An_Hour_Short()
    {
        // Santiago's clocks jump at midnight; a day that begins inside the gap begins after it.
        var calendar = WorkCalendar.For(
            new() { StartsAt = new(0, 30), EndsAt = new(8, 30), WorkingDays = [.. Enum.GetValues<DayOfWeek>()] },
            TimeZoneInfo.FindSystemTimeZoneById("America/Santiago"),
            new DateOnly(2026, 9, 6));

        var worked = calendar.WorkingDaysBetween(new(2026, 9, 6, 3, 0, 0, default), new(2026, 9, 6, 20, 0, 0, default));

        Assert.InRange(worked, 0.87, 0.88);
    }

    [Fact]
    public void The_Autumn_Night_Does_Not_Add_Working_Time()
    {
        // Clocks go back in London on 25 October 2026.
        var days = Some.Calendar("Europe/London").WorkingDaysBetween(new(2026, 10, 23, 16, 0, 0, default), new(2026, 10, 26, 17, 0, 0, default));

        Assert.Equal(1, days, 6);
    }

    [Theory]
    [InlineData("America/Santiago", "2026-09-05T20:00Z")]
    [InlineData("Europe/London", "2026-10-24T20:00Z")]
    [InlineData("Asia/Tokyo", "2026-11-16T03:00Z")]
    public void The_Next_Local_Day_Has_Begun_And_Not_Long_Ago(string zone, string now)
    {
        var tz = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var today = LocalDay.DayOf(Clock.At(now), tz);

        var next = LocalDay.NextStartsAfter(Clock.At(now), tz);

        Assert.Equal(today.AddDays(1), LocalDay.DayOf(next, tz));
        Assert.InRange(TimeZoneInfo.ConvertTime(next, tz).Hour, 0, 1);
    }
}
