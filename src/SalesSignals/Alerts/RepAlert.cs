using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Alerts;

/// <summary>One email to a rep: what is new or worse on a few of their deals, gravest first.</summary>
public sealed record RepAlert
{
    public const string Kind = EmailKinds.RepAlert;

    /// <summary>More deals than this make no readable email, whatever the budget; the rest comes with the next run.</summary>
    public const int MostDeals = 10;

    public required Person Rep { get; init; }

    /// <summary>The rep's own day.</summary>
    public required DateOnly On { get; init; }

    public required ImmutableArray<AlertedDeal> Deals { get; init; }

    /// <summary>Deals with something new that wait because there was enough for one day.</summary>
    public int WaitingDeals { get; init; }

    /// <summary>The day and what is told: the same news on the same day is the same message.</summary>
    public string Period => $"{On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}-{Fingerprint()}";

    public string Headline => Deals.Length == 1 ? "A deal could use you" : $"{Deals.Length} deals could use you";

    public string Subject => Deals is [var only]
        ? $"{Wording.Clean(only.Deal.Name, 50)}: {Wording.Clean(only.Gravest.Summary).TrimEnd('.')}"
        : $"{Headline}: {Wording.List([.. Deals.Select(deal => Wording.Clean(deal.Deal.Name, 30))], shown: 2)}";

    /// <summary>Whether a rep may be told anything now: at work (not on leave), and not in their quiet hours.</summary>
    public static bool IsTime(Person rep, AlertSettings settings, CalendarSettings calendar, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(rep);
        ArgumentNullException.ThrowIfNull(settings);
        var local = LocalMoment.Of(now, rep.TimeZone);
        return rep.IsActive && local.IsWorkingDayOf(rep, calendar) && local.Time.IsBetween(settings.NotBefore, settings.NotAfter);
    }

    /// <summary>What to tell a rep now, or null: nothing is new, today's budget is spent, or it is not the time.</summary>
    public static RepAlert? Compose(
        Person rep,
        IReadOnlyList<BoardDeal> deals,
        AlertLedger ledger,
        AlertSettings settings,
        CalendarSettings calendar,
        DateTimeOffset now,
        CurrencyRates? rates = null) =>
        IsTime(rep, settings, calendar, now) ? Draft(rep, deals, ledger, settings, now, rates) : null;

    /// <summary>What to tell a rep if it were the time, or null: nothing is new, or today's budget is spent.</summary>
    public static RepAlert? Draft(
        Person rep, IReadOnlyList<BoardDeal> deals, AlertLedger ledger, AlertSettings settings, DateTimeOffset now, CurrencyRates? rates = null)
    {
        ArgumentNullException.ThrowIfNull(rep);
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(settings);
        var local = LocalMoment.Of(now, rep.TimeZone);
        var news = News(deals, ledger, now, rates);
        var told = WithinBudget(news, ledger.DealsToldOn(local.Date, rep.TimeZone), settings.DealsPerDay);
        return told.IsEmpty ? null : new() { Rep = rep, On = local.Date, Deals = told, WaitingDeals = news.Length - told.Length };
    }

    /// <summary>What a rep has not been told yet of their deals, the most pressing first.</summary>
    public static ImmutableArray<AlertedDeal> News(IEnumerable<BoardDeal> deals, AlertLedger ledger, DateTimeOffset now, CurrencyRates? rates = null) => DealRanking.WorstFirst(
        deals
            .Where(deal => deal.Status != DealStatus.Deleted)
            .Select(deal => new AlertedDeal(deal, NewsOf(deal, ledger, now)))
            .Where(deal => !deal.Signals.IsEmpty),
        deal => deal.Deal,
        deal => deal.Gravest.Severity,
        rates);

    private static ImmutableArray<AlertedSignal> NewsOf(BoardDeal deal, AlertLedger ledger, DateTimeOffset now) =>
    [
        .. deal.Signals
            .Where(raised => raised.NeedsAttentionAt(now) && !ledger.HasTold(deal.Key, raised))
            .OrderByDescending(raised => raised.Signal.Severity)
            .Select(raised => new AlertedSignal(raised, ledger.HasToldMilder(deal.Key, raised))),
    ];

    /// <summary>A deal that was told today already costs nothing when something else happens on it.</summary>
    private static ImmutableArray<AlertedDeal> WithinBudget(ImmutableArray<AlertedDeal> news, ImmutableHashSet<string> toldToday, int dealsPerDay)
    {
        var left = dealsPerDay - toldToday.Count;
        return [.. news.Where(deal => toldToday.Contains(deal.Deal.Key.ToString()) || left-- > 0).Take(MostDeals)];
    }

    private string Fingerprint()
    {
        var told = Deals.SelectMany(deal => deal.Signals.Select(signal => $"{deal.Deal.Key}\n{signal.Raised.Occurrence}"));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', told.Order(StringComparer.Ordinal))));
        return Convert.ToHexStringLower(hash.AsSpan(0, 6));
    }
}
