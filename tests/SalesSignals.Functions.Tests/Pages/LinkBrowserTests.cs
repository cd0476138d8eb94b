using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Functions.Tests.Support;
using SalesSignals.Links;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Tests.Pages;

/// <summary>The way that a reader takes: from the email they got, by clicking, in a browser that runs no script.</summary>
[Collection(PageBrowser.Name)]
public class LinkBrowserTests(Browser browser)
{
    /// <summary>After Mia's digest is due, and before alerts are.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 7, 35, 0, TimeSpan.Zero);

    [SkippableFact]
    public async Task What_Is_Parked_From_A_Digest_Is_Gone_From_The_Next_One_And_From_Alerts_Until_Its_Day()
    {
        await using var app = await LinkApp.StartAsync();
        await app.WaitUntilAsync(Monday);
        var digest = DigestOf(BoardApp.Mia, await app.TickAsync());
        var page = await ReadAsync(app, digest);

        await page.GetByRole(AriaRole.Link, new() { Name = "Park 3 days: Harbour Logistics rollout" }).ClickAsync();
        await page.GetByLabel("Why", new() { Exact = true }).FillAsync("They decide on Thursday");
        await page.GetByRole(AriaRole.Button, new() { Name = "Park 3 days, until Thursday 26 Nov 2026" }).ClickAsync();
        var heading = await page.Locator("h1").InnerTextAsync();
        await page.CloseAsync();
        await app.WaitUntilAsync(Monday.AddHours(2));
        var alerts = await app.TickAsync();
        await app.WaitUntilAsync(Monday.AddDays(1));
        var tuesday = DigestOf(BoardApp.Mia, await app.TickAsync());
        await app.WaitUntilAsync(Monday.AddDays(3));
        var thursday = DigestOf(BoardApp.Mia, await app.TickAsync());

        Assert.Equal("Parked", heading);
        Assert.Contains(CardOf("Harbour Logistics rollout"), digest.Html, StringComparison.Ordinal);
        Assert.Equal(["ben"], alerts.Select(mail => mail.PersonId).Intersect(["ana", "ben"]));
        Assert.DoesNotContain(CardOf("Harbour Logistics rollout"), tuesday.Html, StringComparison.Ordinal);
        Assert.Contains(CardOf("Lindqvist renewal"), tuesday.Html, StringComparison.Ordinal);
        Assert.Contains(CardOf("Harbour Logistics rollout"), thursday.Html, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Who_Takes_It_Back_Is_Told_Again()
    {
        await using var app = await LinkApp.StartAsync();
        await app.WaitUntilAsync(Monday);
        var page = await ReadAsync(app, DigestOf(BoardApp.Mia, await app.TickAsync()));

        await page.GetByRole(AriaRole.Link, new() { Name = "until a date…: park Lindqvist renewal" }).ClickAsync();
        await page.GetByLabel("Why", new() { Exact = true }).FillAsync("They are away");
        await page.GetByLabel("Until a day").FillAsync("2026-12-15");
        await page.GetByRole(AriaRole.Button, new() { Name = "Park until that day" }).ClickAsync();
        var parked = await page.Locator(".notice").InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        var undone = await page.Locator("h1").InnerTextAsync();
        await page.CloseAsync();
        await app.WaitUntilAsync(Monday.AddDays(1));

        Assert.Contains("before Tuesday 15 Dec 2026", parked, StringComparison.Ordinal);
        Assert.Equal("No longer parked", undone);
        Assert.Contains(CardOf("Lindqvist renewal"), DigestOf(BoardApp.Mia, await app.TickAsync()).Html, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task What_Is_No_Risk_Is_Not_Told_Again_Unless_It_Is_Taken_Back()
    {
        await using var app = await LinkApp.StartAsync();
        await app.WaitUntilAsync(Monday.AddHours(2));
        var alert = (await app.TickAsync()).Single(mail => mail.PersonId == "ana");
        var page = await ReadAsync(app, alert);

        await page.GetByRole(AriaRole.Link, new() { Name = "Not a risk: close date passed, Harbour Logistics rollout" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "It is not a risk" }).ClickAsync();
        var heading = await page.Locator("h1").InnerTextAsync();
        var isDismissed = await IsDismissedAsync(app);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        var undone = await page.Locator("h1").InnerTextAsync();
        await page.CloseAsync();

        Assert.Equal(("Thank you", true), (heading, isDismissed));
        Assert.Equal(("Taken back", false), (undone, await IsDismissedAsync(app)));
    }

    [SkippableFact]
    public async Task Who_Unsubscribes_Gets_No_Next_Mail_Of_The_Kind_And_Others_Do()
    {
        await using var app = await LinkApp.StartAsync();
        await app.WaitUntilAsync(Monday);
        var page = await ReadAsync(app, DigestOf(BoardApp.Mia, await app.TickAsync()));

        await page.GetByRole(AriaRole.Link, new() { Name = "No more morning digests" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "No more morning digests" }).ClickAsync();
        var said = await page.Locator(".notice").InnerTextAsync();
        await page.CloseAsync();
        await app.WaitUntilAsync(Monday.AddDays(1));
        var tuesday = await app.TickAsync();

        Assert.StartsWith("Done: no more morning digests", said, StringComparison.Ordinal);
        Assert.DoesNotContain(tuesday, mail => mail.PersonId == "mia");
        Assert.Contains(tuesday, mail => mail.PersonId == "nils");
    }

    [SkippableTheory]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(320, ColorScheme.Dark)]
    [InlineData(1200, ColorScheme.Light)]
    [InlineData(1200, ColorScheme.Dark)]
    public async Task Every_Page_Fits_Its_Window_And_Is_Accessible(int width, ColorScheme scheme)
    {
        await using var app = await LinkApp.StartAsync();
        var page = await browser.OpenAsync(width, scheme, isOffline: false);
        var park = app.Action(LinkPurpose.Park, BoardApp.Mia, LinkApp.AnasDeal);
        var views = new (string Name, string Address, string? Click)[]
        {
            ("park", park, null),
            ("park-date", park + "?days=date", null),
            ("park-which-day", park + "?days=date", "Park until that day"),
            ("parked", park, "Park 3 days, until Monday 23 Nov 2026"),
            ("already-parked", park, null),
            ("unparked", park, "End it now"),
            ("not-a-risk", app.Action(LinkPurpose.NotARisk, BoardApp.Ana, LinkApp.AnasDeal, SignalKinds.CloseDatePassed), null),
            ("thank-you", app.Action(LinkPurpose.NotARisk, BoardApp.Ana, LinkApp.AnasDeal, SignalKinds.CloseDatePassed), "It is not a risk"),
            ("said-already", app.Action(LinkPurpose.NotARisk, BoardApp.Ana, LinkApp.AnasDeal, SignalKinds.CloseDatePassed), null),
            ("taken-back", app.Action(LinkPurpose.NotARisk, BoardApp.Ana, LinkApp.AnasDeal, SignalKinds.CloseDatePassed), "Take it back"),
            ("notes-in", app.Action(LinkPurpose.NotesIn, BoardApp.Ana, LinkApp.AnasDeal, SignalKinds.MissingNotes), null),
            ("useful", app.Action(LinkPurpose.Useful, BoardApp.Mia, LinkApp.AnasDeal, SignalKinds.CloseDatePassed), null),
            ("preferences", app.Choices(LinkPurpose.Preferences, BoardApp.Mia), null),
            ("preferences-saved", app.Choices(LinkPurpose.Preferences, BoardApp.Mia), "Save"),
            ("unsubscribe", app.Choices(LinkPurpose.Unsubscribe, BoardApp.Mia, EmailKinds.MorningDigest), null),
            ("unsubscribed", app.Choices(LinkPurpose.Unsubscribe, BoardApp.Mia, EmailKinds.MorningDigest), "No more morning digests"),
            ("resubscribed", app.Choices(LinkPurpose.Unsubscribe, BoardApp.Mia, EmailKinds.MorningDigest), "Get them again"),
            ("too-old", app.Action(LinkPurpose.Park, BoardApp.Ana, LinkApp.AnasDeal, life: TimeSpan.FromHours(-1)), null),
        };

        foreach (var (name, address, click) in views)
        {
            await page.GotoAsync(new Uri(app.App.Address, address).AbsoluteUri);
            if (click is not null)
            {
                await FillReasonAsync(page);
                await page.GetByRole(AriaRole.Button, new() { Name = click, Exact = true }).ClickAsync();
            }

            var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            await page.ScreenshotAsync(new() { Path = Screenshot($"link-{name}-{width}-{scheme}.png"), FullPage = true });
            var accessibility = await page.RunAxe();

            Assert.True(overflow <= 0, $"{name} is {overflow} px wider than the window");
            Assert.Empty(accessibility.Violations.Select(violation => $"{name}: {violation.Id}: {violation.Help} {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
        }

        await page.CloseAsync();
    }

    private static async Task<bool> IsDismissedAsync(LinkApp app) =>
        (await app.DealAsync(LinkApp.AnasDeal))!.Standing.Single(raised => raised.Signal.Kind == SignalKinds.CloseDatePassed).IsDismissed;

    private static async Task FillReasonAsync(IPage page)
    {
        if (await page.GetByLabel("Why", new() { Exact = true }).CountAsync() > 0)
        {
            await page.GetByLabel("Why", new() { Exact = true }).FillAsync("They are away");
        }
    }

    /// <summary>The email as it was sent, but that its links lead to the app of the test.</summary>
    private async Task<IPage> ReadAsync(LinkApp app, EmailMessage email)
    {
        var page = await browser.OpenAsync(600, ColorScheme.Light, isOffline: false, hasScripts: false);
        await page.SetContentAsync(email.Html.Replace(LinkApp.Base, app.App.Address.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal));
        return page;
    }

    /// <summary>What only the card of a deal has: a deal may also be named as one that could close a gap.</summary>
    private static string CardOf(string deal) => $"aria-label=\"Park 3 days: {deal}\"";

    private static EmailMessage DigestOf(Person manager, IReadOnlyList<EmailMessage> mails) =>
        mails.Single(mail => mail.PersonId == manager.Id && mail.Kind == MorningDigest.Kind);

    private static string Screenshot(string name)
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "Screenshots"));
        return Path.Combine(folder.FullName, name);
    }
}
