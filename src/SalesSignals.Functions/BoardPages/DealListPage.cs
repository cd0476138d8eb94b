using SalesSignals.Board;
using SalesSignals.Signals;

namespace SalesSignals.Functions.BoardPages;

/// <summary>The first page: the open deals by risk. One read of the board a rep, and none of the deals themselves.</summary>
public sealed class DealListPage(BoardStore board, DealAssessors assessors)
{
    public async Task<IResult> ShowAsync(BoardVisit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        var rates = new CurrencyRates((await assessors.CurrentAsync(visit.Aborted)).Settings.Currencies);
        var model = DealListModel.Compose(
            visit.Viewer, visit.Scope, await TeamBoard.ReadAsync(board, visit), visit.People, rates, DealListQuery.Read(visit.Query), visit.Now);
        return await visit.PageAsync<DealListView>(model.Title, model);
    }
}
