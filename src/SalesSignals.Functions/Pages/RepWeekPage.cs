using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Directory;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Teams;

namespace SalesSignals.Functions.Pages;

/// <summary>A rep's week: one read of the board, and the forecasts their managers' digests have noted.</summary>
public sealed class RepWeekPage(BoardStore board, Tables tables, DealAssessors assessors)
{
    public async Task<IResult> ShowAsync(BoardVisit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        if (AskedFor(visit) is not { } rep)
        {
            return await visit.NotFoundAsync();
        }

        var settings = (await assessors.CurrentAsync(visit.Aborted)).Settings;
        var deals = await board.ReadAsync(rep.OwnerKeys, visit.Aborted);
        var forecasts = await new ForecastStore(tables.Cursor).ReadOfAsync(rep, visit.People, visit.Aborted);
        var context = new TeamAssessor(settings, DateOnly.FromDateTime(visit.Now.UtcDateTime)).ContextOf(rep, deals, visit.Now, forecasts);
        var model = RepWeekModel.Compose(visit.Viewer, rep, visit.Scope, deals, context, visit.People);
        return await visit.PageAsync<RepWeekView>(model.Title, model);
    }

    /// <summary>Who owns no deals looks at somebody else's week; null for one that is not theirs to look at.</summary>
    private static Person? AskedFor(BoardVisit visit)
    {
        var code = visit.Query["rep"].ToString();
        return code.Length > 0 ? visit.Scope.Team.FirstOrDefault(person => DealListQuery.CodeOf(person) == code)
            : visit.Viewer.OwnerKeys.IsEmpty ? visit.Scope.Team.FirstOrDefault(person => person is { IsActive: true, OwnerKeys.IsEmpty: false }) ?? visit.Viewer
            : visit.Viewer;
    }
}
