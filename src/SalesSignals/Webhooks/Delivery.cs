namespace SalesSignals.Webhooks;

/// <summary>A verified webhook, kept until its events are in the snapshots.</summary>
/// <param name="Id">Ours, unique; names the delivery in logs and in poison.</param>
/// <param name="Source">The configured name of its sender.</param>
/// <param name="ReceivedAt">When we acknowledged it.</param>
/// <param name="Headers">The headers its translation needs.</param>
/// <param name="Body">The bytes that came, without what its source redacts.</param>
public sealed record Delivery(
    string Id,
    string Source,
    DateTimeOffset ReceivedAt,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte> Body)
{
    /// <summary>How many rows of the Deliveries table hold its body; 0 where the queue message itself did.</summary>
    public int BodyRows { get; init; }
}
