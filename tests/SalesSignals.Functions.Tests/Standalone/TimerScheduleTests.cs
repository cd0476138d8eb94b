using SalesSignals.Functions.Host;
using SalesSignals.Functions.Standalone;

namespace SalesSignals.Functions.Tests.Standalone;

public sealed class TimerScheduleTests
{
    private static readonly TimerSchedule Quarter = new(new FunctionTrigger.Timer("ScheduleDigests", "timer", "0 */15 * * * *"));

    [Fact]
    public void Ticks_Are_In_Utc()
    {
        var next = Quarter.Next(new DateTimeOffset(2026, 3, 29, 2, 59, 59, TimeSpan.FromHours(2)));

        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero), next);
    }

    [Theory]
    [InlineData("12:14:59", false)]
    [InlineData("12:15:00", true)]
    [InlineData("15:00:00", true)]
    public void A_Timer_Is_Due_Once_A_Tick_Has_Come(string now, bool isDue)
    {
        Assert.Equal(isDue, Quarter.IsDue(At("12:00:00"), At(now)));
    }

    [Theory]
    [InlineData("12:15:30", false)]
    [InlineData("12:15:31", true)]
    [InlineData("15:00:00", true)]
    public void A_Tick_That_Is_Fired_Late_Is_Past_Due(string now, bool isPastDue)
    {
        Assert.Equal(isPastDue, Quarter.IsPastDue(At("12:00:00"), At(now)));
    }

    [Theory]
    [InlineData("*/15 * * * *")]
    [InlineData("every day")]
    public void A_Schedule_Has_Six_Fields(string schedule)
    {
        Assert.Throws<StartException>(() => new TimerSchedule(new("ScheduleDigests", "timer", schedule)));
    }

    private static DateTimeOffset At(string time) => new(new DateOnly(2026, 11, 20), TimeOnly.ParseExact(time, "HH:mm:ss"), TimeSpan.Zero);
}
