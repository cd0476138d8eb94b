using System.Text.Json;
using System.Text.Json.Serialization;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Storage;

namespace SalesSignals.Board;

/// <summary>Keeps the board: one partition an owner, one row a deal, so that a rep's deals are one read.</summary>
public sealed class BoardStore(ITable board)
{
    /// <summary>A smaller team is never worth the whole board: it may be the only one in the directory, and the CRM full of others' deals.</summary>
    private const int LargeTeam = 100;

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
                deals.AddRange(page.Select(Read));
            }
        }

        return deals;
    }

    /// <summary>
    /// The deals of a team by owner key. A large team that is most of the company is read with the whole board, a thousand deals at a
    /// time: that takes a tenth of the reads.
    /// </summary>
    /// <param name="ownersInAll">How many owner keys there are in the company, the team's included.</param>
    public async Task<ILookup<string, BoardDeal>> ReadTeamAsync(
        IReadOnlyCollection<string> ownerKeys, int ownersInAll, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ownerKeys);
        var team = ownerKeys.ToHashSet(StringComparer.Ordinal);
        var deals = team.Count >= LargeTeam && 2 * team.Count >= ownersInAll
            ? await ReadAllAsync(team, cancellationToken)
            : await ReadAsync(team, cancellationToken);
        return deals.ToLookup(deal => deal.OwnerKey, StringComparer.Ordinal);
    }

    /// <summary>All deals on all boards, those that nobody owns included.</summary>
    public async Task<IReadOnlyList<BoardDeal>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var deals = new List<BoardDeal>();
        await foreach (var page in board.QueryAsync(new TableQuery(), cancellationToken))
        {
            deals.AddRange(page.Select(Read));
        }

        return deals;
    }

    /// <summary>How many open deals each owner key has, whoever it is: one look over the whole board.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountOpenByOwnerAsync(CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var page in board.QueryAsync(new TableQuery(), cancellationToken))
        {
            foreach (var deal in page.Select(Read).Where(deal => deal.Status is DealStatus.Open))
            {
                counts[deal.OwnerKey] = counts.GetValueOrDefault(deal.OwnerKey) + 1;
            }
        }

        return counts;
    }

    private async Task<IReadOnlyList<BoardDeal>> ReadAllAsync(HashSet<string> ownerKeys, CancellationToken cancellationToken)
    {
        var partitions = ownerKeys.Select(DealKeys.Part).ToHashSet(StringComparer.Ordinal);
        var deals = new List<BoardDeal>();
        await foreach (var page in board.QueryAsync(new TableQuery(), cancellationToken))
        {
            deals.AddRange(page.Where(row => partitions.Contains(row.PartitionKey)).Select(Read));
        }

        return deals;
    }

    private static BoardDeal Read(TableRow row) => JsonSerializer.Deserialize(JsonColumn.Read(row, "Deal")!, BoardJson.Default.BoardDeal)!;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(BoardDeal))]
internal sealed partial class BoardJson : JsonSerializerContext;
