using System.Net;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Tests.Pages;

public sealed class OperationsPagesTests
{
    [Fact]
    public async Task Health_Is_For_Admins_And_Rules_Are_For_Managers_Too()
    {
        await using var board = await BoardApp.StartAsync();
        using var admin = await board.SignInAsync(BoardApp.Cleo);
        using var manager = await board.SignInAsync(BoardApp.Mia);
        using var rep = await board.SignInAsync(BoardApp.Ana);

        Assert.Contains("<h1>Health</h1>", await admin.PageAsync("/api/board/health"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync("/api/board/health")).StatusCode);
        Assert.Contains("<h1>Rules</h1>", await manager.PageAsync("/api/board/rules"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync("/api/board/rules")).StatusCode);
    }

    [Fact]
    public async Task A_Manager_Sees_The_Rules_Of_Their_Own_Teams_Alone()
    {
        await using var board = await BoardApp.StartAsync();
        await new RuleFindingsStore(board.App.Tables.Settings).SaveAsync(
            new(new(9, [Found(null, 77), Found("North", 33), Found("South", 44)]), Host.RunningApp.Noon.AddHours(-4)), default);
        using var admin = await board.SignInAsync(BoardApp.Cleo);
        using var manager = await board.SignInAsync(BoardApp.Mia);

        Assert.Contains("<td class=\"figure\">77</td>", await admin.PageAsync("/api/board/rules"), StringComparison.Ordinal);
        Assert.Contains("<td class=\"figure\">44</td>", await admin.PageAsync("/api/board/rules?team=South"), StringComparison.Ordinal);
        var theirs = await manager.PageAsync("/api/board/rules");
        Assert.Contains("<td class=\"figure\">33</td>", theirs, StringComparison.Ordinal);
        Assert.Contains("is noisy", theirs, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync("/api/board/rules?team=South")).StatusCode);
    }

    [Fact]
    public async Task What_Is_Stuck_Is_Shown_With_Its_Reason_And_Can_Be_Put_Back()
    {
        await using var board = await BoardApp.StartAsync();
        await PoisonAsync(board, "first", "<b>The deal has no id.</b>");
        await PoisonAsync(board, "second", "Again.");
        using var admin = await board.SignInAsync(BoardApp.Cleo);
        var page = await admin.PageAsync("/api/board/health");
        var first = (await board.App.Queues.WorkPoison.PeekAsync(32, default)).Single(message => PoisonMessage.Read(message.Text).Message == "first");

        using var one = await admin.PostAsync("/api/board/health", "/api/board/health", ("queue", "work"), ("id", first.Id));
        var left = await board.App.Queues.WorkPoison.PeekAsync(32, default);
        using var twice = await admin.PostAsync("/api/board/health", "/api/board/health", ("queue", "work"), ("id", first.Id));
        using var all = await admin.PostAsync("/api/board/health", "/api/board/health", ("queue", "work"));

        Assert.Contains("&lt;b&gt;The deal has no id.&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, one.StatusCode);
        Assert.Equal("/api/board/health?put-back=1", one.Headers.Location!.OriginalString);
        Assert.Equal("second", PoisonMessage.Read(Assert.Single(left).Text).Message);
        Assert.Equal("/api/board/health?put-back=0", twice.Headers.Location!.OriginalString);
        Assert.Equal("/api/board/health?put-back=1", all.Headers.Location!.OriginalString);
        Assert.Empty(await board.App.Queues.WorkPoison.PeekAsync(32, default));
    }

    [Fact]
    public async Task Nobody_But_An_Admin_With_A_Form_Of_Ours_Puts_Anything_Back()
    {
        await using var board = await BoardApp.StartAsync();
        await PoisonAsync(board, "first", "x");
        using var admin = await board.SignInAsync(BoardApp.Cleo);
        using var manager = await board.SignInAsync(BoardApp.Mia);

        using var forged = await admin.PostAsync("/api/board/health", ("queue", "work"));
        using var theirs = await manager.PostAsync("/api/board/health", "/api/board/rules", ("queue", "work"));
        using var unknown = await admin.PostAsync("/api/board/health", "/api/board/health", ("queue", "deals"));

        Assert.InRange((int)forged.StatusCode, 400, 403);
        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Single(await board.App.Queues.WorkPoison.PeekAsync(32, default));
    }

    private static TeamFindings Found(string? team, int judged) => new(
        team, [new() { Kind = SignalKinds.StalledDeal, Raised = judged, Alerts = judged, RecentAlerts = judged, Judged = judged, Useful = 1 }]);

    private static Task PoisonAsync(BoardApp board, string message, string reason) =>
        board.App.Queues.WorkPoison.SendAsync(new PoisonMessage(reason, Host.RunningApp.Noon, message).Write(), TimeSpan.Zero, default);
}
