using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Teams;

namespace SalesSignals.Forecasts;

/// <summary>A rep's own week in a minute: their numbers, what no alert had room for, and what comes next.</summary>
public sealed record RepWeek
{
    public const string Kind = EmailKinds.RepWeek;

    /// <summary>How far it looks ahead to what is planned, and back to what went well.</summary>
    private const int WeekDays = 7;

    /// <summary>A close date this near wants its last steps agreed.</summary>
    private const int SoonDays = 14;

    public required Person Rep { get; init; }

    /// <summary>The rep's own day.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The rep's own quarter against their quota.</summary>
    public required TeamForecast Forecast { get; init; }

    /// <summary>Deals with something that the rep has not been told, the most pressing first.</summary>
    public ImmutableArray<AlertedDeal> Waiting { get; init; } = [];

    /// <summary>Deals that wait beyond those.</summary>
    public int MoreWaiting { get; init; }

    /// <summary>What is planned in the next seven days, soonest first.</summary>
    public ImmutableArray<(BoardDeal Deal, PlannedStep Step)> Planned { get; init; } = [];

    /// <summary>Planned steps that are past their time, but for those of <see cref="Waiting"/>.</summary>
    public ImmutableArray<(BoardDeal Deal, Signal Signal)> Overdue { get; init; } = [];

    public Digests.MissingNotes? Notes { get; init; }

    /// <summary>Open deals that close in the next two weeks, the soonest first.</summary>
    public ImmutableArray<BoardDeal> ClosingSoon { get; init; } = [];

    public ImmutableArray<string> GoodNews { get; init; } = [];

    /// <summary>The week: a rep gets one note a week.</summary>
    public string Period => IsoWeek.Of(On).Name;

    public string Headline => (Waiting.Length, Planned.Length) switch
    {
        (0, 0) => "Your week",
        (0, var planned) => $"Your week: {Wording.Count(planned, "step")} planned",
        (1, _) => "Your week: 1 deal to look at",
        var (waiting, _) => $"Your week: {waiting} deals to look at",
    };

    public string Subject => Forecast.Main switch
    {
        { PercentOfQuota: { } percent } => $"{Headline} · {percent}% of quota won or committed",
        { Open: > 0 } main => $"{Headline} · {main.Money(main.Open)} open in {Forecast.Quarter.Name}",
        _ => Headline,
    };

    /// <summary>The note, or null where there is nothing to tell: no deals and no quota.</summary>
    /// <param name="deals">The rep's part of the board, with what stands against their customers.</param>
    /// <param name="ledger">What alerts have told, those of this very morning included.</param>
    public static RepWeek? Compose(Person rep, IReadOnlyList<BoardDeal> deals, AlertLedger ledger, RepWeekSettings settings, TeamAssessor rules, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(rep);
        ArgumentNullException.ThrowIfNull(deals);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(rules);
        var today = LocalMoment.Of(now, rep.TimeZone).Date;
        var open = deals.Where(deal => deal.Status == DealStatus.Open).ToList();
        var forecast = TeamForecast.Compose(rep, [new(rep, deals)], Quarter.Of(today), rules.Rates);
        var news = RepAlert.News(deals, ledger, now, rules.Rates);
        if (open.Count == 0 && news.IsEmpty && forecast.Lines.IsEmpty)
        {
            return null;
        }

        var waiting = news.Take(settings.Deals).ToImmutableArray();
        return new()
        {
            Rep = rep,
            On = today,
            Forecast = forecast,
            Waiting = waiting,
            MoreWaiting = news.Length - waiting.Length,
            Planned = PlannedIn(open, now, rep.TimeZone, today),
            Overdue = OverdueOf(open, waiting, now),
            Notes = Digests.MissingNotes.ByRep([new(rep, deals)], now) is [var notes] ? notes : null,
            ClosingSoon =
            [
                .. open.Where(deal => deal.CloseOn is { } on && on >= today && on < today.AddDays(SoonDays))
                    .OrderBy(deal => deal.CloseOn)
                    .ThenByDescending(deal => DealRanking.Expected(deal))
                    .ThenBy(deal => deal.Key.ToString(), StringComparer.Ordinal),
            ],
            GoodNews = NewsOf(rep, deals, rules, today, now),
        };
    }

    private static ImmutableArray<(BoardDeal Deal, PlannedStep Step)> PlannedIn(List<BoardDeal> open, DateTimeOffset now, string timeZone, DateOnly today) =>
    [
        .. open
            .SelectMany(deal => deal.Planned.Select(step => (deal, step)))
            .Where(planned => planned.step.At > now && LocalMoment.Of(planned.step.At, timeZone).Date < today.AddDays(WeekDays))
            .OrderBy(planned => planned.step.At)
            .ThenBy(planned => planned.deal.Key.ToString(), StringComparer.Ordinal),
    ];

    private static ImmutableArray<(BoardDeal Deal, Signal Signal)> OverdueOf(List<BoardDeal> open, ImmutableArray<AlertedDeal> waiting, DateTimeOffset now)
    {
        var shown = waiting.Where(deal => deal.Signals.Any(signal => IsOverdue(signal.Raised))).Select(deal => deal.Deal.Key).ToHashSet();
        return
        [
            .. from deal in open
               where !shown.Contains(deal.Key)
               from raised in deal.Signals
               where IsOverdue(raised) && raised.NeedsAttentionAt(now)
               orderby raised.Signal.Severity descending, raised.RaisedAt
               select (deal, raised.Signal),
        ];
    }

    private static bool IsOverdue(RaisedSignal raised) => raised.Signal.Kind is SignalKinds.OverdueNextStep or SignalKinds.InternalHelpOverdue;

    private static ImmutableArray<string> NewsOf(Person rep, IReadOnlyList<BoardDeal> deals, TeamAssessor rules, DateOnly today, DateTimeOffset now)
    {
        var window = new MoveWindow(now.AddDays(-WeekDays), now);
        var context = rules.ContextOf(rep, deals, now);
        string[] quota = RepMomentum.QuotaReachedAt(context) is { } at && at > window.Since
            ? [$"You have reached the quota: {context.Sum(context.WonIn(context.Quarter))} won in {context.Quarter.Name}."]
            : [];
        return [.. quota, .. Digests.GoodNews.Find([new(rep with { Name = "You" }, deals)], window, today)];
    }
}
