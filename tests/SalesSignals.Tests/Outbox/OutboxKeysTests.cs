using SalesSignals.Outbox;

namespace SalesSignals.Tests.Outbox;

public sealed class OutboxKeysTests
{
    [Theory]
    [InlineData("morning-digest", "2026-11-23", "morning-digest|2026-11-23")]
    [InlineData("rep-alert", "hubspot:42|stalled-deal", "rep-alert|hubspot:42!007Cstalled-deal")]
    [InlineData("a/b", "c#d", "a!002Fb|c!0023d")]
    public void The_Row_Of_A_Message_Names_Its_Kind_And_Period(string kind, string period, string key) =>
        Assert.Equal(key, OutboxKeys.Row(kind, period));

    [Fact]
    public void A_Long_Period_Is_Hashed_And_Stays_Distinct()
    {
        var one = OutboxKeys.Row("rep-alert", new string('x', 5000) + "1");
        var other = OutboxKeys.Row("rep-alert", new string('x', 5000) + "2");

        Assert.StartsWith("rep-alert|!sha256-", one, StringComparison.Ordinal);
        Assert.Equal("rep-alert|!sha256-".Length + 64, one.Length);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void No_Person_Has_The_Partition_Of_The_Index() =>
        Assert.NotEqual("!messages", OutboxKeys.Partition("!messages"));
}
