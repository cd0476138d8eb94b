using SalesSignals.Board;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Functions.Pulse;

namespace SalesSignals.Functions.Work;

/// <summary>Reads what a manager's mail is made of: the team with its deals, and whether the CRMs still speak.</summary>
internal sealed class TeamReader(BoardStore board, SourceWatch watch)
{
    /// <summary>
    /// Those who report to the manager, and the manager where they own deals. Who has left is among them: until somebody takes their deals over,
    /// nobody else hears of those.
    /// </summary>
    public static IReadOnlyList<Person> PeopleOf(Person manager, PeopleDirectory people) =>
        [.. people.TeamOf(manager.Id).Append(manager).Where(person => !person.OwnerKeys.IsEmpty || (person.IsActive && person != manager))];

    /// <summary>The same, each with their part of the board.</summary>
    public async Task<IReadOnlyList<TeamMember>> ReadAsync(Person manager, PeopleDirectory people, CancellationToken cancellationToken)
    {
        var team = PeopleOf(manager, people);
        var deals = await board.ReadTeamAsync(
            [.. team.SelectMany(person => person.OwnerKeys)], people.People.Sum(person => person.OwnerKeys.Length), cancellationToken);
        return [.. team.Select(person => new TeamMember(person, [.. person.OwnerKeys.SelectMany(key => deals[key])]))];
    }

    /// <summary>Of the sources that the team has deals in.</summary>
    public async Task<Heartbeat> HeartbeatAsync(IReadOnlyList<TeamMember> team, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var states = await watch.ReadAsync(cancellationToken);
        var deals = team.SelectMany(member => member.Deals).ToLookup(deal => deal.Key.Source, StringComparer.Ordinal);
        var owned = team.SelectMany(member => member.Person.OwnerKeys).Select(key => key.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        var spoken = states.Where(state => state.Pulse.LastDeliveryAt is not null && owned.Contains(state.Name)).Select(state => state.Name);
        return new(
            deals.SelectMany(source => source).Sum(deal => deal.Heard.Where(heard => heard.Hour > since.AddHours(-1)).Sum(heard => (long)heard.Count)),
            [
                .. deals.Select(source => source.Key).Union(spoken, StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
                    .Select(name => Of(name, deals[name], states.FirstOrDefault(state => state.Name == name))),
            ]);
    }

    private static SourceHeartbeat Of(string name, IEnumerable<BoardDeal> deals, SourceState? state) =>
        new(state?.Label ?? name, deals.Max(deal => (DateTimeOffset?)deal.LastEventAt) ?? state?.Pulse.LastEventAt)
        {
            SilentSince = state?.Silent is null ? null : state.Measured!.LastDeliveryAt,
            UsualGap = state?.UsualGap,
            Differences = state?.Reconciled.DifferencesLast7Days ?? 0,
        };
}
