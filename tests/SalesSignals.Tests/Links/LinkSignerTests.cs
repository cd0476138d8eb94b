using System.Buffers.Text;
using System.Text;
using SalesSignals.Links;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Links;

public class LinkSignerTests
{
    private const string Old = "old-0123456789abcdef0123456789abcdef";
    private const string New = "new-0123456789abcdef0123456789abcdef";

    private static readonly Link Park = new(LinkPurpose.Park, "ana", "crm:42", "stalled-deal", Some.Noon.AddDays(1));

    [Fact]
    public void What_Is_Sealed_Opens_As_It_Was()
    {
        var signer = new LinkSigner([New]);

        var verdict = signer.Open(signer.Seal(Park), Some.Noon);

        Assert.Equal(new LinkVerdict.Valid(Park), verdict);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("/../")]
    [InlineData("AQ")]
    [InlineData("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkq")]
    public void What_Is_No_Token_Of_Ours_Is_Invalid(string? token) =>
        Assert.IsType<LinkVerdict.Invalid>(new LinkSigner([New]).Open(token, Some.Noon));

    [Fact]
    public void A_Token_Is_Good_Until_Its_Last_Second()
    {
        var signer = new LinkSigner([New]);
        var token = signer.Seal(Park);

        Assert.IsType<LinkVerdict.Valid>(signer.Open(token, Park.ExpiresAt.AddSeconds(-1)));
        Assert.Equal(new LinkVerdict.Expired(Park), signer.Open(token, Park.ExpiresAt));
    }

    [Fact]
    public void No_Changed_Bit_Goes_Unseen()
    {
        var signer = new LinkSigner([New]);
        var token = Base64Url.DecodeFromChars(signer.Seal(Park));

        for (var bit = 0; bit < token.Length * 8; bit++)
        {
            var changed = token.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.IsType<LinkVerdict.Invalid>(signer.Open(Base64Url.EncodeToString(changed), Some.Noon));
        }
    }

    [Fact]
    public void An_Older_Key_Opens_Until_It_Is_Taken_Away()
    {
        var token = new LinkSigner([Old]).Seal(Park);

        Assert.IsType<LinkVerdict.Valid>(new LinkSigner([New, Old]).Open(token, Some.Noon));
        Assert.IsType<LinkVerdict.Invalid>(new LinkSigner([New]).Open(token, Some.Noon));
    }

    [Fact]
    public void A_Token_Shows_Nobody_Whom_It_Is_For()
    {
        var token = Encoding.Latin1.GetString(Base64Url.DecodeFromChars(new LinkSigner([New]).Seal(Park)));

        Assert.DoesNotContain("ana", token, StringComparison.Ordinal);
        Assert.DoesNotContain("crm", token, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Key_That_Could_Be_Guessed_Is_Refused()
    {
        Assert.Throws<ArgumentException>(() => new LinkSigner([]));
        Assert.Throws<ArgumentException>(() => new LinkSigner([New, "short"]));
    }

    [Fact]
    public void The_Longest_Subject_Fits_Into_A_Token()
    {
        var signer = new LinkSigner([New]);
        var link = Park with { PersonId = new('p', 100), Deal = $"crm:{new string('d', 400)}" };

        Assert.Equal(new LinkVerdict.Valid(link), signer.Open(signer.Seal(link), Some.Noon));
    }

    [Fact]
    public void Nonsense_Of_Any_Length_Is_Invalid()
    {
        var signer = new LinkSigner([New]);
        var random = new Random(7);

        for (var length = 0; length < 300; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            if (length > 0)
            {
                bytes[0] = 1;
            }

            Assert.IsType<LinkVerdict.Invalid>(signer.Open(Base64Url.EncodeToString(bytes), Some.Noon));
        }
    }
}
