using System.Net;
using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Digests;
using SalesSignals.Forecasts;
using SalesSignals.Functions.BoardPages;
using SalesSignals.Functions.Pages;
using SalesSignals.Functions.Tests.Host;

namespace SalesSignals.Functions.Tests.Pages;

public sealed class ForecastPageTests
{
    private static readonly IsoWeek ThisWeek = IsoWeek.Of(DateOnly.FromDateTime(RunningApp.Noon.UtcDateTime));

    [Fact]
    public async Task A_Manager_Sees_The_Quarter_The_Team_And_The_Weeks_That_Were_Kept()
    {
        await using var board = await FilledAsync();
        await KeepAsync(board, "mia", ThisWeek.Before(2), 10_000);
        await KeepAsync(board, "mia", ThisWeek.Before(1), 20_000);
        using var visitor = await board.SignInAsync(BoardApp.Mia);

        var page = await visitor.PageAsync("/api/board/forecast");

        Assert.Contains("Q4 2026, week by week", page, StringComparison.Ordinal);
        Assert.Contains("Ana Silva", page, StringComparison.Ordinal);
        Assert.Contains("Ben Okoro", page, StringComparison.Ordinal);
        Assert.Equal(3 + 2, page.Split("<tr><th scope=\"row\">").Length - 1);
        Assert.Contains("Won and commit went from €10,000 in the week of 2 Nov", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Another team", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Rep_Sees_Their_Own_Part_Of_The_Weeks_Alone()
    {
        await using var board = await FilledAsync();
        await KeepAsync(board, "mia", ThisWeek.Before(1), 20_000);
        using var visitor = await board.SignInAsync(BoardApp.Ana);

        var page = await visitor.PageAsync("/api/board/forecast");

        Assert.Contains("<h1>Forecast</h1>", page, StringComparison.Ordinal);
        Assert.Contains("€20,000", page, StringComparison.Ordinal);
        Assert.DoesNotContain("€7,777", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Ben Okoro", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_Sees_The_Forecast_Of_Another_Team()
    {
        await using var board = await FilledAsync();
        using var manager = await board.SignInAsync(BoardApp.Mia);
        using var rep = await board.SignInAsync(BoardApp.Ana);
        using var admin = await board.SignInAsync(BoardApp.Cleo);
        var theirs = $"/api/board/forecast?team={DealListQuery.CodeOf(BoardApp.Nils)}";

        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync(theirs)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/api/board/forecast?team={DealListQuery.CodeOf(BoardApp.Mia)}")).StatusCode);
        Assert.Contains("Forecast of Nils Other&#x27;s team", await admin.PageAsync(theirs), StringComparison.Ordinal);
    }

    private static async Task<BoardApp> FilledAsync()
    {
        var board = await BoardApp.StartAsync();
        await SampleBoard.FillAsync(board);
        return board;
    }

    private static Task KeepAsync(BoardApp board, string manager, IsoWeek week, decimal anas) => new ForecastWeekStore(board.App.Tables.Cursor).KeepAsync(
        manager,
        new(week, RunningApp.Noon.AddDays(-7), [Piece("1", "ana", anas), Piece("2", "ben", manager == "mia" && week == ThisWeek.Before(1) ? 7_777 : 0)]),
        default);

    private static ForecastPiece Piece(string deal, string owner, decimal amount) => new(
        new("crm", deal), owner, ForecastPart.Commit, DateOnly.FromDateTime(RunningApp.Noon.UtcDateTime), new Money(amount, "EUR"));
}
