using SalesSignals.Functions.Host;

namespace SalesSignals.Functions.Tests.Infra;

public sealed class CostTests
{
    [Fact]
    public void The_Costs_In_The_Readme_Are_Those_Of_Its_Model()
    {
        var table = CostModel.Table(
            new("10 reps, 300 deals, 500 events a day", Reps: 10, Managers: 2, Deals: 300, EventsADay: 500),
            new("60 reps, 3,000 deals, 5,000 events a day", Reps: 60, Managers: 10, Deals: 3_000, EventsADay: 5_000),
            new("400 reps, 30,000 deals, 50,000 events a day", Reps: 400, Managers: 60, Deals: 30_000, EventsADay: 50_000));

        Assert.Contains(table, Repository.Read("infra/README.md").ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    /// <summary>The model counts runs of timers; these are what it counts by.</summary>
    [Fact]
    public void Timers_Run_As_Often_As_The_Model_Says()
    {
        var schedules = FunctionCatalog.Read(AppContext.BaseDirectory).Of<FunctionTrigger.Timer>().ToDictionary(timer => timer.Name, timer => timer.Schedule, StringComparer.Ordinal);

        Assert.Equal("0 5 * * * *", schedules["ScheduleEvaluation"]);
        Assert.Equal("0 */15 * * * *", schedules["ScheduleDigests"]);
        Assert.Equal("45 10,40 * * * *", schedules["ScheduleReconcile"]);
        Assert.Equal("30 */2 * * * *", schedules["SweepOutbox"]);
    }
}
