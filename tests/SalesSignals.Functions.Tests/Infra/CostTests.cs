using System.Globalization;
using NCrontab;
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

    [Fact]
    public void Timers_Run_As_Often_As_The_Model_Says()
    {
        // The first moment itself does not count.
        var (from, until) = (new DateTime(2026, 10, 31, 23, 59, 59), new DateTime(2026, 12, 1));

        var runs = FunctionCatalog.Read(AppContext.BaseDirectory).Of<FunctionTrigger.Timer>()
            .Sum(timer => CrontabSchedule.Parse(timer.Schedule, new() { IncludingSeconds = true }).GetNextOccurrences(from, until).Count());

        Assert.Equal(CostModel.Ticks, runs);
        Assert.Contains($"{runs.ToString("N0", CultureInfo.InvariantCulture)} times a month", Repository.Read("infra/README.md"), StringComparison.Ordinal);
    }
}
