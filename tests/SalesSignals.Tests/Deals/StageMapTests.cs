using SalesSignals.Deals;
using SalesSignals.Settings;

namespace SalesSignals.Tests.Deals;

public class StageMapTests
{
    [Theory]
    [InlineData("appointmentscheduled", DealStage.Qualified)]
    [InlineData("closedwon", DealStage.Won)]
    [InlineData("Prospecting", DealStage.Qualified)]
    [InlineData("Negotiation/Review", DealStage.Negotiation)]
    [InlineData("Closed Lost", DealStage.Lost)]
    [InlineData("Scoping", null)]
    public void Stages_That_Crms_Come_With_Are_Known_In_Any_Pipeline(string stage, DealStage? expected) =>
        Assert.Equal(expected, new StageMap(new SalesSettings()).Resolve("0128k000000ReTyAAK", stage));
}
