using Azure.Core;
using Azure.Core.Pipeline;
using SalesSignals.Telemetry;

namespace SalesSignals.Azure;

/// <summary>Compares our clock with that of the storage service, by the time it puts on an answer, where somebody measures that.</summary>
internal sealed class ClockSkewPolicy : HttpPipelineSynchronousPolicy
{
    public static readonly ClockSkewPolicy Shared = new();

    /// <summary>An answer names whole seconds: on average half of one is cut off.</summary>
    private static readonly TimeSpan CutOff = TimeSpan.FromSeconds(0.5);

    public override void OnReceivedResponse(HttpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (SalesMetrics.ComparesClocks && message.HasResponse && message.Response.Headers.Date is { } date)
        {
            SalesMetrics.ClockSkew("storage", date + CutOff - TimeProvider.System.GetUtcNow());
        }
    }
}
