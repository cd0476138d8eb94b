namespace SalesSignals.Functions.Tests.Infra;

/// <summary>
/// Dollars, list prices of East US, as written down in November 2026 from Azure's pricing pages (azure.microsoft.com/pricing/details/functions
/// and /storage). They change and differ by region: check them before you count on them.
/// </summary>
internal static class AzurePrices
{
    public const double QueueMillion = 0.40, TableMillion = 0.036, StoredGB = 0.06;

    /// <summary>Flex Consumption: kept ready, running on what is kept ready, and on demand.</summary>
    public const double ReadyGBSecond = 0.000004, ReadyRunGBSecond = 0.000016, OnDemandGBSecond = 0.000026, MillionRuns = 0.40;

    /// <summary>A month.</summary>
    public const double FreeGBSeconds = 100_000, FreeRuns = 250_000;

    /// <summary>No run on Flex Consumption is billed for less.</summary>
    public const double FlexLeastSeconds = 1;

    /// <summary>The old Consumption plan, whose Linux ends in September 2028: memory as it is used, in steps of 128 MB.</summary>
    public const double ConsumptionGBSecond = 0.000016, ConsumptionMillionRuns = 0.20, ConsumptionStepGB = 0.125;

    /// <summary>No run on Consumption is billed for less.</summary>
    public const double ConsumptionLeastSeconds = 0.1;

    public const double LogGB = 2.76, FreeLogGB = 5, AlertRule = 0.50;

    public const double PrivateEndpointHour = 0.01, DnsZone = 0.50;
}
