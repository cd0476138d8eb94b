using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SalesSignals.Functions.BoardPages;
using SalesSignals.Functions.Pages;
using SalesSignals.Functions.Tests.Support;

namespace SalesSignals.Functions.Tests.Pages;

/// <summary>The board as people meet it: in a real browser, from the link in an email on.</summary>
[Collection(PageBrowser.Name)]
public sealed class BoardBrowserTests(Browser browser)
{
    private static readonly (string Name, string Viewer, string Address)[] Pages =
    [
        ("board-deals", "mia", "/api/board"),
        ("board-own-deals", "ana", "/api/board"),
        ("board-nothing-found", "mia", "/api/board?q=nothing"),
        ("board-deal", "mia", BoardAddress.Deal(SampleBoard.Anas)),
        ("board-deal-parked", "mia", $"{BoardAddress.Deal(SampleBoard.Anas)}&done=parked"),
        ("board-week", "ana", "/api/board/week"),
        ("board-team-week", "mia", "/api/board/week"),
        ("board-not-found", "mia", BoardAddress.Deal(SampleBoard.Odas)),
        ("board-forecast", "mia", "/api/board/forecast"),
        ("board-own-forecast", "ana", "/api/board/forecast"),
        ("board-rules", "cleo", "/api/board/rules"),
        ("board-health", "cleo", "/api/board/health?put-back=1"),
        ("board-new-forecast", "mia", "/api/board/forecast"),
        ("board-new-rules", "cleo", "/api/board/rules"),
        ("board-new-health", "cleo", "/api/board/health"),
        ("board-sign-in", "", "/api/board"),
        ("board-broken-link", "", "/api/board/enter/nonsense"),
    ];

