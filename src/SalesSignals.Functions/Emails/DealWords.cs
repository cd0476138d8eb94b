using SalesSignals.Alerts;
using SalesSignals.Board;
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
            Money.Of(deal)?.ToString() ?? "no amount",
            Wording.Title(deal.Stage),
            deal.CloseOn is { } on ? $"{(on < today ? "close date was" : "closes")} {Wording.Day(on, today)}" : "no close date",
            Wording.Clean(owner?.Name, 40),
        };
        return string.Join(" · ", facts.Where(fact => fact.Length > 0));
    }

    public static string Summary(Signal signal) => Wording.Clean(signal.Summary, Limits.Sentence);

    public static string Action(Signal signal) => Wording.Clean(signal.NextAction, Limits.Sentence);

    /// <summary>What helps beyond the first step: a little, since a long list is not read.</summary>
    public static IEnumerable<string> Then(AlertedDeal deal) =>
        deal.Signals.Select(signal => Action(signal.Raised.Signal)).Distinct().Where(action => action != Action(deal.Gravest)).Take(2);

    public static IEnumerable<Evidence> Evidence(Signal signal) => signal.Evidence
        .Take(Limits.Evidence)
        .Select(evidence => new Evidence(Wording.Clean(evidence.Label, 60), Wording.Clean(evidence.Value, Limits.Value)));

    public static string Limit(Signal signal) => $"Limit: {Wording.Clean(signal.Threshold, Limits.Value)}";

    /// <summary><c>And 2 more: missing notes and no next step.</c>; empty where nothing is left.</summary>
    public static string More(IEnumerable<Signal> rest)
    {
        var kinds = rest.Select(signal => Wording.Words(signal.Kind)).ToArray();
        return kinds.Length == 0 ? string.Empty : $"And {kinds.Length} more: {Wording.List([.. kinds.Distinct()], shown: 3)}.";
    }

    /// <summary>A link people may safely follow, or null: only the web, whatever a CRM puts into the field.</summary>
    public static string? Link(BoardDeal deal) =>
        Uri.TryCreate(deal.Url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.AbsoluteUri.Length <= 900
            ? uri.AbsoluteUri
            : null;
}
