using System.Collections.Immutable;
using SalesSignals.Calendars;
using SalesSignals.Alerts;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Digests;

/// <summary>A rep who could use their manager today, why, and what would help.</summary>
public sealed record RepInNeed(Person Rep, ImmutableArray<string> Reasons)
{
    /// <summary>As many deals with a high signal at once are more than one person mends alone.</summary>
    public const int ManyHighDeals = 3;

    public static ImmutableArray<RepInNeed> Find(IReadOnlyList<TeamMember> team, ImmutableArray<DigestDeal> ranked, TeamForecast forecast, DateOnly today, string timeZone) =>
    [
        .. team
            .Where(member => member.Person is { Role: PersonRole.Rep, IsActive: true })
            .Select(member => new RepInNeed(
                member.Person,
                [.. new[] { TooMuchAtOnce(member, ranked), NothingClosed(member, forecast.Quarter, today, timeZone), NoPipeline(member) }.OfType<string>()]))
            .Where(rep => !rep.Reasons.IsEmpty)
            .OrderByDescending(rep => rep.Reasons.Length)
            .ThenBy(rep => rep.Rep.Name, StringComparer.Ordinal),
    ];

    private static string? TooMuchAtOnce(TeamMember member, ImmutableArray<DigestDeal> ranked)
    {
        var high = ranked.Where(deal => deal.Owner.Id == member.Person.Id && deal.Gravest.Severity == Severity.High).ToArray();
        return high.Length < ManyHighDeals
            ? null
            : $"{high.Length} deals in trouble at once. Half an hour together on {Wording.Clean(high[0].Deal.Name, 40)} would help most.";
    }

    private static string? NothingClosed(TeamMember member, Quarter quarter, DateOnly today, string timeZone)
    {
        var open = member.Deals.Where(deal => deal.Status == DealStatus.Open && deal.CloseOn is { } on && quarter.Contains(on)).ToArray();
        var expected = member.Person.QuarterlyQuota > 0 || open.Length > 0;
        if (!expected || !quarter.IsPastHalf(today) || member.Deals.Any(deal => TeamForecast.IsWonIn(deal, quarter, timeZone)))
        {
            return null;
        }

        var left = Wording.Count(quarter.DaysLeft(today), "day");
        return open.Length switch
        {
            0 => $"Nothing closed yet and nothing open for {quarter.Name}, {left} left. Look together at what could be brought forward.",
            1 => $"Nothing closed yet, {left} left in {quarter.Name}. {Wording.Clean(open[0].Name, 40)} can still close: think it through together.",
            _ => $"Nothing closed yet, {left} left in {quarter.Name}. {open.Length} deals can still close: choose the likeliest together.",
        };
    }

    private static string? NoPipeline(TeamMember member) => member.Deals.Any(deal => deal.Status == DealStatus.Open)
        ? null
        : "No open deals. One or two first conversations this week make the next quarter lighter.";
}
