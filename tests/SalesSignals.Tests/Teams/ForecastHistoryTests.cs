using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Storage.Memory;
using SalesSignals.Teams;
using SalesSignals.Tests.Support;
using static SalesSignals.Tests.Teams.TeamSamples;

namespace SalesSignals.Tests.Teams;

public sealed class ForecastHistoryTests
{
    private static readonly BoardDeal Commit = Open(20_000) with { ForecastCategory = "commit" };

    [Theory]
    [InlineData("2026-11-13T12:00Z", false)] // day 44
    [InlineData("2026-11-14T12:00Z", true)]
    [InlineData("2026-11-28T12:00Z", true)]
    [InlineData("2026-11-29T12:00Z", false)] // day 60
    public void The_Forecast_Is_Noted_At_The_Middle_Of_The_Quarter_Or_Not_At_All(string now, bool expected)
    {
        var noted = ForecastHistory.Empty.Note(Context(Rep, Clock.At(now), Won(), Commit, Open(70_000, id: "open2")));

        Assert.Equal(expected ? [new RepForecast("EUR", 50_000)] : [], noted.Of("ana").Select(told => told.Forecast));
    }

    [Fact]
    public void It_Stays_As_It_Stood()
    {
        var noted = ForecastHistory.Empty.Note(Context(Rep, Clock.At("2026-11-16T12:00Z"), Commit));

        Assert.Same(noted, noted.Note(Context(Rep, Clock.At("2026-11-20T12:00Z"), Commit with { Amount = 1 })));
    }

    [Fact]
    public void What_Was_Won_Is_Noted_When_The_Quarter_Is_Over()
    {
        var won = Commit with { Status = DealStatus.Won, ClosedAt = Clock.At("2026-12-30T12:00Z") };
        var noted = ForecastHistory.Empty.Note(Context(Rep, Clock.At("2026-11-16T12:00Z"), Commit));

        var over = noted.Note(Context(Rep, Clock.At("2027-01-04T12:00Z"), won));
        var late = over.Note(Context(Rep, Clock.At("2027-01-27T12:00Z"), won, Won(5_000, "2026-12-31T12:00Z")));
        var later = late.Note(Context(Rep, Clock.At("2027-01-28T12:00Z"), won));

        Assert.Equal(20_000, Assert.Single(over.Of("ana")).Forecast.Won);
        Assert.Equal(25_000, Assert.Single(late.Of("ana")).Forecast.Won);
        Assert.Same(late, later);
        Assert.Equal([Clock.On("2026-10-01")], over.ChangedSince(noted));
        Assert.Empty(later.ChangedSince(late));
    }

    [Fact]
    public void Nothing_Is_Noted_Of_Those_Who_Have_Left_Or_Have_No_Deals()
    {
        Assert.Same(ForecastHistory.Empty, ForecastHistory.Empty.Note(Context()));
        Assert.Same(ForecastHistory.Empty, ForecastHistory.Empty.Note(Context(Rep with { IsActive = false }, Now, Commit)));
        Assert.Same(ForecastHistory.Empty, ForecastHistory.Empty.Note(Context(Rep with { Role = PersonRole.Manager }, Now, Commit)));
    }

    [Fact]
    public async Task It_Is_Kept_By_Manager_And_Quarter()
    {
        var store = new ForecastStore(new MemoryTable());
        var noted = ForecastHistory.Empty.Note(Context(Rep, Clock.At("2026-11-16T12:00Z"), Commit));
        await store.KeepAsync("mara", ForecastHistory.Empty, noted, default);
        var won = noted.Note(Context(Rep, Clock.At("2027-01-04T12:00Z"), Won(20_000, "2026-12-01T12:00Z")));
        await store.KeepAsync("mara", noted, won, default);

        var read = await store.ReadAsync("mara", default);

        Assert.Equal([new RepForecast("EUR", 20_000, 20_000)], read.Of("ana").Select(told => told.Forecast));
        Assert.Empty((await store.ReadAsync("mar", default)).Quarters);
    }
}
