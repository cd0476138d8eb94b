using SalesSignals.Board;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Tests.Support;

/// <summary>The real stores over memory, from events to the board.</summary>
internal sealed class Pipeline
{
    public Pipeline(ITable? deals = null, ITable? board = null)
    {
        Deals = new(DealsTable = deals ?? new MemoryTable());
        BoardStore = new(board ?? new MemoryTable());
        Desk = new(Deals, BoardStore, Time);
    }

    public ITable DealsTable { get; }

    public ManualTime Time { get; } = new(Some.Noon.AddDays(30));

    public DealStore Deals { get; }

    public BoardStore BoardStore { get; }

    public DealDesk Desk { get; }

    public DealAssessor Assessor { get; set; } = new(
        SalesSettings.Default, "s0", PeopleDirectory.Empty, [new("crm", true)], DateOnly.FromDateTime(Some.Noon.UtcDateTime));

    public Task ApplyAsync(params CanonicalEvent[] events) => ApplyAsync(Some.Key, events);

    public Task ApplyAsync(DealKey key, params CanonicalEvent[] events) => Desk.ApplyAsync(key, events, Assessor, CancellationToken.None);

    public async Task<WatchedDeal> ReadAsync(DealKey? key = null) => (await Deals.ReadAsync(key ?? Some.Key, CancellationToken.None))!;

    public Task<IReadOnlyList<BoardDeal>> BoardOfAsync(string ownerKey) => BoardStore.ReadAsync([ownerKey], CancellationToken.None);

    public async Task<IReadOnlyList<TableRow>> RowsAsync(string prefix)
    {
        var rows = new List<TableRow>();
        for (var bucket = 0; bucket < DealKeys.Buckets; bucket++)
        {
            await foreach (var page in DealsTable.QueryAsync(TableQuery.Prefix(DealKeys.Bucket(bucket), prefix), CancellationToken.None))
            {
                rows.AddRange(page);
            }
        }

        return rows;
    }
}
