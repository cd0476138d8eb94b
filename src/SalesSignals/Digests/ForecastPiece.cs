using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Teams;

namespace SalesSignals.Digests;

/// <summary>Which of a forecast's sums a deal is part of.</summary>
public enum ForecastPart
{
    Won,
    Commit,
    BestCase,
    Pipeline,
}

/// <summary>What a deal adds to a forecast.</summary>
/// <param name="On">The day that puts it into a quarter: of the win, on the manager's calendar, or the close date.</param>
/// <param name="Money">Null where its amount is unknown: nobody can forecast that.</param>
public sealed record ForecastPiece(DealKey Deal, string OwnerId, ForecastPart Part, DateOnly On, Money? Money)
{
    /// <summary>What the deals of a team add to a quarter's forecast: those that close in it, and those that were won in it.</summary>
    public static ImmutableArray<ForecastPiece> Of(Person manager, IReadOnlyList<TeamMember> team, Quarter quarter)
    {
        ArgumentNullException.ThrowIfNull(manager);
        return
        [
            .. from member in team
               from deal in member.Deals
               let part = PartOf(deal)
               let day = part is ForecastPart.Won ? WonOn(deal, manager.TimeZone) : deal.CloseOn
               where part is not null && day is not null && quarter.Contains(day.Value)
               select new ForecastPiece(deal.Key, member.Person.Id, part.Value, day.Value, Board.Money.Of(deal)),
        ];
    }

    /// <summary>Null for what is no part of a forecast: lost, deleted, or left out by its rep.</summary>
    public static ForecastPart? PartOf(BoardDeal deal)
    {
        ArgumentNullException.ThrowIfNull(deal);
        return deal.Status == DealStatus.Won ? ForecastPart.Won
            : !deal.IsForecast() ? null
            : ForecastClasses.Of(deal) switch
            {
                ForecastClass.Commit => ForecastPart.Commit,
                ForecastClass.BestCase => ForecastPart.BestCase,
                _ => ForecastPart.Pipeline,
            };
    }

    /// <summary>The day of the win on somebody's calendar.</summary>
    public static DateOnly? WonOn(BoardDeal deal, string timeZone)
    {
        ArgumentNullException.ThrowIfNull(deal);
        return deal.ClosedAt is { } at ? LocalMoment.Of(at, timeZone).Date : deal.CloseOn;
    }
}
