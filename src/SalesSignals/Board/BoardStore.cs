using System.Text.Json;
using System.Text.Json.Serialization;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Storage;

namespace SalesSignals.Board;

/// <summary>Keeps the board: one partition an owner, one row a deal, so that a rep's deals are one read.</summary>
public sealed class BoardStore(ITable board)
{
    public Task PutAsync(BoardDeal deal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deal);
        var row = new TableRow(DealKeys.Part(deal.OwnerKey), DealKeys.Part(deal.Key.ToString()));
        JsonColumn.Write(row, "Deal", JsonSerializer.Serialize(deal, BoardJson.Default.BoardDeal));
        return board.WriteAsync(new TableWrite.Upsert(row), cancellationToken);
    }

    /// <summary>Takes a deal off an owner's board; no harm where it is not on it.</summary>
    public Task RemoveAsync(string ownerKey, DealKey deal, CancellationToken cancellationToken) =>
        board.WriteAsync(new TableWrite.Delete(DealKeys.Part(ownerKey), DealKeys.Part(deal.ToString()), "*"), cancellationToken);

    /// <summary>All deals on the boards of the owner keys given, one partition read each.</summary>
    public async Task<IReadOnlyList<BoardDeal>> ReadAsync(IEnumerable<string> ownerKeys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ownerKeys);
        var deals = new List<BoardDeal>();
        foreach (var ownerKey in ownerKeys)
        {
            await foreach (var page in board.QueryAsync(new TableQuery(DealKeys.Part(ownerKey)), cancellationToken))
            {
                deals.AddRange(page.Select(row => JsonSerializer.Deserialize(JsonColumn.Read(row, "Deal")!, BoardJson.Default.BoardDeal)!));
            }
        }

        return deals;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(BoardDeal))]
internal sealed partial class BoardJson : JsonSerializerContext;
