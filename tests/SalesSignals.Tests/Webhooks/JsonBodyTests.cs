using System.Text;
using SalesSignals.Webhooks;

namespace SalesSignals.Tests.Webhooks;

public class JsonBodyTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"a":{"a":[1,{"a":2}]},"é":"🚀","x":"\u0000"}""")]
    [InlineData("\uFEFF[1]")]
    public void Well_Formed_Bodies_Are_Read(string body) => Assert.Null(Problem(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Thirty_Two_Levels_Are_Read_And_One_More_Is_Not()
    {
        Assert.Null(Problem(Nested(32)));
        Assert.Equal("The body is not well-formed JSON of at most 32 levels (line 1, byte 33).", Problem(Nested(33)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("[1] // comment")]
    [InlineData("[1][2]")]
    [InlineData("{'a':1}")]
    [InlineData("[NaN]")]
    [InlineData("\uFEFF\uFEFF[]")]
    public void Other_Text_Is_Refused_With_Its_Position(string body) =>
        Assert.StartsWith("The body is not well-formed JSON of at most 32 levels (line ", Problem(Encoding.UTF8.GetBytes(body)), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"secret-name":1,"secret-name":2}""")]
    [InlineData("""[{"deal":{"secret-name":1,"\u0073ecret-name":2}}]""")]
    public void A_Member_Named_Twice_Is_Refused_And_Not_Quoted(string body) =>
        Assert.Equal("An object in the body names a member twice.", Problem(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    public void A_Body_Is_An_Object_Or_An_Array(string body) =>
        Assert.Equal("The body must be a JSON object or array.", Problem(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Bytes_That_Are_Not_Utf8_Are_Refused_Wherever_They_Stand()
    {
        byte[][] bodies =
        [
            [.. "{\"a\":\""u8, 0xFF, .. "\"}"u8],
            [.. "{\"a\":\""u8, 0xC0, 0xAF, .. "\"}"u8],
            [.. "{\"a\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8],
            [.. "{\""u8, 0xE2, 0x82, .. "\":1}"u8],
        ];

        Assert.All(bodies, body => Assert.Equal("The body is not valid UTF-8.", Problem(body)));
    }

    [Fact]
    public void Half_A_Surrogate_Pair_In_A_Name_Is_Refused() =>
        Assert.Equal("A member name in the body holds half of a surrogate pair.", Problem("""{"\ud800":1}"""u8.ToArray()));

    private static byte[] Nested(int levels) => Encoding.UTF8.GetBytes(new string('[', levels) + new string(']', levels));

    private static string? Problem(byte[] body)
    {
        if (!JsonBody.TryParse(body, out var document, out var problem))
        {
            return problem;
        }

        document.Dispose();
        return null;
    }
}
