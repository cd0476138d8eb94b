using System.Collections.Immutable;
using SalesSignals.Calendars;
using SalesSignals.Directory;
using SalesSignals.Settings;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Calendars;

public class LeaveTests
{
    private static readonly CalendarSettings Settings = new()
    {
        Holidays = [new(2026, 12, 25)],
        Teams = new Dictionary<string, TeamCalendarSettings>
        {
            ["Islands"] = new() { WorkingDays = [DayOfWeek.Sunday, DayOfWeek.Monday], StartsAt = new(8, 0), EndsAt = new(12, 0), Holidays = [new(2026, 11, 16)] },
            ["Early"] = new() { StartsAt = new(7, 0) },
        }.ToImmutableSortedDictionary(),
    };

    [Fact]
    public void Leave_Weekends_And_Holidays_Together_Leave_Only_The_Days_Between()
    {
        // 21 to 23 December is leave, the 25th a holiday, the 26th and 27th a weekend: the 24th and the 28th are worked.
        var calendar = For(Rep("Europe/London") with { Leave = [new(new(2026, 12, 21), new(2026, 12, 23))] });

        Assert.Equal(2, calendar.WorkingDaysBetween(Clock.At("2026-12-20T12:00Z"), Clock.At("2026-12-28T17:00Z")), 6);
        Assert.Equal(Clock.At("2026-12-24T17:00Z"), calendar.After(Clock.At("2026-12-18T17:00Z"), 1));
        Assert.False(calendar.IsWorkingDay(new(2026, 12, 22)));
        Assert.True(calendar.IsWorkingDay(new(2026, 12, 24)));
    }

    [Fact]
    public void Leave_Over_The_Night_Of_A_Change_Of_Clocks_Ends_With_The_New_Hours()
    {
        // London goes back on 25 October 2026; leave covers Friday and Monday around it.
        var calendar = For(Rep("Europe/London") with { Leave = [new(new(2026, 10, 23), new(2026, 10, 26))] });

        Assert.Equal(Clock.At("2026-10-22T15:00Z"), calendar.After(Clock.At("2026-10-22T08:00Z"), 0.875));
        Assert.Equal(Clock.At("2026-10-27T17:00Z"), calendar.After(Clock.At("2026-10-22T16:00Z"), 1));
        Assert.Equal(0, calendar.WorkingDaysBetween(Clock.At("2026-10-22T16:00Z"), Clock.At("2026-10-27T09:00Z")), 6);
    }

    [Fact]
    public void Leave_Is_Counted_In_The_Persons_Own_Days()
    {
        // When the 17th begins in Tokyo, it is the afternoon of the 16th in UTC.
        var calendar = For(Rep("Asia/Tokyo") with { Leave = [new(new(2026, 11, 17), new(2026, 11, 17))] });

        Assert.Equal(0, calendar.WorkingDaysBetween(Clock.At("2026-11-16T15:00Z"), Clock.At("2026-11-17T15:00Z")), 6);
        Assert.Equal(1, calendar.WorkingDaysBetween(Clock.At("2026-11-17T15:00Z"), Clock.At("2026-11-18T15:00Z")), 6);
    }

    [Fact]
    public void A_Team_Has_Its_Own_Days_Hours_And_Holidays_Whatever_The_Case_Of_Its_Name()
    {
        var islands = For(Rep() with { Team = "islands" });

        // Sunday the 15th from eight to noon; Monday the 16th is their holiday.
        Assert.Equal(Clock.At("2026-11-15T10:00Z"), islands.After(Clock.At("2026-11-14T00:00Z"), 0.5));
        Assert.Equal(1, islands.WorkingDaysBetween(Clock.At("2026-11-15T08:00Z"), Clock.At("2026-11-22T00:00Z")), 6);
        Assert.True(islands.IsWorkingDay(new(2026, 12, 27)));
    }

    [Fact]
    public void What_A_Team_Leaves_Out_Is_As_For_Everybody()
    {
        var early = For(Rep() with { Team = "Early" });

        Assert.Equal(0.2, early.WorkingDaysBetween(Clock.At("2026-11-16T07:00Z"), Clock.At("2026-11-16T09:00Z")), 6);
        Assert.False(early.IsWorkingDay(new(2026, 12, 25)));
        Assert.Same(Settings, Settings.ForTeam("Nobody's"));
        Assert.Same(Settings, Settings.ForTeam(null));
    }

    [Fact]
    public void Those_Who_Work_Alike_Share_A_Calendar()
    {
        var calendars = new WorkCalendars(Settings, new(2026, 11, 16));

        Assert.Same(calendars.Of(Rep() with { Team = "A" }), calendars.Of(Rep() with { Team = "B", Id = "other" }));
        Assert.Same(calendars.Of(null), calendars.In("Etc/UTC"));
        Assert.NotSame(calendars.Of(Rep()), calendars.Of(Rep() with { Team = "Islands" }));
        Assert.NotSame(calendars.Of(Rep()), calendars.Of(Rep() with { Leave = [new(new(2026, 12, 1), new(2026, 12, 1))] }));
    }

    [Fact]
    public void Somebody_Who_Is_Never_There_Has_No_Working_Time_And_Breaks_Nothing()
    {
        var calendar = For(Rep() with { Leave = [new(new(2020, 1, 1), new(2030, 1, 1))] });

        Assert.Equal(0, calendar.WorkingDaysBetween(Clock.At("2026-01-01T00:00Z"), Clock.At("2026-11-16T00:00Z")));
        Assert.Equal(DateTimeOffset.MaxValue, calendar.After(Clock.At("2026-11-16T00:00Z"), 1));
    }

    [Theory]
    [InlineData("Europe/London", "2026-11-17", "2026-11-17T00:00Z")]
    [InlineData("Asia/Tokyo", "2026-11-17", "2026-11-16T15:00Z")]
    [InlineData("America/Santiago", "2026-09-06", "2026-09-06T04:00Z")] // midnight is in the gap: the day begins at one
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00Z")] // midnight comes twice: the earlier
    public void A_Day_Starts_When_It_Starts_There(string zone, string day, string expected) =>
        Assert.Equal(Clock.At(expected), LocalDay.StartOf(Clock.On(day), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    private static WorkCalendar For(Person person) => new WorkCalendars(Settings, new(2026, 11, 16)).Of(person);

    private static Person Rep(string zone = "Etc/UTC") => new() { Id = "rep", Name = "Rep", Email = "rep@example.com", TimeZone = zone };
}
