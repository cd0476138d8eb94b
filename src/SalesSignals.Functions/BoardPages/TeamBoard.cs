using SalesSignals.Board;

namespace SalesSignals.Functions.BoardPages;

/// <summary>Reads what somebody sees of the board.</summary>
internal static class TeamBoard
{
    /// <summary>A partition a rep; for who sees all, the whole board, with the deals that nobody owns.</summary>
    public static async Task<IReadOnlyList<BoardDeal>> ReadAsync(BoardStore board, BoardVisit visit)
    {
        if (visit.Scope.SeesAll)
        {
            return await board.ReadAllAsync(visit.Aborted);
        }

        var deals = await board.ReadTeamAsync(visit.Scope.OwnerKeys, visit.People.People.Sum(person => person.OwnerKeys.Length), visit.Aborted);
        return [.. visit.Scope.OwnerKeys.SelectMany(key => deals[key])];
    }
}
