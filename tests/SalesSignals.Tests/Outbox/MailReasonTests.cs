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
    [InlineData("the key SG.abcd.efgh is revoked", "the key (hidden) is revoked")]
    [InlineData("\"odd name\"@example.com", "\"odd name\"(address)")]
    public void A_Reason_Is_One_Line_Without_Addresses(string? reason, string? clean) => Assert.Equal(clean, MailReason.Clean(reason));

    [Theory]
    [InlineData("550 5.1.1 <bob@example.com>: Bob Olsen is gone", "550 5.1.1")]
    [InlineData("552-5.2.2 mailbox of Bob is full", "552-5.2.2")]
    [InlineData("Bob Olsen left in 2025, call 5501234", "no code was told")]
    [InlineData(null, "no code was told")]
    public void Of_A_Strangers_Reason_A_Log_Has_The_Code(string? reason, string code) => Assert.Equal(code, MailReason.Code(reason));

    [Fact]
    public void A_Reason_Is_Cut() => Assert.Equal(300, MailReason.Clean(new string('x', 1_000_000))!.Length);
}
