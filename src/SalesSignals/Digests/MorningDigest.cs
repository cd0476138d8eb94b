using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Calendars;
using SalesSignals.Alerts;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Teams;

namespace SalesSignals.Digests;

/// <summary>What a manager reads in a minute before the day begins.</summary>
public sealed record MorningDigest
{
    public const string Kind = EmailKinds.MorningDigest;

    /// <summary>How far the first digest looks back.</summary>
    public static readonly TimeSpan FirstView = TimeSpan.FromDays(7);

    public required Person Manager { get; init; }

    /// <summary>The manager's own day.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Where this digest's view ends and the next one's begins.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The moves that the next digest need not tell again (its <see cref="DigestContext.Told"/>).</summary>
    public ImmutableHashSet<long> Told { get; init; } = [];

    /// <summary>Said once, in the first digest.</summary>
    public string? Introduction { get; init; }

    /// <summary>Whether the CRMs still speak to us.</summary>
    public required string Heartbeat { get; init; }

    public required TeamForecast Forecast { get; init; }

    public required TeamMoves Moves { get; init; }

    /// <summary>The few things that need the manager, worst first.</summary>
    public required ImmutableArray<DigestCard> Cards { get; init; }

    /// <summary>The deals on those.</summary>
    public ImmutableArray<DigestDeal> Deals => [.. Cards.SelectMany(card => card.Deals)];

    /// <summary>Deals with signals beyond those few.</summary>
    public int MoreDeals { get; init; }

    public ImmutableArray<MissingNotes> MissingNotes { get; init; } = [];

    public ImmutableArray<RepInNeed> RepsInNeed { get; init; } = [];

    /// <summary>Customers whom somebody should call, gravest first.</summary>
    public ImmutableArray<CustomerInNeed> Customers { get; init; } = [];

    public ImmutableArray<string> GoodNews { get; init; } = [];

    /// <summary>The day: a manager gets one digest a day.</summary>
    public string Period => PeriodOf(On);

    public static string PeriodOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Headline => Deals.Length switch
    {
        0 => "No deal needs you today",
        1 => "1 deal needs you",
        _ => $"{Deals.Length} deals need you",
    };

    /// <summary>The two numbers that matter: what needs the manager, and where the quarter stands.</summary>
    public string Subject => Forecast switch
    {
        { Main.PercentOfQuota: { } percent } => $"{Headline} · forecast {percent}% of quota",
        { OpenPipeline: [var main, ..] } => $"{Headline} · open pipeline {main}",
        _ => Headline,
    };

    /// <param name="team">Those who report to the manager, and the manager where they own deals.</param>
    public static MorningDigest Compose(Person manager, IReadOnlyList<TeamMember> team, DigestContext context)
    {
        ArgumentNullException.ThrowIfNull(manager);
        ArgumentNullException.ThrowIfNull(team);
        ArgumentNullException.ThrowIfNull(context);
        var today = LocalMoment.Of(context.Now, manager.TimeZone).Date;
        var since = context.Since ?? context.Now - FirstView;
        var window = new MoveWindow(since, context.Now, context.Told);
        var rules = context.Rules ?? new(SalesSettings.Default, today);
        var ranked = DigestDeal.Rank(team, context.Now, rules.Rates);
        var forecast = TeamForecast.Compose(manager, team, context.Quarter ?? Quarter.Of(today), rules.Rates);
        var reps = team.Select(member => rules.ContextOf(member.Person, member.Deals, context.Now)).ToArray();
        var shown = DigestCard.Of(ranked, context.Now).Take(Math.Max(1, context.Settings.Deals)).ToImmutableArray();
        return new()
        {
            Manager = manager,
            On = today,
            Until = context.Now,
            Told = window.ToldUntil(team.SelectMany(member => member.Deals)),
            Introduction = Introduce(team, context),
            Heartbeat = context.Heartbeat.Describe(since, manager.TimeZone, today),
            Forecast = forecast,
            Moves = TeamMoves.Compose(team, window, rules.Rates),
            Cards = shown,
            MoreDeals = ranked.Length - shown.Sum(card => card.Deals.Length),
            MissingNotes = Digests.MissingNotes.ByRep(team, context.Now),
            RepsInNeed = HasDeals(team) ? RepInNeed.Find(reps, ranked) : [],
            Customers = CustomerInNeed.Find(rules.AccountsOf(team.SelectMany(member => member.Deals.Select(deal => new OwnedDeal(member.Person, deal))), context.Now), rules.Rates),
            GoodNews = [.. Digests.GoodNews.OfReps(reps, window), .. Digests.GoodNews.Find(team, window, today)],
        };
    }

    private static string? Introduce(IReadOnlyList<TeamMember> team, DigestContext context) => (context.Since, HasDeals(team)) switch
    {
        (null, true) => "Your first digest: each working morning it shows where the quarter stands, what moved, and the few deals that need you, with the reason for each.",
        (_, false) => "SalesSignals has not seen any deal of your team yet. Have somebody run \"salessignals backfill\", and this page fills.",
        _ => null,
    };

    private static bool HasDeals(IReadOnlyList<TeamMember> team) => team.Any(member => member.Deals.Any(deal => deal.Status != DealStatus.Deleted));
}
