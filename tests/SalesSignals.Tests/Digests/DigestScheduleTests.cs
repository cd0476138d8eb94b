using System.Text;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Settings;
using static SalesSignals.Tests.Alerts.AlertSamples;

namespace SalesSignals.Tests.Digests;

public class DigestScheduleTests
{
    private static readonly CalendarSettings Calendar = new() { Holidays = [new(2026, 12, 25), new(2027, 1, 1)] };

    [Theory]
    [InlineData("2026-11-17T07:29:59Z", null)]
    [InlineData("2026-11-17T07:30:00Z", "2026-11-17")]
    [InlineData("2026-11-17T11:59:59Z", "2026-11-17")]
    [InlineData("2026-11-17T12:00:00Z", null)]
    [InlineData("2026-11-21T08:00:00Z", null)]
    [InlineData("2026-12-25T08:00:00Z", null)]
    public void Digest_Is_Due_From_Its_Hour_Until_Too_Late_On_Working_Days(string now, string? day) =>
        Assert.Equal(day, IsDue("Europe/London", now));

    [Theory]
    [InlineData("2026-11-17T08:00:00Z", null)]
    [InlineData("2026-11-18T08:00:00Z", null)]
    [InlineData("2026-11-19T08:00:00Z", "2026-11-19")]
    public void No_Digest_Is_Due_On_Leave(string now, string? day)
    {
        var away = Manager() with { TimeZone = "Europe/London", Leave = [new(new(2026, 11, 17), new(2026, 11, 18))] };

        Assert.Equal(day, DigestSchedule.IsDue(away, new(), Calendar, At(now))?.ToString("yyyy-MM-dd", null));
    }

    [Fact]
    public void The_Working_Days_Of_The_Managers_Team_Count()
    {
        var sundays = Calendar with { Teams = Calendar.Teams.Add("Gulf", new() { WorkingDays = [DayOfWeek.Sunday] }) };

        Assert.Equal(new(2026, 11, 22), DigestSchedule.IsDue(Manager() with { Team = "gulf" }, new(), sundays, At("2026-11-22T08:00:00Z")));
        Assert.Null(DigestSchedule.IsDue(Manager(), new(), sundays, At("2026-11-22T08:00:00Z")));
    }

    [Theory]
    [InlineData("2026-03-30T06:29:00Z", null)]
    [InlineData("2026-03-30T06:30:00Z", "2026-03-30")]
    public void Hour_Follows_The_Clock_After_The_Night_That_Lost_An_Hour(string now, string? day) => Assert.Equal(day, IsDue("Europe/London", now));

    [Theory]
    [InlineData("2026-10-26T07:29:00Z", null)]
    [InlineData("2026-10-26T07:30:00Z", "2026-10-26")]
    public void Hour_Follows_The_Clock_After_The_Night_That_Had_An_Hour_Twice(string now, string? day) => Assert.Equal(day, IsDue("Europe/London", now));

    [Fact]
    public void Digest_Due_In_The_Hour_That_Is_Lost_Comes_Right_After_It()
    {
        var settings = new DigestSettings { DueAt = new(1, 30), LateUntil = new(12, 0) };
        var everyDay = Calendar with { WorkingDays = [.. Enum.GetValues<DayOfWeek>()] };

        Assert.Null(DigestSchedule.IsDue(Manager(), settings, everyDay, At("2026-03-29T00:59:00Z")));
        Assert.Equal(new(2026, 3, 29), DigestSchedule.IsDue(Manager(), settings, everyDay, At("2026-03-29T01:00:00Z")));
    }

    [Fact]
    public void Digest_Due_In_The_Hour_That_Comes_Twice_Is_The_Same_Digest_Both_Times()
    {
        var settings = new DigestSettings { DueAt = new(1, 30), LateUntil = new(2, 0) };
        var everyDay = Calendar with { WorkingDays = [.. Enum.GetValues<DayOfWeek>()] };

        Assert.Equal(new(2026, 10, 25), DigestSchedule.IsDue(Manager(), settings, everyDay, At("2026-10-25T00:30:00Z")));
        Assert.Equal(new(2026, 10, 25), DigestSchedule.IsDue(Manager(), settings, everyDay, At("2026-10-25T01:30:00Z")));
    }

    [Fact]
    public void Local_Day_Counts_Where_It_Differs_From_The_Day_In_London()
    {
        Assert.Equal("2026-11-17", IsDue("Pacific/Auckland", "2026-11-16T18:30:00Z"));
        Assert.Equal("2026-11-16", IsDue("Pacific/Honolulu", "2026-11-16T17:30:00Z"));
    }

    [Fact]
    public void Only_Active_Managers_Get_One()
    {
        Assert.Null(DigestSchedule.IsDue(Rep(), new(), Calendar, At("2026-11-17T08:00:00Z")));
        Assert.Null(DigestSchedule.IsDue(Manager() with { IsActive = false }, new(), Calendar, At("2026-11-17T08:00:00Z")));
    }

    [Fact]
    public void Limit_Before_The_Hour_Itself_Never_Means_Never()
    {
        var settings = new DigestSettings { DueAt = new(13, 0), LateUntil = new(12, 0) };

        Assert.Null(DigestSchedule.IsDue(Manager(), settings, Calendar, At("2026-11-17T12:59:00Z")));
        Assert.NotNull(DigestSchedule.IsDue(Manager(), settings, Calendar, At("2026-11-17T13:00:00Z")));
    }

    [Fact]
    public void Every_Working_Day_Of_Three_Years_Has_Exactly_One_Digest_In_Every_Zone_On_Earth()
    {
        var zones = TimeZoneInfo.GetSystemTimeZones().Where(zone => zone.HasIanaId).ToArray();
        var clocks = zones.GroupBy(Clock).Select(alike => alike.First().Id).ToArray();

        Assert.InRange(zones.Length, 300, 2_000);
        Assert.InRange(clocks.Length, 40, 300);
        Parallel.ForEach(clocks, clock =>
        {
            var person = Manager() with { TimeZone = clock };
            var due = new List<DateOnly>();
            for (var now = At("2026-01-01T00:00:00Z").AddDays(-1); now < At("2029-01-02T00:00:00Z"); now = now.AddMinutes(15))
            {
                if (DigestSchedule.IsDue(person, new(), Calendar, now) is { } day && (due.Count == 0 || due[^1] != day))
                {
                    due.Add(day);
                }
            }

            var years = due.Where(day => day.Year is >= 2026 and <= 2028);
            Assert.Equal(WorkingDays(), years);
        });
    }

    /// <summary>Most zones are other names of a clock; the same offset in every hour is the same clock.</summary>
    private static string Clock(TimeZoneInfo zone)
    {
        var start = At("2025-12-31T00:00:00Z");
        var changes = new StringBuilder();
        var offset = TimeSpan.MinValue;
        for (var hour = 0; hour < 1_098 * 24; hour++)
        {
            if (zone.GetUtcOffset(start.AddHours(hour)) is var now && now != offset)
            {
                offset = now;
                changes.Append(hour).Append(':').Append(offset).Append(' ');
            }
        }

        return changes.ToString();
    }

    private static IEnumerable<DateOnly> WorkingDays() => Enumerable.Range(0, 1_096)
        .Select(n => new DateOnly(2026, 1, 1).AddDays(n))
        .Where(day => Calendar.WorkingDays.Contains(day.DayOfWeek) && !Calendar.Holidays.Contains(day));

    private static string? IsDue(string zone, string now) =>
        DigestSchedule.IsDue(Manager() with { TimeZone = zone }, new(), Calendar, At(now))?.ToString("yyyy-MM-dd", null);

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, null);
}
