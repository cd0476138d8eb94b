using System.Text.Json;
using SalesSignals.Deals;

namespace SalesSignals.Tests.Support;

/// <summary>A snapshot as the text it is stored as: two snapshots are the same when their texts are.</summary>
internal static class SnapshotText
{
    public static string Write(DealSnapshot deal) => JsonSerializer.Serialize(deal, DealJson.Default.DealSnapshot);

    public static DealSnapshot Read(string text) => JsonSerializer.Deserialize(text, DealJson.Default.DealSnapshot)!;
}
