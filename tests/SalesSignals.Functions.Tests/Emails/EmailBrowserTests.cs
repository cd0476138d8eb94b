using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SalesSignals.Functions.Tests.Support;

namespace SalesSignals.Functions.Tests.Emails;

[Collection(EmailBrowser.Name)]
public class EmailBrowserTests(Browser browser)
{
    /// <summary>An email is shown inside the mail client's page, which has the landmarks; a second main would be wrong there.</summary>
    private static readonly AxeRunOptions NoLandmarks = new()
    {
        Rules = new() { ["region"] = new() { Enabled = false }, ["landmark-one-main"] = new() { Enabled = false } },
    };

    public static TheoryData<string, int, ColorScheme> Views
    {
        get
        {
            var views = new TheoryData<string, int, ColorScheme>();
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                foreach (var width in new[] { 320, 375, 600, 1200 })
                {
                    views.Add("alert", width, scheme);
                    views.Add("digest", width, scheme);
                    views.Add("admin-report", width, scheme);
                    views.Add("forecast", width, scheme);
                    views.Add("week", width, scheme);
                }

                views.Add("quiet-digest", 375, scheme);
                views.Add("empty-forecast", 375, scheme);
                views.Add("hostile-forecast", 320, scheme);
                views.Add("hostile-week", 320, scheme);
                views.Add("absence-digest", 375, scheme);
                views.Add("absence-digest", 600, scheme);
                views.Add("busy-alert", 375, scheme);
                views.Add("busy-digest", 375, scheme);
                views.Add("german-digest", 600, scheme);
                views.Add("hostile-alert", 320, scheme);
                views.Add("hostile-digest", 320, scheme);
                views.Add("quiet-admin-report", 375, scheme);
                views.Add("hostile-admin-report", 320, scheme);
            }

            return views;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Views))]
    public async Task Email_Fits_Its_Window_And_Is_Accessible(string email, int width, ColorScheme scheme)
    {
        var page = await browser.OpenAsync(width, scheme);

        await page.SetContentAsync((await SampleMail.RenderAsync(email)).Html);
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        await page.ScreenshotAsync(new() { Path = Screenshot($"{email}-{width}-{scheme}.png"), FullPage = true });
        var accessibility = await page.RunAxe(NoLandmarks);
        await page.CloseAsync();

        Assert.True(overflow <= 0, $"{overflow} px wider than the window");
        Assert.Empty(accessibility.Violations.Select(violation => $"{violation.Id}: {violation.Help} {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
    }

    [SkippableTheory]
    [MemberData(nameof(EmailRendererTests.Emails), MemberType = typeof(EmailRendererTests))]
    public async Task Email_Without_Styles_And_Images_Tells_Everything_In_The_Same_Order(string email)
    {
        var page = await browser.OpenAsync(600, ColorScheme.Light);
        await page.SetContentAsync((await SampleMail.RenderAsync(email)).Html);
        var styled = await WordsAsync(page);

        await page.EvaluateAsync(
            """
            () => {
              document.querySelectorAll('style, img, link').forEach(element => element.remove());
              document.querySelectorAll('*').forEach(element => ['style', 'class', 'width', 'height', 'align', 'bgcolor'].forEach(name => element.removeAttribute(name)));
            }
            """);
        var bare = await WordsAsync(page);
        await page.ScreenshotAsync(new() { Path = Screenshot($"{email}-bare.png"), FullPage = true });
        await page.CloseAsync();

        // Only the preview line is hidden by styles; it comes first.
        Assert.Equal(styled, bare.TakeLast(styled.Length));
        Assert.InRange(styled.Length, 30, int.MaxValue);
    }

    private static async Task<string[]> WordsAsync(IPage page) =>
        (await page.EvaluateAsync<string>("document.body.innerText")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Screenshot(string name)
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "Screenshots"));
        return Path.Combine(folder.FullName, name);
    }
}
