using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Digests;
using SalesSignals.Forecasts;
using SalesSignals.Storage.Memory;
using SalesSignals.Tests.Support;
using static SalesSignals.Tests.Forecasts.ForecastSamples;

namespace SalesSignals.Tests.Forecasts;

public sealed class ForecastWeekStoreTests
{
    private static readonly IsoWeek ThisWeek = new(new(2026, 11, 16));

    private readonly ForecastWeekStore _store = new(new MemoryTable(new ManualTime(Monday)));

    [Fact]
    public async Task A_Week_Is_Read_As_It_Was_Kept()
    {
        var week = WeekOf(Monday, Won(), Commit(), Commit("next") with { CloseOn = new(2027, 2, 1), Amount = null });

        await _store.KeepAsync("ma|ria", week, default);
        var read = Assert.Single(await _store.ReadAsync("ma|ria", ThisWeek, ThisWeek.Before(-1), default));

        Assert.Equal(week.Pieces.OrderBy(piece => piece.Deal.Id), read.Pieces.OrderBy(piece => piece.Deal.Id));
        Assert.Equal((week.Week, week.At, false), (read.Week, read.At, read.IsRetraced));
        Assert.True(await _store.IsThereAsync("ma|ria", ThisWeek, default));
        Assert.False(await _store.IsThereAsync("ma", ThisWeek, default));
    }

    [Fact]
    public async Task What_Was_Seen_First_In_A_Week_Stays()
    {
        await _store.KeepAsync("maria", WeekOf(Monday, Commit()), default);
        await _store.KeepAsync("maria", WeekOf(Monday.AddHours(1), Won()), default);

        Assert.Equal(Monday, (await _store.ReadBeforeAsync("maria", ThisWeek.Before(-1), weeks: 1, default))!.At);
    }

    [Fact]
    public async Task The_Newest_Week_Before_Is_Found_Unless_It_Is_Too_Long_Ago()
    {
        await _store.KeepAsync("maria", WeekOf(Monday.AddDays(-21)), default);
        await _store.KeepAsync("maria", WeekOf(Monday.AddDays(-14)), default);
        await _store.KeepAsync("maria", WeekOf(Monday), default);

        Assert.Equal(Monday.AddDays(-14), (await _store.ReadBeforeAsync("maria", ThisWeek, weeks: 5, default))!.At);
        Assert.Null(await _store.ReadBeforeAsync("maria", ThisWeek, weeks: 1, default));
    }

    [Fact]
    public async Task After_More_Than_A_Year_A_Week_Is_Forgotten()
    {
        await _store.KeepAsync("maria", WeekOf(Monday.AddDays(-7 * 60)), default);
        await _store.KeepAsync("maria", WeekOf(Monday), default);

        Assert.Single(await _store.ReadAsync("maria", new(new(2020, 1, 6)), ThisWeek.Before(-1), default));
    }

    [Fact]
    public async Task Thirty_Thousand_Deals_Fit_Into_A_Row_And_The_Smallest_Are_Left_Out()
    {
        var pieces = Enumerable.Range(0, ForecastWeekStore.MostDeals + 1)
            .Select(n => new ForecastPiece(new("salesforce", $"0065e00000{n * 7919L % 1_000_003:D8}AAX"), $"rep-{n % 400}", (ForecastPart)(n % 4), new DateOnly(2026, 10, 1).AddDays(n % 180), new Money(n, "EUR")));

        await _store.KeepAsync("maria", new(ThisWeek, Monday, [.. pieces]), default);
        var read = Assert.Single(await _store.ReadAsync("maria", ThisWeek, ThisWeek.Before(-1), default));

        Assert.Equal(ForecastWeekStore.MostDeals, read.Pieces.Length);
        Assert.DoesNotContain(read.Pieces, piece => piece.Money!.Value.Amount == 0);
    }
}
