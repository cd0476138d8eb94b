using AngleSharp.Html.Parser;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Functions.Emails;
using SalesSignals.Links;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Tests.Emails;

public class EmailLinksTests
{
    private const string Base = "https://signals.example.com/api/";

    [Theory]
    [InlineData("alert", "ana", EmailKinds.RepAlert)]
    [InlineData("digest", "maria", EmailKinds.MorningDigest)]
    public async Task Every_Link_Is_For_The_Reader_And_For_A_Deal_That_The_Email_Shows(string which, string reader, string kind)
    {
        var email = await SampleMail.RenderAsync(which);

        var links = await LinksAsync(email);

        Assert.All(links, link => Assert.Equal(reader, link.PersonId));
        Assert.All(links.Where(link => link.Deal is not null), link => Assert.Contains(link.Deal!["hubspot:".Length..], email.Html, StringComparison.Ordinal));
        Assert.Contains(links, link => link is { Purpose: LinkPurpose.Unsubscribe } && link.Topic == kind);
        Assert.Contains(links, link => link.Purpose is LinkPurpose.Preferences);
        Assert.Equal(
            [LinkPurpose.Park, LinkPurpose.NotARisk, LinkPurpose.SignIn, LinkPurpose.Useful],
            links.Where(link => link.Deal is not null).Select(link => link.Purpose).Distinct().Where(purpose => purpose is not LinkPurpose.NotesIn).Order());
    }

    [Fact]
    public async Task Notes_Can_Be_Said_To_Be_In_Where_They_Are_Missed_And_Only_There()
    {
        var links = await LinksAsync(await SampleMail.RenderAsync("alert"));

        var notes = Assert.Single(links, link => link.Purpose is LinkPurpose.NotesIn);
        Assert.Equal(("hubspot:7002", SignalKinds.MissingNotes), (notes.Deal, notes.Topic));
        Assert.DoesNotContain(links, link => link is { Purpose: LinkPurpose.NotARisk, Topic: SignalKinds.MissingNotes });
    }

    [Theory]
    [InlineData("alert", EmailKinds.RepAlert)]
    [InlineData("digest", EmailKinds.MorningDigest)]
    [InlineData("quiet-digest", EmailKinds.MorningDigest)]
    public async Task One_Post_Ends_Mail_Of_This_Kind(string which, string kind)
    {
        var email = await SampleMail.RenderAsync(which);

        Assert.StartsWith(Base + "preferences/", email.UnsubscribeUrl, StringComparison.Ordinal);
        Assert.Equal((LinkPurpose.Unsubscribe, kind, email.PersonId), Open(email.UnsubscribeUrl!) is var link ? (link.Purpose, link.Topic, link.PersonId) : default);
    }

    [Fact]
    public async Task Plain_Text_Has_The_Same_Ways_Out()
    {
        var text = (await SampleMail.RenderAsync("alert")).Text;

        var links = text.Split('\n').Where(line => line.StartsWith(Base, StringComparison.Ordinal)).Select(Open).ToArray();

        Assert.Equal(
            [LinkPurpose.Park, LinkPurpose.NotARisk, LinkPurpose.NotesIn, LinkPurpose.Preferences, LinkPurpose.Unsubscribe, LinkPurpose.SignIn],
            links.Select(link => link.Purpose).Distinct().Order());
    }

    [Theory]
    [InlineData("alert")]
    [InlineData("digest")]
    public async Task Without_Links_There_Is_Nothing_That_Leads_To_Us(string which)
    {
        var email = await SampleMail.RenderAsync(new EmailRenderer(NullLoggerFactory.Instance), which);

        Assert.Null(email.UnsubscribeUrl);
        Assert.DoesNotContain("/api/", email.Html + email.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Not a risk", email.Html + email.Text, StringComparison.Ordinal);
    }

    private static async Task<Link[]> LinksAsync(EmailMessage email)
    {
        var document = await new HtmlParser().ParseDocumentAsync(email.Html);
        return [.. document.QuerySelectorAll($"a[href^='{Base}']").Select(link => Open(link.GetAttribute("href")!))];
    }

    private static Link Open(string address) => Assert.IsType<LinkVerdict.Valid>(
        SampleMail.Signer.Open(address.Split('?')[0].Split('/')[^1], SampleMail.Morning.AddDays(2))).Link;
}
