using System.Collections.Immutable;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Explain;

/// <summary>All there is to say about a deal: what is known, what every rule makes of it, and what happened.</summary>
public sealed record Explanation
{
    public required DealKey Key { get; init; }

    /// <summary>The deal that this one was merged into, if it was; then that one is explained.</summary>
    public DealKey? MergedInto { get; init; }

    public required DealSnapshot Snapshot { get; init; }

    public required string Status { get; init; }

    public string? Stage { get; init; }

    public string? Owner { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What of its history tells it as it was then; null where it is explained as it is now.</summary>
    public KnownThen? Then { get; init; }

    public DateTimeOffset? LastBuyerTouchAt { get; init; }

    public DateTimeOffset? NextPlannedAt { get; init; }

    public required ImmutableArray<RaisedSignal> Standing { get; init; }

    /// <summary>What was raised before and has ended, newest first.</summary>
    public required ImmutableArray<SignalRecord> Past { get; init; }

    /// <summary>What is still parked then.</summary>
    public required ImmutableArray<Parking> Parkings { get; init; }

    public required ImmutableArray<(string Kind, RuleVerdict Verdict)> Rules { get; init; }

    public required ImmutableArray<CanonicalEvent> Events { get; init; }

    public static Explanation Of(WatchedDeal deal, IReadOnlyList<CanonicalEvent> events, DealAssessor assessor, PeopleDirectory people, DateTimeOffset now)
    {
        var view = assessor.ViewOf(deal.Snapshot, now);
        return new()
        {
            Key = deal.Key,
            MergedInto = deal.Snapshot.MergedInto.Value is { } into ? deal.Key with { Id = into } : null,
            Snapshot = deal.Snapshot,
            Status = Lower(view.Status.ToString()),
            Stage = view.Stage?.Name() ?? deal.Snapshot.Stage.Value,
            Owner = people.ByOwnerKey(deal.OwnerKey)?.Name ?? deal.Snapshot.OwnerId.Value,
            At = now,
            LastBuyerTouchAt = view.LastBuyerTouchAt,
            NextPlannedAt = view.NextPlannedAt,
            Standing = deal.Standing,
            Past = [.. assessor.RecordsOf(deal, now).Where(record => record.ClearedAt <= now).OrderByDescending(record => record.RaisedAt)],
            Parkings = Signals.Parkings.Holding(deal.Parkings, view),
            Rules = assessor.Explain(deal, now),
            Events = [.. events.OrderByDescending(happened => happened.OccurredAt)],
        };
    }

    /// <summary>The rules with those first that a reader asks about: fired, then near misses (nearest first), then the others.</summary>
    public IEnumerable<(string Kind, RuleVerdict Verdict)> RulesByInterest => Rules
        .OrderBy(rule => rule.Verdict.Outcome switch
        {
            RuleOutcome.Fired => 0,
            RuleOutcome.Quiet => rule.Verdict.IsNearMiss ? 1 : 2,
            RuleOutcome.Unknown => 3,
            _ => 4,
        })
        .ThenByDescending(rule => rule.Verdict.IsNearMiss ? rule.Verdict.Closeness : null);

    /// <summary>What keeps a signal silent; null where nothing does.</summary>
    public Parking? ParkingOf(RuleVerdict verdict) =>
        verdict.Signal is { IsGoodNews: false } signal ? Signals.Parkings.Of(Parkings, signal.Kind) : null;

    /// <summary>When a signal that has ended since was raised, where it stood at the time explained.</summary>
    public DateTimeOffset? RaisedThen(string kind) => Then?.Deal.Past.LastOrDefault(record => record.Kind == kind && record.ClearedAt > At)?.RaisedAt;

    public static string Outcome(RuleVerdict verdict) => verdict.Outcome switch
    {
        RuleOutcome.Fired => "fired",
        RuleOutcome.Quiet => "quiet",
        RuleOutcome.Unknown => "unknown",
        _ => "not-applicable",
    };

    public static string SeverityName(Severity severity) => Lower(severity.ToString());

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
