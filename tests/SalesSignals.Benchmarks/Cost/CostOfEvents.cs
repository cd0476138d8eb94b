using SalesSignals.Benchmarks.Measuring;
using SalesSignals.Benchmarks.Storage;
using SalesSignals.Functions.Tests.Work;
using static SalesSignals.Functions.Tests.Infra.AzurePrices;

namespace SalesSignals.Benchmarks.Cost;

/// <summary>
/// What a million events cost, from the operations that are counted here and the prices in <c>AzurePrices</c>: storage, and two runs a delivery (it is
/// received, it is processed). Free grants, timers, mail, logs and instances kept ready are left out; <c>infra/README.md</c> has all of a month.
/// </summary>
internal static class CostOfEvents
{
    private const double Million = 1e6;
    private const int RunsADelivery = 2;

    /// <summary>An instance of Flex Consumption as it is deployed, and the messages of a queue that it works on at once (host.json).</summary>
    private const double FlexGB = 2;
    private const int RunsAtOnce = 16;

    /// <summary>Assumed of host and app together on Consumption; it bills what is in use.</summary>
    private const double ConsumptionGB = 2 * ConsumptionStepGB;

    public static async Task<IReadOnlyList<Finding>> MeasureAsync(Effort effort)
    {
        var alone = await StorageOperations.CountAsync(SampleEvents.Event(0, deal: 1), SampleEvents.Event(20, deal: 1));
        var batch = await StorageOperations.CountAsync(SampleEvents.Batch(StorageOperations.BatchEvents, deals: 20));
        return [.. Of("events that come alone", alone, 1), .. Of("events by the hundred", batch, StorageOperations.BatchEvents)];
    }

    private static IEnumerable<Finding> Of(string what, StorageCount count, int eventsADelivery)
    {
        var storage = Million / eventsADelivery * ((count.Queue * QueueMillion) + (count.Table * TableMillion)) / Million;
        var runs = Million / eventsADelivery * RunsADelivery;
        var consumption = runs * ((ConsumptionMillionRuns / Million) + (ConsumptionLeastSeconds * ConsumptionGB * ConsumptionGBSecond));
        var (flexAlone, flexShared) = (Flex(runs, 1), Flex(runs, RunsAtOnce));
        return
        [
            Finding.Told($"a million {what}: storage", Dollars(storage)),
            Finding.Told($"a million {what}: storage and Consumption", Dollars(storage + consumption)),
            Finding.Told($"a million {what}: storage and Flex Consumption, each second shared by {RunsAtOnce} runs, or by none", $"{Dollars(storage + flexShared)} to {Dollars(storage + flexAlone)}"),
        ];
    }

    private static double Flex(double runs, int atOnce) =>
        runs * ((MillionRuns / Million) + (FlexLeastSeconds * FlexGB * OnDemandGBSecond / atOnce));

    private static string Dollars(double amount) => FormattableString.Invariant($"${amount:0.00}");
}
