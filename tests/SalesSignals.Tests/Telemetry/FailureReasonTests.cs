using System.Text.Json;
using SalesSignals.Telemetry;

namespace SalesSignals.Tests.Telemetry;

public sealed class FailureReasonTests
{
    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=c2VjcmV0LWtleQ==;EndpointSuffix=x", "c2VjcmV0LWtleQ==")]
    [InlineData("GET https://acme.queue.example/q?sv=1&sig=abc%2Fdef&se=2", "abc%2Fdef")]
    [InlineData("Authorization: Bearer SG.aaaaaaaa.bbbbbbbb", "SG.aaaaaaaa")]
    [InlineData("sent with Bearer eyJhbGciOiJ", "eyJhbGciOiJ")]
    [InlineData("""{"access_token":"pat-eu1-123"}""", "pat-eu1-123")]
    [InlineData("password = hunter2", "hunter2")]
    [InlineData("the key SG.abcd-efgh.ijkl_mnop is revoked", "efgh")]
    [InlineData("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD does not match", "C2FVs")]
    [InlineData("pat-eu1-0000-1111 lacks a scope", "1111")]
    [InlineData("no mail to ada.lovelace+crm@example.co.uk possible", "ada")]
    public void Secrets_And_Addresses_Are_Left_Out(string message, string secret)
    {
        var reason = FailureReason.Of(new InvalidOperationException(message));

        Assert.DoesNotContain(secret, reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The token expired.")]
    [InlineData("Deal 42 of hubspot has 3 secrets.")]
    [InlineData("Expected 12, got 13 (line 3, position 7).")]
    public void What_Is_Harmless_Stays(string message)
    {
        Assert.Equal($"InvalidOperationException: {message}", FailureReason.Of(new InvalidOperationException(message)));
    }

    [Fact]
    public void It_Is_One_Line_Of_Bounded_Length()
    {
        var reason = FailureReason.Of(new InvalidOperationException("a\r\nb\0c\u2028d" + new string('x', 100_000)));

        Assert.StartsWith("InvalidOperationException: a b c dxxx", reason, StringComparison.Ordinal);
        Assert.Equal(500, reason.Length);
    }

    public static TheoryData<Exception, string> Readers => new()
    {
        { Caught(() => JsonDocument.Parse("{\"name\": truBerta}")), "JsonReaderException (line 0, byte " },
        { Caught(() => System.Xml.Linq.XDocument.Parse("<Berta></Brandt>")), "XmlException (line 1, position 10)" },
        { Caught(() => DateTimeOffset.Parse("Berta Brandt", null)), "FormatException" },
        { Caught(() => new Dictionary<string, int>()["Berta"].ToString(null as IFormatProvider)), "KeyNotFoundException" },
        { Caught(() => new Dictionary<string, int> { { "Berta", 1 } }.Add("Berta", 1)), "ArgumentException" },
        { Caught(() => TimeZoneInfo.FindSystemTimeZoneById("Berta/Brandt")), "TimeZoneNotFoundException" },
    };

    [Theory]
    [MemberData(nameof(Readers), DisableDiscoveryEnumeration = true)]
    public void Whoever_Has_Read_A_Foreign_Text_Does_Not_Quote_It(Exception failure, string reason)
    {
        Assert.Contains("Berta", failure.ToString(), StringComparison.OrdinalIgnoreCase);

        Assert.StartsWith(reason, FailureReason.Of(failure), StringComparison.Ordinal);
        Assert.DoesNotContain("Berta", FailureReason.Of(new InvalidOperationException("It failed.", failure)), StringComparison.OrdinalIgnoreCase);
    }

    private static Exception Caught(Action action) => Record.Exception(action)!;

    private static Exception Caught(Func<object?> action) => Record.Exception(() => { action(); })!;
}
