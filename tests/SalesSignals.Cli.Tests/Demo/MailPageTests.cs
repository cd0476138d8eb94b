using System.Net;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Tests.Support;

namespace SalesSignals.Cli.Tests.Demo;

public sealed class MailPageTests
{
    private static readonly CaughtEmail Email = new(
        "id1", "m1", "rep-alert", "tom@larkfield.example", "Tom <b>Ashdown</b>", "1 deal & <script>alert(1)</script>", "plain", "<head></head><p>rich</p>", "{\"a\":1}", CliRig.Monday);

    [Fact]
    public async Task The_Page_Shows_Each_Email_In_Every_Form_And_Nothing_It_Holds_Can_Run()
    {
        await using var page = await MailPage.StartAsync(0, () => [Email], default);
        using var http = new HttpClient { BaseAddress = page.Address };

        var list = await http.GetStringAsync(new Uri("/", UriKind.Relative));
        var one = await http.GetStringAsync(new Uri("/mail/id1", UriKind.Relative));
        using var html = await http.GetAsync(new Uri("/mail/id1/html", UriKind.Relative));

        Assert.Contains("1 deal &amp; &lt;script&gt;", list, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", list + one, StringComparison.Ordinal);
        Assert.Contains("<iframe title=\"The email as HTML\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\"", one, StringComparison.Ordinal);
        Assert.Equal("<head><base target=\"_blank\"></head><p>rich</p>", await html.Content.ReadAsStringAsync());
        Assert.StartsWith("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';", html.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("plain", await http.GetStringAsync(new Uri("/mail/id1/text", UriKind.Relative)));
        Assert.Equal("{\"a\":1}", await http.GetStringAsync(new Uri("/mail/id1/json", UriKind.Relative)));
    }

    [Fact]
    public async Task An_Email_That_Was_Not_Caught_Is_Not_Found()
    {
        await using var page = await MailPage.StartAsync(0, () => [Email], default);
        using var http = new HttpClient { BaseAddress = page.Address };

        using var response = await http.GetAsync(new Uri("/mail/other", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
