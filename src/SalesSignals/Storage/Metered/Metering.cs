using System.Diagnostics;
using SalesSignals.Telemetry;

namespace SalesSignals.Storage.Metered;

/// <summary>Measures calls of storage.</summary>
internal static class Metering
{
    public const string Ok = "ok";

    /// <summary>When a call begins; 0 where nobody wants to know.</summary>
    public static long Begin() => SalesMetrics.TimesStorage ? Stopwatch.GetTimestamp() : 0;

    public static async Task<T> TimeAsync<T>(string store, string operation, Task<T> call, Func<T, string> outcomeOf, long since)
    {
        try
        {
            var result = await call.ConfigureAwait(false);
            SalesMetrics.Storage(store, operation, outcomeOf(result), since);
            return result;
        }
        catch (Exception e)
        {
            SalesMetrics.Storage(store, operation, OutcomeOf(e), since);
            throw;
        }
    }

    public static string OutcomeOf(Exception failure) => failure switch
    {
        StorageUnavailableException => "unavailable",
        OperationCanceledException => "cancelled",
        _ => "failed",
    };
}
