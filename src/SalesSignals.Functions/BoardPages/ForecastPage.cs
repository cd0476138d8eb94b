using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Directory;
using SalesSignals.Forecasts;
using SalesSignals.Functions.Pulse;
using SalesSignals.Functions.Work;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Teams;

namespace SalesSignals.Functions.BoardPages;

/// <summary>Where a team stands today against quota, and how its forecast moved over a quarter of weeks; for a rep, their own part.</summary>
public sealed class ForecastPage(BoardStore board, SourceWatch watch, Tables tables, DealAssessors assessors)
{
    /// <summary>A quarter's worth.</summary>
    private const int Weeks = 13;

    private readonly TeamReader _teams = new(board, watch);
    private readonly ForecastWeekStore _weeks = new(tables.Cursor);

    public async Task<IResult> ShowAsync(BoardVisit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        var choices = ChoicesOf(visit);
        var asked = visit.Query["team"].ToString();
        if ((asked.Length == 0 ? choices.FirstOrDefault() ?? visit.Viewer : choices.FirstOrDefault(person => DealListQuery.CodeOf(person) == asked)) is not { } whose)
        {
            return await visit.NotFoundAsync();
        }

        var settings = (await assessors.CurrentAsync(visit.Aborted)).Settings;
        var team = await _teams.ReadAsync(whose, visit.People, visit.Aborted);
        var week = IsoWeek.Of(LocalMoment.Of(visit.Now, whose.TimeZone).Date);
        var kept = await KeptAsync(whose, week, visit.Aborted);
        var rules = new TeamAssessor(settings, DateOnly.FromDateTime(visit.Now.UtcDateTime));
        var forecast = WeeklyForecast.Compose(whose, team, new()
        {
            Now = visit.Now,
            Before = kept.IsEmpty ? null : kept[^1],
            Heartbeat = await _teams.HeartbeatAsync(team, visit.Now.AddDays(-7), visit.Aborted),
            History = await new ForecastStore(tables.Cursor).ReadAsync(KeeperOf(whose), visit.Aborted),
            Settings = settings.Forecast,
            Rules = rules,
        });
        return await visit.PageAsync<ForecastView>("Forecast", ForecastPageModel.Of(forecast, kept, team, rules.Rates, visit.Viewer, choices, visit.Now));
    }

    /// <summary>Whose forecast the viewer may look at: their own first, then those of the managers they see.</summary>
    private static ImmutableArray<Person> ChoicesOf(BoardVisit visit)
    {
        bool HasTeam(Person person) => TeamReader.PeopleOf(person, visit.People).Count > 0;
        return
        [
            .. visit.Scope.Team
                .Where(person => person.IsActive && (person.Id == visit.Viewer.Id || person.Role == PersonRole.Manager) && HasTeam(person))
                .OrderByDescending(person => person.Id == visit.Viewer.Id),
        ];
    }

    /// <summary>The weeks that were kept; of a rep their part of those that their manager's were.</summary>
    private async Task<ImmutableArray<ForecastWeek>> KeptAsync(Person whose, IsoWeek week, CancellationToken cancellationToken)
    {
        var kept = await _weeks.ReadAsync(KeeperOf(whose), week.Before(Weeks - 1), week, cancellationToken);
        return whose.Role == PersonRole.Rep
            ? [.. kept.Select(one => one with { Pieces = [.. one.Pieces.Where(piece => piece.OwnerId == whose.Id)] })]
            : kept;
    }

    private static string KeeperOf(Person whose) => whose.Role == PersonRole.Rep && whose.ManagerId is { } manager ? manager : whose.Id;
}
