using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Functions.BoardPages;

/// <summary>The open deals that somebody sees, worst first, as they asked for them.</summary>
public sealed record DealListModel
{
    public const int DealsAPage = 50;

    public required string Title { get; init; }

    public required DealListQuery Query { get; init; }

    /// <summary>Those of this page.</summary>
    public required ImmutableArray<ListedDeal> Deals { get; init; }

    /// <summary>How many there are as asked, on all pages.</summary>
    public required int Found { get; init; }

    /// <summary>How many open deals there are, and how many of them need somebody, whatever was asked.</summary>
    public required int Open { get; init; }

    public required int AtRisk { get; init; }

    public required int High { get; init; }

    public required int NotesMissing { get; init; }

    /// <summary>What the deals that need somebody are worth, by currency, the one of most deals first.</summary>
    public required ImmutableArray<Money> AmountAtRisk { get; init; }

    /// <summary>One line a rep, whoever has most trouble first; empty for who sees only their own.</summary>
    public required ImmutableArray<RepLine> Reps { get; init; }

    public required ImmutableArray<(string Value, string Label)> RepChoices { get; init; }

    public required ImmutableArray<(string Value, string Label)> SignalChoices { get; init; }

    public required ImmutableArray<(string Value, string Label)> StageChoices { get; init; }

    public required DateOnly Today { get; init; }

    public int Pages => Math.Max(1, (Found + DealsAPage - 1) / DealsAPage);

    /// <param name="deals">All deals on the boards that the viewer sees.</param>
    public static DealListModel Compose(Person viewer, BoardScope scope, IEnumerable<BoardDeal> deals, PeopleDirectory people, CurrencyRates rates, DealListQuery query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentNullException.ThrowIfNull(query);
        ListedDeal[] open = [.. deals.Where(deal => deal.Status == DealStatus.Open && scope.Sees(deal.OwnerKey)).Select(deal => ListedDeal.Of(deal, people, now))];
        ListedDeal[] needy = [.. open.Where(deal => deal.Gravest is not null)];
        ListedDeal[] found = [.. Sorted(open.Where(deal => IsAskedFor(deal, query)), query.Sort, rates)];
        var page = Math.Min(query.Page, Math.Max(1, (found.Length + DealsAPage - 1) / DealsAPage));
        return new()
        {
            Title = viewer.Role switch { PersonRole.Rep => "Your deals", PersonRole.Manager => "Your team's deals", _ => "All deals" },
            Query = query with { Page = page },
            Deals = [.. found.Skip((page - 1) * DealsAPage).Take(DealsAPage)],
            Found = found.Length,
            Open = open.Length,
            AtRisk = needy.Length,
            High = needy.Count(deal => deal.Gravest == Severity.High),
            NotesMissing = open.Sum(deal => deal.Deal.UnnotedConversationsAt.Length),
            AmountAtRisk = Sums(needy.Select(deal => deal.Deal), rates),
            Reps = scope.Team.Count > 1 ? RepLine.Of(open) : [],
            RepChoices = [.. open.Select(deal => deal.Owner).OfType<Person>().DistinctBy(owner => owner.Id).OrderBy(owner => owner.Name, StringComparer.OrdinalIgnoreCase).Select(owner => (DealListQuery.CodeOf(owner), Wording.Clean(owner.Name, 60)))],
            SignalChoices = [.. needy.SelectMany(deal => deal.Needs).Select(raised => raised.Signal.Kind).Distinct().Order(StringComparer.Ordinal).Select(kind => (kind, Wording.Title(kind)))],
            StageChoices = [.. open.Select(deal => deal.Deal.Stage).OfType<string>().Distinct().OrderBy(StageRank).ThenBy(stage => stage, StringComparer.Ordinal).Select(stage => (stage, Wording.Title(stage)))],
            Today = LocalMoment.Of(now, viewer.TimeZone).Date,
        };
    }

