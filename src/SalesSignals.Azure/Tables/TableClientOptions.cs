using Azure.Core;

namespace SalesSignals.Azure.Tables;

/// <summary>Transport, retries and time limits of table clients; the defaults are <see cref="StorageConnectionTimeouts"/>.</summary>
public sealed class TableClientOptions : ClientOptions
{
    public TableClientOptions()
    {
        StorageConnectionTimeouts.Apply(this);
        AddPolicy(PooledBodyPolicy.Shared, HttpPipelinePosition.BeforeTransport);
    }
}
