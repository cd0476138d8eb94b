using System.Text;
using SalesSignals.Crm.Tests.Support;

namespace SalesSignals.Crm.Tests.Dataverse;

public class DataverseSamplesTests
{
    public static TheoryData<string> Files() => [.. Samples.Names("dataverse", "*.json")];

    /// <summary>Beside each sample stands what it must become: an event a line, then what is unreadable, then how many are ignored.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Each_Sample_Becomes_What_Is_Written_Beside_It(string file)
    {
        var delivery = Some.Delivery(Samples.Read("dataverse/" + file), (Contexts.HostHeader, "fjord.crm4.dynamics.com"));

        var translation = Contexts.Source().Translate(delivery);

        Assert.Equal(
            Encoding.UTF8.GetString(Samples.Read("dataverse/" + Path.ChangeExtension(file, ".expected.txt"))),
            Contexts.Written(translation));
    }

    [Fact]
    public void A_Delivery_Sent_Again_Says_The_Same_Under_The_Same_Id()
    {
        var first = Contexts.Sample("16a_retry_first.json");
        var second = Contexts.Sample("16b_retry_same_operationid.json");

        Assert.Equal(2, first.Events.Count);
        Assert.Equal(first.Events, second.Events);
    }
}
