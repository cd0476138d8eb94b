using SalesSignals.Board;
using SalesSignals.Explain;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Functions.Work;

/// <summary>
/// The board at another time than now, in memory: in the past as deals were known then, by what is kept of their histories; in the future as
/// the rules will see them if nothing happens until then.
/// </summary>
internal static class BoardThen
{
    private const int DealsAtOnce = 8;

    /// <param name="ownerKeys">Whose deals, as they own them now.</param>
    public static async Task<BoardStore> LookAsync(
        Tables tables, IEnumerable<string> ownerKeys, DealAssessor assessor, DateTimeOffset now, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (deals, then) = (new DealStore(tables.Deals), new BoardStore(new MemoryTable()));
        await Parallel.ForEachAsync(
            await new BoardStore(tables.Board).ReadAsync(ownerKeys, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = DealsAtOnce, CancellationToken = cancellationToken },
            async (shown, cancel) =>
            {
                if (await deals.ReadAsync(shown.Key, cancel) is { } stored
                    && (at < now ? await KnownAsync(deals, stored, at, cancel) : stored) is { } deal
                    && assessor.Assess(deal, at) is { IsOnBoard: true } assessed)
                {
                    await then.PutAsync(BoardView.Compose(assessed, assessor), cancel);
                }
            });
        return then;
    }

    private static async Task<WatchedDeal?> KnownAsync(DealStore deals, WatchedDeal stored, DateTimeOffset at, CancellationToken cancellationToken) =>
        KnownThen.Of(stored, await deals.ReadEventsAsync(stored.Key, cancellationToken), at) is { } then
            ? then.Deal with { Heard = [.. stored.Heard.Where(heard => heard.Hour <= at)] }
            : null;
}
