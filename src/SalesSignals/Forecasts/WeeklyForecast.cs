using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Signals;

namespace SalesSignals.Forecasts;

/// <summary>Where a manager's team stands in this quarter and the next, what changed in a week, and what the commit hangs on.</summary>
public sealed record WeeklyForecast
{
    public const string Kind = EmailKinds.WeeklyForecast;

    public required Person Manager { get; init; }

    /// <summary>The manager's own day.</summary>
    public required DateOnly On { get; init; }

    /// <summary>What it is made of, to be kept for the weeks to come.</summary>
    public required ForecastWeek Week { get; init; }

    /// <summary>A warning that the CRMs may not have told us everything; null where they speak as usual.</summary>
    public string? Stale { get; init; }

    public required QuarterOutlook Current { get; init; }

    public required QuarterOutlook Next { get; init; }

    /// <summary>Who has most to go comes first.</summary>
    public ImmutableArray<RepOutlook> Reps { get; init; } = [];

    /// <summary>The day it is compared with.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>Whether the past is traced back from moves, since no forecast was kept then.</summary>
    public bool IsRetraced { get; init; }

    /// <summary>What changed in this quarter's forecast since then.</summary>
    public ImmutableArray<ForecastChange> Changes { get; init; } = [];

    /// <summary>Deals in this quarter's commit with a grave signal, the first to look at first.</summary>
    public ImmutableArray<DigestDeal> RiskyCommits { get; init; } = [];

    public int MoreRiskyCommits { get; init; }

    /// <summary>What all of them are worth, one sum a currency.</summary>
    public ImmutableArray<Money> AtRisk { get; init; } = [];

    /// <summary>Who is furthest off first.</summary>
    public ImmutableArray<RepAccuracy> Accuracy { get; init; } = [];

    /// <summary>The week: a manager gets one forecast a week.</summary>
    public string Period => Week.Week.Name;

    public bool IsEmpty => Current.Now.Lines.IsEmpty && Next.Now.Lines.IsEmpty;

    public string Headline => (Current.Now.Main, Current.Quarter.Name) switch
    {
        (null, var quarter) => $"Nothing is forecast for {quarter} yet",
        ({ PercentOfQuota: { } percent }, var quarter) => $"{quarter}: forecast {percent}% of quota",
        ({ } main, var quarter) => $"{quarter}: forecast {main.Money(main.Forecast)}",
    };

    /// <summary>Where the quarter stands, and how that changed in a week.</summary>
    public string Subject => Current.MainChange switch
    {
        null => Headline,
        { Amount: 0 } => $"{Headline} · as last week",
        { Amount: > 0 } more => $"{Headline} · up {more}",
        { } less => $"{Headline} · down {less with { Amount = -less.Amount }}",
    };

    /// <param name="team">Those who report to the manager, and the manager where they own deals.</param>
    public static WeeklyForecast Compose(Person manager, IReadOnlyList<TeamMember> team, ForecastContext context)
    {
        ArgumentNullException.ThrowIfNull(manager);
        ArgumentNullException.ThrowIfNull(team);
        ArgumentNullException.ThrowIfNull(context);
        var today = LocalMoment.Of(context.Now, manager.TimeZone).Date;
        var rates = context.Rules?.Rates ?? CurrencyRates.None;
        var week = ForecastWeek.Of(manager, team, today, context.Now);
        var weekAgo = context.Now.AddDays(-7);
        var before = context.Before ?? ForecastWeek.Retrace(manager, team, today.AddDays(-7), weekAgo);
        var quarter = Quarter.Of(today);
        QuarterOutlook Outlook(Quarter of)
        {
            var now = TeamForecast.Compose(manager, team, of, week.In(of), rates);
            return new(now, TeamForecast.Compose(manager, team, of, before.In(of), rates, now.Common));
        }

        var current = Outlook(quarter);
        var risky = DigestDeal.Rank(team, context.Now, rates).Where(deal => IsRiskyCommit(deal, quarter)).ToList();
        return new()
        {
            Manager = manager,
            On = today,
            Week = week,
            Stale = context.Heartbeat.DescribeTrouble(weekAgo, manager.TimeZone, today),
            Current = current,
            Next = Outlook(quarter.Next),
            Reps = RepsOf(team, quarter, week, before, rates, current.Now.Common),
            Since = LocalMoment.Of(before.At, manager.TimeZone).Date,
            IsRetraced = before.IsRetraced,
            Changes = ForecastChange.Between(before, week, quarter, team),
            RiskyCommits = [.. risky.Take(context.Settings.Deals)],
            MoreRiskyCommits = Math.Max(0, risky.Count - context.Settings.Deals),
            AtRisk = TeamForecast.SumsOf(risky.Select(deal => Money.Of(deal.Deal)).OfType<Money>().Select(money => Common(money, current.Now.Common, rates))),
            Accuracy =
            [
                .. team.Where(member => member.Person is { Role: PersonRole.Rep, IsActive: true })
                    .Select(member => RepAccuracy.Of(member.Person, context.History))
                    .OfType<RepAccuracy>()
                    .OrderByDescending(rep => rep.Off)
                    .ThenBy(rep => rep.Rep.Name, StringComparer.Ordinal),
            ],
        };
    }

    private static bool IsRiskyCommit(DigestDeal deal, Quarter quarter) =>
        deal.Gravest.Severity == Severity.High
        && ForecastPiece.PartOf(deal.Deal) is ForecastPart.Commit
        && deal.Deal.CloseOn is { } on
        && quarter.Contains(on);

    private static Money Common(Money money, string? common, CurrencyRates rates) => common is null ? money : rates.In(common, money) ?? money;

    /// <summary>Those with a quota or anything in the quarter.</summary>
    private static ImmutableArray<RepOutlook> RepsOf(
        IReadOnlyList<TeamMember> team, Quarter quarter, ForecastWeek now, ForecastWeek before, CurrencyRates rates, string? common) =>
    [
        .. team
            .Select(member => new RepOutlook(member.Person, QuarterOutlook.Of(member, quarter, now, before, rates, common)))
            .Where(rep => rep.Line is not null)
            .OrderByDescending(rep => rep.ToGo is not null)
            .ThenByDescending(rep => rep.ToGo)
            .ThenBy(rep => rep.Rep.Name, StringComparer.Ordinal),
    ];
}
