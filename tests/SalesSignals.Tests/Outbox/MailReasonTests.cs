using SalesSignals.Outbox;

namespace SalesSignals.Tests.Outbox;

public sealed class MailReasonTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("  ", null)]
    [InlineData("550 5.1.1 <bob@example.com>: user unknown", "550 5.1.1 <(address)>: user unknown")]
    [InlineData("a\r\nb\0c\u2028d", "a b c d")]
    [InlineData("bob.o'neil+x@sub.example.co.uk is not a sender", "bob.o'(address) is not a sender")]
    [InlineData("\"odd name\"@example.com", "\"odd name\"(address)")]
    public void A_Reason_Is_One_Line_Without_Addresses(string? reason, string? clean) => Assert.Equal(clean, MailReason.Clean(reason));

    [Fact]
    public void A_Reason_Is_Cut() => Assert.Equal(300, MailReason.Clean(new string('x', 1_000_000))!.Length);
}
