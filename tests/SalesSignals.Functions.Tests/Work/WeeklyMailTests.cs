using SalesSignals.Alerts;
using SalesSignals.Calendars;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Forecasts;
using SalesSignals.Functions.Work;

namespace SalesSignals.Functions.Tests.Work;

public sealed class WeeklyMailTests
{
    /// <summary>A Monday in London, which keeps UTC in November.</summary>
    private static readonly DateTimeOffset HalfPastSeven = new(2026, 11, 16, 7, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_Manager_Gets_One_Forecast_A_Week_And_A_Rep_One_Note_However_Often_The_Timer_Ticks()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven.AddDays(-1));
        await rig.TellAsync("1", HalfPastSeven.AddDays(-30), Commit(5_000));

        for (var hour = 0; hour < 24 * 15; hour++)
        {
            await rig.TickAsync();
            rig.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(["weekly-forecast|2026-W47", "weekly-forecast|2026-W48"], await rig.MessagesAsync("mara", WeeklyForecast.Kind));
        Assert.Equal(["rep-week|2026-W47", "rep-week|2026-W48"], await rig.MessagesAsync("rob", RepWeek.Kind));
        Assert.Empty(await rig.MessagesAsync("rob", WeeklyForecast.Kind));
        Assert.Empty(await rig.MessagesAsync("mara", RepWeek.Kind));
    }

    [Fact]
    public async Task A_Manager_On_Leave_Gets_It_When_Back_And_It_Is_Compared_With_The_Monday_Before()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven);
        await rig.TellAsync("1", HalfPastSeven.AddDays(-30), Commit(5_000));
        await rig.TickAsync();
        await new DirectoryStore(rig.Tables.Directory).SaveAsync([WorkRig.Manager with { Leave = [new(new(2026, 11, 17), new(2026, 11, 25))] }], CancellationToken.None);

        for (var day = 1; day <= 10; day++)
        {
            rig.Time.Advance(TimeSpan.FromDays(1));
            await rig.TickAsync();
        }

        Assert.Equal(["weekly-forecast|2026-W47", "weekly-forecast|2026-W48"], await rig.MessagesAsync("mara", WeeklyForecast.Kind));
        var kept = await new ForecastWeekStore(rig.Tables.Cursor).ReadAsync("mara", new(new(2026, 11, 2)), new(new(2026, 12, 7)), default);
        Assert.Equal([HalfPastSeven, HalfPastSeven.AddDays(7)], kept.Select(week => week.At));
    }

    [Fact]
    public async Task Whoever_Wants_No_Forecast_Gets_None_And_The_Week_Is_Kept_For_The_Board()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven);
        await rig.TellAsync("1", HalfPastSeven.AddDays(-30), Commit(5_000));
        await rig.Preferences.ChangeAsync("mara", preferences => preferences.Without(WeeklyForecast.Kind), default);
        await rig.Preferences.ChangeAsync("rob", preferences => preferences.Without(RepWeek.Kind), default);

        await rig.TickAsync();
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.TickAsync();

        Assert.Empty(await rig.MessagesAsync("mara", WeeklyForecast.Kind));
        Assert.Empty(await rig.MessagesAsync("rob", RepWeek.Kind));
        var kept = Assert.Single(await new ForecastWeekStore(rig.Tables.Cursor).ReadAsync("mara", IsoWeek.Of(new(2026, 11, 16)), IsoWeek.Of(new(2026, 11, 23)), default));
        Assert.Equal((ForecastPart.Commit, 5_000m), kept.Pieces.Select(piece => (piece.Part, piece.Money!.Value.Amount)).Single());
    }

    [Fact]
    public async Task What_Has_No_Room_In_Alerts_Is_Told_In_The_Note_And_Not_Repeated()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven.AddMinutes(30));
        for (var deal = 0; deal < 9; deal++)
        {
            await rig.TellAsync($"{deal}", HalfPastSeven.AddDays(-40), new() { CloseOn = new DateOnly(2026, 11, 2), Amount = Told.Of<decimal?>(1_000 + deal), Currency = "EUR" });
        }

        await rig.TickAsync();
        rig.Time.Advance(TimeSpan.FromMinutes(15));
        await rig.TickAsync();
        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.TickAsync();

        Assert.Single(await rig.MessagesAsync("rob", RepWeek.Kind));
        Assert.Single(await rig.MessagesAsync("rob", RepAlert.Kind));
    }

    [Fact]
    public async Task The_Same_Work_Twice_Is_One_Message()
    {
        var rig = await WorkRig.CreateAsync(HalfPastSeven.AddMinutes(30));
        await rig.TellAsync("1", HalfPastSeven.AddDays(-30), Commit(5_000));

        foreach (var work in new WorkMessage[] { new WorkMessage.BuildForecast("mara"), new WorkMessage.BuildRepWeeks(["rob"]) })
        {
            await rig.Work.DoAsync(work.Write(), default);
            await rig.Work.DoAsync(work.Write(), default);
        }

        Assert.Single(await rig.MessagesAsync("mara", WeeklyForecast.Kind));
        Assert.Single(await rig.MessagesAsync("rob", RepWeek.Kind));
    }

    [Fact]
    public async Task Nobody_Reports_To_A_Manager_And_Nothing_Is_Sent()
    {
        var rig = new WorkRig(HalfPastSeven);
        await new DirectoryStore(rig.Tables.Directory).SaveAsync([WorkRig.Manager], CancellationToken.None);

        await rig.TickAsync();

        Assert.Empty(await rig.MessagesAsync("mara", WeeklyForecast.Kind));
        Assert.False(await new ForecastWeekStore(rig.Tables.Cursor).IsThereAsync("mara", IsoWeek.Of(new(2026, 11, 16)), default));
    }

    private static DealFields Commit(decimal amount) =>
        new() { Amount = Told.Of<decimal?>(amount), Currency = "EUR", CloseOn = new DateOnly(2026, 12, 15), ForecastCategory = "commit" };
}
