using System.Collections.Immutable;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SalesSignals.Backtest;
using SalesSignals.Cli.Backtest;
using SalesSignals.Functions.Tests.Support;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Tests.Backtest;

[Collection(PageBrowser.Name)]
public class BacktestPageTests(Browser browser)
{
    [SkippableTheory]
    [InlineData(375, ColorScheme.Light)]
    [InlineData(1200, ColorScheme.Light)]
    [InlineData(375, ColorScheme.Dark)]
    [InlineData(1200, ColorScheme.Dark)]
    public async Task Report_Fits_Its_Window_And_Is_Accessible(int width, ColorScheme scheme)
    {
        var page = await browser.OpenAsync(width, scheme);

        await page.SetContentAsync(BacktestHtml.Write(Report()));
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "Screenshots"));
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"backtest-{width}-{scheme}.png"), FullPage = true });
        var accessibility = await page.RunAxe();
        await page.CloseAsync();

        Assert.True(overflow <= 0, $"{overflow} px wider than the window");
        Assert.Empty(accessibility.Violations.Select(violation => $"{violation.Id}: {violation.Help} {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
    }

    private static BacktestReport Report()
    {
        Comparison more = new(new(60, 100), new(20, 100)), less = new(new(40, 130), new(55, 110)), few = new(new(1, 3), new(20, 100));
        ImmutableArray<SweepPoint> points = [.. new[] { 5, 10, 15, 20, 30 }.Select((value, i) => new SweepPoint(value, i == 4 ? few : more, more, i == 4 ? few : less, 14 - i, 1.5 / (i + 1)))];
        return new()
        {
            From = new(2026, 1, 5),
            To = new(2026, 6, 30),
            Deals = 260,
            Closed = new(80, 200),
            Open = 60,
            OwnerWeeks = 120,
            Rules =
            [
                new(SignalKinds.StalledDeal, more, 21, true, 140, 1.17), new(SignalKinds.StuckInStage, less, 33, true, 100, 0.83),
                new(SignalKinds.CloseDateSlipped, few, null, true, 3, 0.03), new(SignalKinds.Ghosted, new(new(0, 0), new(80, 200)), null, false, 0, 0),
            ],
            Sweeps = [new(SignalKinds.StalledDeal, "stalledDeal.allowedQuietDays", 10, new(2026, 4, 1), points, new(SuggestionKind.Keep, 10, "The best of the values tried is the one you have.", 0))],
        };
    }
}
