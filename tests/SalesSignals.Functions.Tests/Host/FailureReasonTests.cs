using SalesSignals.Functions.Host;

namespace SalesSignals.Functions.Tests.Host;

public sealed class FailureReasonTests
{
    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=c2VjcmV0LWtleQ==;EndpointSuffix=x", "c2VjcmV0LWtleQ==")]
    [InlineData("GET https://acme.queue.example/q?sv=1&sig=abc%2Fdef&se=2", "abc%2Fdef")]
    [InlineData("Authorization: Bearer SG.aaaaaaaa.bbbbbbbb", "SG.aaaaaaaa")]
    [InlineData("sent with Bearer eyJhbGciOiJ", "eyJhbGciOiJ")]
    [InlineData("""{"access_token":"pat-eu1-123"}""", "pat-eu1-123")]
    [InlineData("password = hunter2", "hunter2")]
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
}
