using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Directory;
using SalesSignals.Signals;
using SalesSignals.Teams;

namespace SalesSignals.Digests;

/// <summary>A rep who could use their manager today, why, and what would help.</summary>
public sealed record RepInNeed(Person Rep, ImmutableArray<string> Reasons)
{
    /// <summary>As many deals with a high signal at once are more than one person mends alone.</summary>
    public const int ManyHighDeals = 3;

    /// <summary>More numbers than these make no clearer picture, only a longer email.</summary>
    private const int MostSignals = 2;

    private const int LongestSentence = 200;

    /// <summary>What a manager reads every morning; the rest is in the weekly forecast and in <c>explain</c>.</summary>
    private static readonly ImmutableArray<string> Kinds = [SignalKinds.QuotaRisk, SignalKinds.PipelineGap, SignalKinds.PipelineDrought];

    /// <param name="reps">The team, each with what the rules over reps may know.</param>
    public static ImmutableArray<RepInNeed> Find(IEnumerable<RepContext> reps, ImmutableArray<DigestDeal> ranked) =>
    [
        .. reps
            .Where(rep => rep.Rep is { Role: PersonRole.Rep, IsActive: true })
            .Select(rep => (rep.Rep, TooMuch: TooMuchAtOnce(rep.Rep, ranked), Signals: Standing(rep)))
            .Where(rep => rep.TooMuch is not null || !rep.Signals.IsEmpty)
            .OrderByDescending(rep => rep.TooMuch is not null ? Severity.High : rep.Signals[0].Severity)
            .ThenByDescending(rep => rep.Signals.Length)
            .ThenBy(rep => rep.Rep.Name, StringComparer.Ordinal)
            .Select(rep => new RepInNeed(rep.Rep, [.. rep.TooMuch is { } tooMuch ? [tooMuch] : Array.Empty<string>(), .. Sentences(rep.Signals)])),
    ];

    /// <summary>
    /// The gravest of what stands, in the order in which a manager asks. What is mild would name most of a team every morning. Without any deals
    /// one reason is enough.
    /// </summary>
    private static ImmutableArray<Signal> Standing(RepContext rep) =>
    [
        .. RepRules.Detect(rep)
            .Where(signal => Kinds.Contains(signal.Kind) && signal.Severity >= Severity.Medium)
            .OrderByDescending(signal => signal.Severity)
            .ThenBy(signal => Kinds.IndexOf(signal.Kind))
            .Take(rep.Deals.Count == 0 ? 1 : MostSignals),
    ];

    /// <summary>What was measured, and one suggestion: a list of them is none.</summary>
    private static IEnumerable<string> Sentences(ImmutableArray<Signal> signals) =>
        signals.Select(signal => signal.Summary).Concat(signals.Take(1).Select(signal => signal.NextAction)).Select(sentence => Wording.Clean(sentence, LongestSentence));

    private static string? TooMuchAtOnce(Person rep, ImmutableArray<DigestDeal> ranked)
    {
        var high = ranked.Where(deal => deal.Owner.Id == rep.Id && deal.Gravest.Severity == Severity.High).ToArray();
        return high.Length < ManyHighDeals
            ? null
            : $"{high.Length} deals in trouble at once. Half an hour together on {Wording.Clean(high[0].Deal.Name, 40)} would help most.";
    }
}
