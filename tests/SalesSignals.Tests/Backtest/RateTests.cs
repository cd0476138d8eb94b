using SalesSignals.Backtest;

namespace SalesSignals.Tests.Backtest;

public class RateTests
{
    [Theory]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(10, 10, 0.7225, 1)]
    [InlineData(1128, 3546, 0.3030, 0.3336)]
    [InlineData(0, 0, 0, 1)]
    public void Interval_Of_A_Rate_Is_Wilsons(int lost, int deals, double low, double high)
    {
        var interval = new Rate(lost, deals).Interval();

        Assert.Equal(low, interval.Low, 3);
        Assert.Equal(high, interval.High, 3);
    }

    [Fact]
    public void Interval_Of_The_Lift_Is_That_Of_The_Log_Of_The_Ratio()
    {
        var comparison = new Comparison(new(30, 100), new(15, 100));

        Assert.Equal(2, comparison.Lift!.Value.Value, 6);
        Assert.Equal(1.1489, comparison.Lift.Value.Interval.Low, 3);
        Assert.Equal(3.4816, comparison.Lift.Value.Interval.High, 3);
        Assert.Equal(Finding.LostMoreOften, comparison.Finding);
    }

    [Theory]
    [InlineData(19, 19, 5, 100)]
    [InlineData(5, 100, 19, 19)]
    [InlineData(0, 100, 5, 100)]
    [InlineData(5, 100, 0, 100)]
    public void Few_Deals_Or_No_Loss_On_A_Side_Say_Nothing(int flaggedLost, int flagged, int otherLost, int others)
    {
        var comparison = new Comparison(new(flaggedLost, flagged), new(otherLost, others));

        Assert.Null(comparison.Lift);
        Assert.Equal(Finding.TooFew, comparison.Finding);
    }

    [Theory]
    [InlineData(30, 31, Finding.NoDifference)]
    [InlineData(20, 60, Finding.LostLessOften)]
    public void Range_Around_One_Is_No_Difference(int flaggedLost, int otherLost, Finding expected) =>
        Assert.Equal(expected, new Comparison(new(flaggedLost, 100), new(otherLost, 100)).Finding);
}
