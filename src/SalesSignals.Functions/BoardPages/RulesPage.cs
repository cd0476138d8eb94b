using System.Collections.Immutable;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Signals;

namespace SalesSignals.Functions.BoardPages;

/// <summary>How often each rule was right to speak: of all teams for an admin, of the teams below them for a manager.</summary>
public sealed class RulesPage(RuleFindingsStore store, DealAssessors assessors)
{
    private const string Team = "team";

    public async Task<IResult> ShowAsync(BoardVisit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        var counted = await store.ReadAsync(visit.Aborted);
        var settings = (await assessors.CurrentAsync(visit.Aborted)).Settings.Feedback;
        ImmutableArray<string> teams = [.. TeamsOf(visit, counted?.Findings)];
        var asked = visit.Query[Team].ToString();
        var team = teams.FirstOrDefault(one => string.Equals(one, asked, StringComparison.OrdinalIgnoreCase));
        if (asked.Length > 0 && team is null)
        {
            return await visit.NotFoundAsync();
        }

        // A manager of several teams begins with one: the sum over all teams is not theirs to see.
        team ??= visit.Scope.SeesAll ? null : teams.FirstOrDefault();
        var findings = (visit.Scope.SeesAll || team is not null) && counted is not null ? counted.Findings.Of(team) : RuleFindings.None.Of(null);
        var reps = visit.Scope.Team.Where(person => person is { IsActive: true, OwnerKeys.IsEmpty: false }
            && (team is null || string.Equals(person.Team, team, StringComparison.OrdinalIgnoreCase)));
        return await visit.PageAsync<RulesTable>("Rules", new RulesTableModel
        {
            Team = team,
            Teams = teams,
            SeesAll = visit.Scope.SeesAll,
            CountedAt = counted?.CountedAt,
            TimeZone = visit.Viewer.TimeZone,
            Now = visit.Now,
            Settings = settings,
            Rules = ReportedRule.Of(findings, reps, settings),
            Quiet = [.. findings.Where(rule => rule is { RecentAlerts: 0, Judged: 0 }).Select(rule => rule.Kind)],
        });
    }

    private static IEnumerable<string> TeamsOf(BoardVisit visit, RuleFindings? findings)
    {
        var theirs = visit.Scope.Team.Select(person => person.Team).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return (findings?.Teams ?? []).Where(team => visit.Scope.SeesAll || theirs.Contains(team));
    }
}
