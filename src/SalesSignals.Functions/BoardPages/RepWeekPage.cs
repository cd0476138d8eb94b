using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Directory;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Teams;

namespace SalesSignals.Functions.BoardPages;

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

    /// <summary>
    /// A rep looks at their own week, and who leads others first at somebody of theirs: a manager too has an owner's key in most CRMs, and seldom
    /// deals. Null for a week that is not theirs to look at.
    /// </summary>
    private static Person? AskedFor(BoardVisit visit)
    {
        var code = visit.Query["rep"].ToString();
        return code.Length > 0 ? visit.Scope.Team.FirstOrDefault(person => DealListQuery.CodeOf(person) == code)
            : visit.Viewer.Role is PersonRole.Rep ? visit.Viewer
            : visit.Scope.Team.FirstOrDefault(person => person is { IsActive: true, OwnerKeys.IsEmpty: false, Role: PersonRole.Rep }) ?? visit.Viewer;
    }
}
