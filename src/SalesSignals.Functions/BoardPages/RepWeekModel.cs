using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Teams;

namespace SalesSignals.Functions.BoardPages;

/// <summary>A rep's week: what is planned, what waits, what is at risk, and where they stand.</summary>
public sealed record RepWeekModel
{
    /// <summary>More than this belongs into the list of deals.</summary>
    public const int DealsShown = 12;

    /// <summary>What a rep has let slip, and can mend today.</summary>
    private static readonly ImmutableArray<string> Late =
        [SignalKinds.OverdueNextStep, SignalKinds.UnansweredBuyer, SignalKinds.CloseDatePassed, SignalKinds.InternalHelpOverdue];

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public required Person Rep { get; init; }

    /// <summary>Whose week may be looked at besides.</summary>
    public required ImmutableArray<(string Value, string Label)> Choices { get; init; }

    public required bool IsOwn { get; init; }

    public required ReaderClock Clock { get; init; }

    public required Quarter Quarter { get; init; }

    /// <summary>Where they stand in the quarter, by currency.</summary>
    public required ImmutableArray<ForecastLine> Lines { get; init; }

    /// <summary>What stands against their numbers, and good news of them.</summary>
    public required ImmutableArray<Signal> About { get; init; }

    public required ImmutableArray<ListedDeal> Planned { get; init; }

    public required ImmutableArray<(ListedDeal Deal, Signal Why)> Overdue { get; init; }

    public required ImmutableArray<ListedDeal> AtRisk { get; init; }

    public required ImmutableArray<ListedDeal> NotesMissing { get; init; }

    public required ImmutableArray<(ListedDeal Deal, string What)> GoodNews { get; init; }

    public string Title => IsOwn ? "Your week" : $"{Wording.Clean(Rep.Name, 60)}'s week";

    public static RepWeekModel Compose(Person viewer, Person rep, BoardScope scope, IReadOnlyList<BoardDeal> deals, RepContext context, PeopleDirectory people)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(rep);
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(context);
        var now = context.Now;
        ListedDeal[] all = [.. deals.Select(deal => ListedDeal.Of(deal, people, now))];
        ListedDeal[] open = [.. all.Where(deal => deal.Deal.Status == DealStatus.Open)];
        return new()
        {
            Rep = rep,
            Choices = [.. scope.Team.Where(person => person is { IsActive: true, OwnerKeys.IsEmpty: false }).Select(person => (DealListQuery.CodeOf(person), Wording.Clean(person.Name, 60)))],
            IsOwn = viewer.Id == rep.Id,
            Clock = ReaderClock.Of(viewer, now),
            Quarter = context.Quarter,
            Lines = TeamForecast.Compose(rep, [new(rep, deals)], context.Quarter, context.Rates).Lines,
            About = [.. RepRules.Detect(context).OrderBy(signal => signal.IsGoodNews).ThenByDescending(signal => signal.Severity)],
            Planned = [.. open.Where(deal => deal.Deal.NextPlannedAt > now && deal.Deal.NextPlannedAt <= now + Week).OrderBy(deal => deal.Deal.NextPlannedAt)],
            Overdue = [.. DealRanking.WorstFirst(open.Where(deal => WhyLate(deal) is not null), deal => deal.Deal, deal => WhyLate(deal)!.Severity, context.Rates).Select(deal => (deal, WhyLate(deal)!))],
            AtRisk = DealRanking.WorstFirst(open.Where(deal => deal.Needs.Any(raised => raised.Signal.Kind != SignalKinds.MissingNotes && !Late.Contains(raised.Signal.Kind))), deal => deal.Deal, deal => deal.Gravest!.Value, context.Rates),
            NotesMissing = [.. open.Where(deal => !deal.Deal.UnnotedConversationsAt.IsEmpty).OrderBy(deal => deal.Deal.UnnotedConversationsAt[0])],
            GoodNews = [.. all.Select(deal => (deal, What: GoodNewsOf(deal.Deal, now))).Where(news => news.What is not null).Select(news => (news.deal, news.What!))],
        };
    }

    private static Signal? WhyLate(ListedDeal deal) => deal.Needs.FirstOrDefault(raised => Late.Contains(raised.Signal.Kind))?.Signal;

    private static string? GoodNewsOf(BoardDeal deal, DateTimeOffset now) =>
        deal.Moves.FirstOrDefault(move => move.At > now - Week && IsGood(move.Kind)) switch
        {
            { Kind: DealMoveKind.Won } => "Won.",
            { Kind: DealMoveKind.Advanced, To: { } stage } => $"Moved on to {Wording.Words(stage)}.",
            { } => "Its amount grew.",
            null => deal.Signals.FirstOrDefault(raised => raised is { IsStanding: true, Signal.IsGoodNews: true })?.Signal.Summary,
        };

    private static bool IsGood(DealMoveKind kind) => kind is DealMoveKind.Won or DealMoveKind.Advanced or DealMoveKind.AmountGrew;
}
