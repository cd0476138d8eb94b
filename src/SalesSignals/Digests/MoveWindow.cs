using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using SalesSignals.Board;

namespace SalesSignals.Digests;

/// <summary>
/// Which moves a digest tells: those since the previous one, and those of shortly before that were not known yet, since a webhook comes
/// seconds late as a rule, and a day late after an outage.
/// </summary>
/// <param name="Told">The moves that the previous digest knew of; null where that is not known, and nothing late is told.</param>
public sealed record MoveWindow(DateTimeOffset Since, DateTimeOffset Until, ImmutableHashSet<long>? Told = null)
{
    /// <summary>How late a move may become known and still be news: CRMs try for a day.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromDays(2);

    /// <summary>More moves than this in two days are an import; what an import brings late is no news.</summary>
    private const int Capacity = 50_000;

    public bool Contains(BoardDeal deal, DealMove move)
    {
        ArgumentNullException.ThrowIfNull(move);
        return move.At <= Until
            && (move.At > Since || (Told is not null && move.At > Since - Late && !Told.Contains(IdOf(deal, move))));
    }

    /// <summary>What the next digest has to know of this one: the moves of its last days.</summary>
    public ImmutableHashSet<long> ToldUntil(IEnumerable<BoardDeal> deals) =>
    [
        .. deals
            .SelectMany(deal => deal.Moves.Where(move => move.At <= Until && move.At > Until - Late).Select(move => (Deal: deal, Move: move)))
            .OrderByDescending(moved => moved.Move.At)
            .Take(Capacity)
            .Select(moved => IdOf(moved.Deal, moved.Move)),
    ];

    private static long IdOf(BoardDeal deal, DealMove move) =>
        BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{deal.Key}\n{move.Kind}\n{move.At.UtcTicks}\n{move.To}")));
}