    private static bool IsAskedFor(ListedDeal deal, DealListQuery query) =>
        (query.Rep is null || (deal.Owner is { } owner && DealListQuery.CodeOf(owner) == query.Rep))
        && (query.Signal is null || deal.Needs.Any(raised => raised.Signal.Kind == query.Signal))
        && (query.Stage is null || deal.Deal.Stage == query.Stage)
        && query.Risk switch
        {
            null => true,
            DealRisk.Any => deal.Gravest is not null,
            DealRisk.High => deal.Gravest == Severity.High,
            DealRisk.Medium => deal.Gravest == Severity.Medium,
            DealRisk.Low => deal.Gravest == Severity.Low,
            DealRisk.Parked => !deal.Parked.IsEmpty,
            _ => deal.Gravest is null,
        }
        && (query.Search is not { } words || Says(deal.Deal.Name, words) || Says(deal.Deal.AccountName, words) || Says(deal.Deal.Key.Id, words) || Says(deal.Owner?.Name, words));

    private static bool Says(string? text, string words) =>
        text is not null && CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, words, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;

    private static IEnumerable<ListedDeal> Sorted(IEnumerable<ListedDeal> deals, DealSort sort, CurrencyRates rates) => sort switch
    {
        DealSort.Amount => deals.OrderByDescending(deal => Money.Of(deal.Deal) is { } money ? rates.Comparable(money).Amount : decimal.MinValue).ThenBy(Key, StringComparer.Ordinal),
        DealSort.Close => deals.OrderBy(deal => deal.Deal.CloseOn ?? DateOnly.MaxValue).ThenBy(Key, StringComparer.Ordinal),
        DealSort.Quiet => deals.OrderBy(deal => deal.Deal.LastBuyerTouchAt ?? deal.Deal.CreatedAt ?? DateTimeOffset.MinValue).ThenBy(Key, StringComparer.Ordinal),
        DealSort.Name => deals.OrderBy(deal => deal.Deal.Name, StringComparer.OrdinalIgnoreCase).ThenBy(Key, StringComparer.Ordinal),
        _ => DealRanking.WorstFirst(deals, deal => deal.Deal, deal => deal.Gravest ?? default, rates),
    };

    private static ImmutableArray<Money> Sums(IEnumerable<BoardDeal> deals, CurrencyRates rates) =>
    [
        .. deals.Select(Money.Of).OfType<Money>().Select(rates.Comparable)
            .GroupBy(money => money.Currency)
            .OrderByDescending(currency => currency.Count())
            .ThenBy(currency => currency.Key, StringComparer.Ordinal)
            .Select(currency => new Money(currency.Sum(money => money.Amount), currency.Key)),
    ];

    private static int StageRank(string stage) => DealStages.Parse(stage) is { } known ? (int)known : int.MaxValue;

    private static string Key(ListedDeal deal) => deal.Deal.Key.ToString();
}

/// <summary>How a rep's open deals stand.</summary>
public sealed record RepLine(string? Code, string Name, int Open, int High, int Medium, int Low)
{
    public int AtRisk => High + Medium + Low;

    internal static ImmutableArray<RepLine> Of(IEnumerable<ListedDeal> deals) =>
    [
        .. deals
            .GroupBy(deal => deal.Owner?.Id)
            .Select(owned => Of(owned.First().Owner, [.. owned]))
            .OrderByDescending(line => line.High)
            .ThenByDescending(line => line.AtRisk)
            .ThenBy(line => line.Name, StringComparer.OrdinalIgnoreCase),
    ];

    private static RepLine Of(Person? owner, ListedDeal[] deals) => new(
        owner is null ? null : DealListQuery.CodeOf(owner),
        owner is null ? "Nobody on the team" : Wording.Clean(owner.Name, 60),
        deals.Length,
        deals.Count(deal => deal.Gravest == Severity.High),
        deals.Count(deal => deal.Gravest == Severity.Medium),
        deals.Count(deal => deal.Gravest == Severity.Low));
}
