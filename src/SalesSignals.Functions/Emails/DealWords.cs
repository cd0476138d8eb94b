using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Emails;

/// <summary>What HTML and plain text both say of a deal.</summary>
internal static class DealWords
{
    public static string Name(BoardDeal deal) => Wording.Clean(deal.Name, Limits.Name) is { Length: > 0 } name ? name : $"Deal {Wording.Clean(deal.Key.Id, 40)}";

    /// <summary><c>€48,000 · Proposal · closes 14 Nov · Ana Silva</c></summary>
    public static string Facts(BoardDeal deal, DateOnly today, Person? owner = null)
    {
        var facts = new[]
        {
            Amount(deal),
            Wording.Title(deal.Stage),
            deal.CloseOn is { } on ? $"{(on < today ? "close date was" : "closes")} {Wording.Day(on, today)}" : "no close date",
            Wording.Clean(owner?.Name, 40),
        };
        return string.Join(" · ", facts.Where(fact => fact.Length > 0));
    }

    public static string Summary(Signal signal) => WrittenText.ForReader(Wording.Clean(signal.Summary, Limits.Sentence));

    public static string Action(Signal signal) => WrittenText.ForReader(Wording.Clean(signal.NextAction, Limits.Sentence));

    /// <summary>What helps beyond the first step: a little, since a long list is not read.</summary>
    public static IEnumerable<string> Then(AlertedDeal deal, Detail detail) =>
        deal.Signals.Select(signal => Action(signal.Raised.Signal)).Distinct().Where(action => action != Action(deal.Gravest)).Take(detail.Then);

    /// <param name="count">How many at most.</param>
    public static IEnumerable<Evidence> Evidence(Signal signal, int count) => signal.Evidence
        .Take(count)
        .Select(evidence => new Evidence(Wording.Clean(evidence.Label, 60), WrittenText.ForReader(Wording.Clean(evidence.Value, Limits.Value))));

    public static string Limit(Signal signal) => $"Limit: {WrittenText.ForReader(Wording.Clean(signal.Threshold, Limits.Value))}";

    /// <summary>What stands against a deal that gets one row: <c>Stalled deal, close date slipped</c>.</summary>
    public static string Kinds(IEnumerable<Signal> signals) => Wording.List([.. signals.Select((signal, place) => place == 0 ? Wording.Title(signal.Kind) : Wording.Words(signal.Kind)).Distinct()], shown: 2);

    /// <summary><c>€48,000 · closes 14 Nov</c></summary>
    public static string BriefFacts(BoardDeal deal, DateOnly today) =>
        $"{Amount(deal)} · {(deal.CloseOn is { } on ? $"{(on < today ? "close date was" : "closes")} {Wording.Day(on, today)}" : "no close date")}";

    /// <summary><c>€48,000 · Ana</c></summary>
    public static string RowFacts(BoardDeal deal, Person? owner = null) =>
        owner is null ? Amount(deal) : $"{Amount(deal)} · {Wording.Clean(Wording.FirstName(owner.Name), 30)}";

    /// <summary>The name of a deal that gets one row.</summary>
    public static string RowName(BoardDeal deal) => Wording.Clean(Name(deal), 60);

    private static string Amount(BoardDeal deal) => Money.Of(deal)?.ToString() ?? "no amount";

    /// <summary><c>And 2 more: missing notes and no next step.</c>; empty where nothing is left.</summary>
    public static string More(IEnumerable<Signal> rest)
    {
        var kinds = rest.Select(signal => Wording.Words(signal.Kind)).ToArray();
        return kinds.Length == 0 ? string.Empty : $"And {kinds.Length} more: {Wording.List([.. kinds.Distinct()], shown: 3)}.";
    }

    /// <summary>How many deals of one cause are named.</summary>
    public static int ShownOfCause(Detail detail) => detail.Rows > 1 ? Math.Max(5, detail.Rows) : 3;

    /// <summary>What else stands against a deal whose owner is absent.</summary>
    public static string Also(DigestDeal deal)
    {
        var others = deal.Signals.Where(signal => signal.Kind != SignalKinds.OwnerUnavailable).ToArray();
        return others.Length == 0 ? string.Empty : $"Also: {Wording.List([.. others.Select(signal => Wording.Words(signal.Kind)).Distinct()], shown: 3)}";
    }

    public static string MoreOf(int count) => $"and {count} more";

    /// <summary>A link people may safely follow, or null: only the web, whatever a CRM puts into the field.</summary>
    public static string? Link(BoardDeal deal) => Link(deal.Url);

    public static string? Link(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.AbsoluteUri.Length <= 900
            ? uri.AbsoluteUri
            : null;
}
