using SalesSignals.Signals;
using SalesSignals.Teams;
using SalesSignals.Tests.Support;
using static SalesSignals.Tests.Teams.TeamSamples;

namespace SalesSignals.Tests.Teams;

public sealed class UnpredictableForecastTests
{
    [Fact]
    public void One_Known_Quarter_Is_Not_Enough() => Assert.Equal(
        (RuleOutcome.Unknown, "The forecast at the middle and the result are known of 1 of the last 4 quarters; 2 are needed."),
        Answer(("2026-07-01", 10, 100), ("2026-10-01", 10, null)));

    [Theory]
    [InlineData(126, 75, RuleOutcome.Fired)]
    [InlineData(125, 75, RuleOutcome.Quiet)] // 25 % is no more than 25 %
    [InlineData(74, 126, RuleOutcome.Fired)] // less than was won misses too
    public void Two_Forecasts_More_Than_A_Quarter_Off_Are_Too_Many(int first, int second, RuleOutcome expected) =>
        Assert.Equal(expected, Answer(("2026-07-01", first, 100), ("2026-04-01", second == 75 ? 200 : second, 100)).Outcome);

    [Fact]
    public void It_Shows_Each_Quarter()
    {
        var signal = Detect(("2026-07-01", 90_000, 40_000), ("2026-04-01", 50_000, 50_000), ("2026-01-01", 20_000, 0)).Signal!;

        Assert.Equal((Severity.Low, "The forecast at mid-quarter was more than 25 % off in 2 of 3 quarters."), (signal.Severity, signal.Summary));
        Assert.Equal<Evidence>(
            [
                new("Q3 2026", "€90,000 forecast, €40,000 won, 125 % off"),
                new("Q2 2026", "€50,000 forecast, €50,000 won, 0 % off"),
                new("Q1 2026", "€20,000 forecast, €0 won, 100 % off"),
            ],
            signal.Evidence);
    }

    [Fact]
    public void What_Is_Long_Ago_Is_Forgotten() =>
        Assert.Equal(RuleOutcome.Quiet, Answer(("2026-07-01", 10, 100), ("2026-04-01", 100, 100), ("2025-07-01", 10, 100)).Outcome);

    [Fact]
    public void A_Quarter_With_Nothing_To_Forecast_Says_Nothing() =>
        Assert.Equal(RuleOutcome.Unknown, Answer(("2026-07-01", 10, 100), ("2026-04-01", 0, 0)).Outcome);

    private static (RuleOutcome Outcome, string Reason) Answer(params (string, decimal, decimal?)[] told) => (Detect(told).Outcome, Detect(told).Explain());

    private static RuleVerdict Detect(params (string, decimal, decimal?)[] told) => UnpredictableForecast.Detect(Context(Open()) with { Forecasts = TeamSamples.Forecasts(told) });
}
