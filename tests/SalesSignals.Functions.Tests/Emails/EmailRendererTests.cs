using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using SalesSignals.Alerts;
using SalesSignals.Digests;

namespace SalesSignals.Functions.Tests.Emails;

public class EmailRendererTests
{
    internal static readonly string[] Names =
    [
        "alert", "digest", "quiet-digest", "busy-alert", "busy-digest", "moved-digest", "crowded-digest", "absence-digest", "german-digest", "hostile-alert", "hostile-digest",
        "forecast", "empty-forecast", "hostile-forecast", "week", "hostile-week", "admin-report", "quiet-admin-report", "hostile-admin-report",
    ];

    public static TheoryData<string> Emails => new(Names);

    [Theory]
    [MemberData(nameof(Emails))]
    public async Task Email_Runs_Nothing_And_Loads_Nothing(string which)
    {
        var document = await ReadAsync(which);

        Assert.Empty(document.QuerySelectorAll("script, img, iframe, object, embed, form, link, base, svg, u, i"));
        Assert.DoesNotContain(document.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.DoesNotContain("url(", (await RenderAsync(which)).Html, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Emails))]
    public async Task Every_Link_Leads_To_The_Web(string which)
    {
        var links = (await ReadAsync(which)).QuerySelectorAll("[href]").Select(link => link.GetAttribute("href")!);

        Assert.All(links, link => Assert.Matches("^https?://[^\\s\"<>]+$", link));
    }

    [Theory]
    [MemberData(nameof(Emails))]
    public async Task Every_Table_Says_That_It_Is_Layout(string which)
    {
        var document = await ReadAsync(which);

        Assert.NotEmpty(document.QuerySelectorAll("table"));
        Assert.All(document.QuerySelectorAll("table"), table => Assert.Equal("presentation", table.GetAttribute("role")));
    }

    [Theory]
    [MemberData(nameof(Emails))]
    public async Task Page_Is_English_And_Has_One_Title(string which)
    {
        var document = await ReadAsync(which);

        Assert.Equal("en", document.DocumentElement.GetAttribute("lang"));
        Assert.Single(document.QuerySelectorAll("h1"));
        Assert.Equal((await RenderAsync(which)).Subject, document.Title);
    }

    [Theory]
    [MemberData(nameof(Emails))]
    public async Task Email_Is_Small_Enough_To_Be_Shown_Whole(string which)
    {
        var email = await RenderAsync(which);

        Assert.InRange(Encoding.UTF8.GetByteCount(email.Html), 1, 99_999);
        Assert.All(email.Html.Split('\n'), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 4_000));
    }

    [Theory]
    [MemberData(nameof(Emails))]
    public async Task Headers_Stay_On_One_Line(string which)
    {
        var email = await RenderAsync(which);

        Assert.DoesNotContain(email.Subject + email.ToName + email.ToEmail, character => char.IsControl(character));
        Assert.InRange(email.Subject.Length, 1, 140);
    }

    [Theory]
    [MemberData(nameof(Emails))]
    public async Task Plain_Text_Keeps_To_72_Columns(string which)
    {
        var text = (await RenderAsync(which)).Text;

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 72 || !line.Trim().Contains(' ') || line.TrimStart().StartsWith("http", StringComparison.Ordinal), line));
    }

    [Fact]
    public async Task Marks_That_Turn_Text_Around_Are_Dropped_And_Foreign_Letters_Stay()
    {
        var email = await RenderAsync("hostile-digest");

        Assert.DoesNotContain('\u202E', email.Html + email.Text + email.Subject);
        Assert.Contains("שלום", email.Html, StringComparison.Ordinal);
        Assert.Contains("<script>alert('deal')</script>", email.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", email.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Does_Not_Fit_Is_Counted()
    {
        var email = await RenderAsync("hostile-digest");

        Assert.Contains("53 more deals have signals.", email.Text, StringComparison.Ordinal);
        Assert.Matches("And [2-5] more: hostile", email.Text);
    }

    [Fact]
    public async Task Html_And_Text_Tell_Of_The_Same_Deals()
    {
        var digest = SampleMail.Digest();

        var email = await SampleMail.Renderer.RenderAsync(digest, SampleMail.Morning);

        Assert.All(digest.Deals, deal =>
        {
            Assert.Contains(deal.Deal.Name, email.Text, StringComparison.Ordinal);
            Assert.Contains(deal.Deal.Name, email.Html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Message_Is_Named_By_Its_Kind_Period_And_Reader()
    {
        var alert = await SampleMail.RenderAsync("alert");
        var digest = await SampleMail.RenderAsync("digest");

        Assert.Equal((RepAlert.Kind, SampleMail.Alert().Period, "ana"), (alert.Kind, alert.Period, alert.PersonId));
        Assert.Equal((MorningDigest.Kind, "2026-11-17", "maria", "maria@northwind.example"), (digest.Kind, digest.Period, digest.PersonId, digest.ToEmail));
    }

    [Fact]
    public async Task Deals_Of_An_Absent_Owner_Are_One_Card_In_Html_And_Text()
    {
        var email = await RenderAsync("absence-digest");

        foreach (var body in new[] { email.Html, string.Join(' ', email.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) })
        {
            Assert.Contains("Ana Silva is away until 4 Dec: 5 deals close before that", body, StringComparison.Ordinal);
            Assert.Contains("Name one person who answers these buyers until then", body, StringComparison.Ordinal);
            Assert.DoesNotContain("from today on", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Amounts_Numbers_And_Days_Are_Written_As_The_Reader_Knows_Them()
    {
        var german = await RenderAsync("german-digest");
        var usual = await RenderAsync("digest");

        Assert.Contains("96.000&#xA0;€", german.Html, StringComparison.Ordinal);
        Assert.Contains("96.000\u00A0€", german.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("[€$£][0-9]", german.Html + german.Text);
        Assert.Contains("€96,000", usual.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Forecast_Tells_Html_And_Text_The_Same_Numbers()
    {
        var email = await RenderAsync("forecast");

        var document = new HtmlParser().ParseDocument(email.Html);
        var text = document.Body!.TextContent;
        var forecast = SampleMail.Forecast();

        foreach (var line in forecast.Current.Now.Lines.Concat(forecast.Next.Now.Lines))
        {
            Assert.Contains(line.Money(line.Commit).ToString(), text, StringComparison.Ordinal);
            Assert.Contains(line.Money(line.Commit).ToString(), email.Text, StringComparison.Ordinal);
        }

        Assert.All(forecast.Changes, change => Assert.Contains(change.TopNames, text, StringComparison.Ordinal));
        Assert.Equal("https://signals.example.com/api/preferences/", email.UnsubscribeUrl![..44]);
    }

    private static async Task<IDocument> ReadAsync(string which) => new HtmlParser().ParseDocument((await RenderAsync(which)).Html);

    private static Task<EmailMessage> RenderAsync(string which) => SampleMail.RenderAsync(which);
}
