using SalesSignals.Storage;

namespace SalesSignals.Tests.Storage;

public sealed class PoisonMessageTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_Poison_Message_Reads_As_It_Was_Written()
    {
        var message = new PoisonMessage("The deal has no id.", Noon, "{\"name\":\"delivery\"}");

        Assert.Equal(message, PoisonMessage.Read(message.Write()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("{\"name\":\"evaluate-bucket\",\"version\":1,\"data\":{}}")]
    [InlineData("{\"name\":\"poison\",\"version\":1,\"data\":{}}")]
    public void What_The_Host_Moved_There_By_Itself_Has_No_Reason(string text)
    {
        Assert.Equal(new PoisonMessage(null, null, text), PoisonMessage.Read(text));
    }

    [Fact]
    public void A_Long_Reason_Is_Cut_But_Never_Between_The_Halves_Of_A_Character()
    {
        var reason = "x" + string.Concat(Enumerable.Repeat("🚀", 400));

        var read = PoisonMessage.Read(new PoisonMessage(reason, Noon, "m").Write());

        Assert.Equal(499, read.Reason!.Length);
        Assert.StartsWith(read.Reason, reason, StringComparison.Ordinal);
    }
}