    public static TheoryData<string, int, ColorScheme> Views
    {
        get
        {
            var views = new TheoryData<string, int, ColorScheme>();
            foreach (var (name, _, _) in Pages)
            {
                views.Add(name, 1200, ColorScheme.Light);
                views.Add(name, 320, ColorScheme.Dark);
            }

            return views;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Views))]
    public async Task A_Page_Fits_Its_Window_Is_Accessible_And_Breaks_None_Of_Its_Own_Rules(string name, int width, ColorScheme scheme)
    {
        await using var board = await BoardApp.StartAsync();
        await SampleBoard.FillAsync(board);
        if (!name.StartsWith("board-new", StringComparison.Ordinal))
        {
            await SampleOperations.FillAsync(board, "The deal's id is missing.");
        }

        var (_, viewer, address) = Pages.Single(page => page.Name == name);
        var (page, complaints) = await OpenAsync(board, viewer, width, scheme);

        await page.GotoAsync(board.Url(address));
        await page.ScreenshotAsync(new() { Path = Screenshot($"{name}-{width}-{scheme}.png"), FullPage = true });
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        await page.ScreenshotAsync(new() { Path = Screenshot($"{name}-{width}-{scheme}-open.png"), FullPage = true });
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        var small = await page.EvaluateAsync<string[]>(SmallTargets);
        var accessibility = await page.RunAxe();
        await page.CloseAsync();

        Assert.True(overflow <= 0, $"{overflow} px wider than the window");
        Assert.Empty(small);
        Assert.Empty(accessibility.Violations.Select(violation => $"{violation.Id}: {violation.Help} {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
        Assert.Empty(complaints);
    }

    [SkippableFact]
    public async Task A_Link_From_An_Email_Leads_To_A_Deal_That_Can_Be_Parked_And_Is_Then_Listed_As_Parked()
    {
        await using var board = await BoardApp.StartAsync();
        await SampleBoard.FillAsync(board);
        var (page, complaints) = await OpenAsync(board, "", 1200, ColorScheme.Light);

        await page.GotoAsync(board.Url($"/api/board/enter/{board.Token(BoardApp.Mia, deal: SampleBoard.Anas)}"));
        Assert.EndsWith(BoardAddress.Deal(SampleBoard.Anas), page.Url, StringComparison.Ordinal);
        await page.GetByText("Park all of the deal").ClickAsync();
        await page.Locator("#reason-deal").FillAsync("They sign after their audit.");
        await page.Locator("section[aria-labelledby=park] button", new() { HasText = "For 7 days" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Parked.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Deals", Exact = true }).ClickAsync();
        await page.GetByLabel("Risk").SelectOptionAsync("parked");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Marlow Logistics fleet renewal" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await page.CloseAsync();

        Assert.Equal("They sign after their audit.", Assert.Single((await board.DealAsync(SampleBoard.Anas)).Parkings).Reason);
        Assert.Empty(complaints);
    }

    [SkippableFact]
    public async Task The_Keyboard_Alone_Reaches_Everything_In_Order_And_Shows_Where_It_Is()
    {
        await using var board = await BoardApp.StartAsync();
        await SampleBoard.FillAsync(board);
        var (page, _) = await OpenAsync(board, "mia", 1200, ColorScheme.Light);
        await page.GotoAsync(board.Url("/api/board"));

        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.getBoundingClientRect().top >= 0"));
        var expected = await page.EvaluateAsync<int>("[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, [tabindex=\"0\"]')].filter(e => e.checkVisibility()).length");
        var reached = new List<string>();
        for (var i = 0; i < expected; i++)
        {
            reached.Add(await page.EvaluateAsync<string>("(() => { const e = document.activeElement, s = getComputedStyle(e); return [[...document.querySelectorAll('*')].indexOf(e), s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2].join() })()"));
            await page.Keyboard.PressAsync("Tab");
        }

        int[] places = [.. reached.Select(one => int.Parse(one.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(places.Order(), places);
        Assert.Equal(expected, places.Distinct().Count());
        Assert.All(reached, one => Assert.EndsWith("true", one, StringComparison.Ordinal));

        await page.ReloadAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.CloseAsync();
    }

    [SkippableTheory]
    [InlineData(1200, ColorScheme.Light)]
    [InlineData(320, ColorScheme.Dark)]
    public async Task Whatever_A_Crm_Holds_Is_Shown_As_Text(int width, ColorScheme scheme)
    {
        await using var board = await BoardApp.StartAsync();
        await SampleBoard.FillAsync(board, hostile: true);
        await SampleOperations.FillAsync(board, SampleBoard.HostileName + new string('y', 500));
        var (page, complaints) = await OpenAsync(board, "ana", width, scheme);

        foreach (var (address, name) in new[] { ("/api/board", "list"), (BoardAddress.Deal(SampleBoard.Hostile), "deal"), (BoardAddress.Deal("crm:long"), "long"), ("/api/board/week", "week"), ("/api/board/forecast", "forecast"), ("/api/board/health", "health") })
        {
            if (name == "health")
            {
                await page.GotoAsync(board.Url($"/api/board/enter/{board.Token(BoardApp.Cleo)}"));
            }

            await page.GotoAsync(board.Url(address));
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
            await page.ScreenshotAsync(new() { Path = Screenshot($"hostile-{name}-{width}-{scheme}.png"), FullPage = true });
            Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, $"{address} is wider than the window");
            Assert.Equal(0, await page.Locator("script, main img, main b, [onload], [onerror], a[href^='javascript:']").CountAsync());
            Assert.Empty((await page.RunAxe()).Violations.Select(violation => $"{address} {violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
        }

        await page.GotoAsync(board.Url(BoardAddress.Deal(SampleBoard.Hostile)));
        Assert.Contains("<img src=x onerror=alert(1)>", await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync(), StringComparison.Ordinal);
        await page.CloseAsync();
        Assert.Empty(complaints);
    }

    /// <summary>Signs in as somebody, and notes whatever the browser complains of: script, policy, or a request to elsewhere.</summary>
    private async Task<(IPage Page, List<string> Complaints)> OpenAsync(BoardApp board, string viewer, int width, ColorScheme scheme)
    {
        var page = await browser.OpenAsync(width, scheme, isOffline: false);
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);
        page.Dialog += (_, dialog) => complaints.Add($"dialog: {dialog.Message}");
        page.Console += (_, message) => Note(complaints, message);
        page.Request += (_, request) => Note(complaints, board, request);
        if (viewer.Length > 0)
        {
            await page.GotoAsync(board.Url($"/api/board/enter/{board.Token(BoardApp.Everybody.Single(person => person.Id == viewer))}"));
        }

        return (page, complaints);
    }

    /// <summary>That a page answers 404 or 401 where it should is no complaint.</summary>
    private static void Note(List<string> complaints, IConsoleMessage message)
    {
        if (!message.Text.Contains("status of 40", StringComparison.Ordinal))
        {
            complaints.Add(message.Text);
        }
    }

    private static void Note(List<string> complaints, BoardApp board, IRequest request)
    {
        if (!request.Url.StartsWith(board.App.Address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
        {
            complaints.Add($"asks {request.Url}");
        }
    }

    /// <summary>WCAG 2.2, 2.5.8: 24 pixels each way, but for links within a line of text.</summary>
    private const string SmallTargets = """
        [...document.querySelectorAll('button, select, summary, input:not([type=hidden]), a.button, nav a')]
            .filter(element => element.checkVisibility())
            .filter(element => { const box = element.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
            .map(element => element.outerHTML)
        """;

    private static string Screenshot(string name)
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "Screenshots"));
        return Path.Combine(folder.FullName, name);
    }
}
