using SalesSignals.Directory;
using SalesSignals.Links;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Links;

public class LinkMakerTests
{
    private static readonly LinkSigner Signer = new(["0123456789abcdef0123456789abcdef"]);
    private static readonly LinkMaker Maker = new(new("https://signals.example.com/sales/"), Signer);

    [Fact]
    public void An_Action_Is_Its_Readers_Alone_And_About_One_Signal_Of_One_Deal()
    {
        var url = Maker.Action(LinkPurpose.Park, Some.Ana(), Some.Key, "stalled-deal", Some.Noon);

        Assert.StartsWith("https://signals.example.com/sales/api/actions/", url, StringComparison.Ordinal);
        Assert.Equal(new(LinkPurpose.Park, "ana", "crm:42", "stalled-deal", Some.Noon + LinkMaker.ActionLife), LinkOf(url));
    }

    [Fact]
    public void Unsubscribing_Is_From_One_Kind_Of_Mail()
    {
        var url = Maker.Unsubscribe(Some.Ana(), EmailKinds.RepAlert, Some.Noon);

        Assert.Contains("/api/preferences/", url, StringComparison.Ordinal);
        Assert.Equal((LinkPurpose.Unsubscribe, EmailKinds.RepAlert), (LinkOf(url).Purpose, LinkOf(url).Topic));
    }

    [Fact]
    public void A_Way_Into_The_Board_Does_Not_Last()
    {
        var url = Maker.SignIn(Some.Ana(), Some.Key, Some.Noon);

        Assert.Contains("/api/board/enter/", url, StringComparison.Ordinal);
        Assert.IsType<LinkVerdict.Expired>(Signer.Open(url.Split('/')[^1], Some.Noon.AddDays(4)));
    }

    private static Link LinkOf(string url) => Assert.IsType<LinkVerdict.Valid>(Signer.Open(url.Split('/')[^1], Some.Noon)).Link;
}
