using System.Collections.Immutable;
using SalesSignals.Calendars;
using SalesSignals.Deals;
using SalesSignals.Settings;

namespace SalesSignals.Signals;

/// <summary>One raising of a signal, as it is remembered to judge its rule by.</summary>
public sealed record SignalRecord
{
    public required string Kind { get; init; }

    /// <summary>How grave it last was.</summary>
    public required Severity Severity { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>When its owner was last told; null where they never were.</summary>
    public DateTimeOffset? AlertedAt { get; init; }

    /// <summary>Who was told, or owned the deal when it ended.</summary>
    public string? OwnerKey { get; init; }

    /// <summary>The owner's team then.</summary>
    public string? Team { get; init; }

    /// <summary>Null while it stands.</summary>
    public DateTimeOffset? ClearedAt { get; init; }

    public bool WasParked { get; init; }

    public Feedback? Feedback { get; init; }

    /// <summary>What happened after its owner was told; null where they never were.</summary>
    public AlertOutcome? Outcome { get; init; }

    /// <summary>Whether telling it was right: what a person said, else what was done then. Null while that is open, and where nobody was told or asked.</summary>
    public bool? WasUseful => Feedback is { } said ? said.Kind is not FeedbackKind.NotARisk
        : Outcome is { IsUseful: true } ? true
        : Outcome is { IsSettled: true } ? false
        : null;
}

/// <summary>What judging alerts needs besides the deal.</summary>
/// <param name="Calendar">The owner's.</param>
/// <param name="TeamOf">The team of an owner, by their key.</param>
internal sealed record AlertJudge(WorkCalendar Calendar, FeedbackSettings Settings, Func<string, string?> TeamOf);

/// <summary>The raisings on a deal that are remembered.</summary>
internal static class SignalRecords
{
    /// <summary>How many ended raisings of a signal are remembered on a deal.</summary>
    public const int OfAKind = 10;

    /// <summary>How many in all.</summary>
    public const int OfADeal = 60;

    /// <summary>The ended raisings after an evaluation: with those that it ended, and with what is known by now of those before.</summary>
    public static ImmutableArray<SignalRecord> Keep(WatchedDeal deal, in DealView view, SignalChanges changes, AlertJudge judge)
    {
        var past = deal.Past;
        foreach (var record in deal.Past)
        {
            past = record.Outcome is { IsSettled: false } ? past.Replace(record, Judged(record, view, judge)) : past;
        }

        foreach (var raised in changes.Written)
        {
            if (!raised.IsStanding && !raised.Signal.IsGoodNews)
            {
                past = Cut(past.Add(Of(raised, deal, view, judge)), raised.Signal.Kind);
            }
        }

        return past;
    }

    /// <summary>All raisings, those that stand included, as far as is known now.</summary>
    public static ImmutableArray<SignalRecord> All(WatchedDeal deal, in DealView view, AlertJudge judge)
    {
        var all = ImmutableArray.CreateBuilder<SignalRecord>(deal.Past.Length + deal.Standing.Length);
        foreach (var record in deal.Past)
        {
            all.Add(record.Outcome is { IsSettled: false } ? Judged(record, view, judge) : record);
        }

        foreach (var raised in deal.Standing)
        {
            if (!raised.Signal.IsGoodNews)
            {
                all.Add(Of(raised, deal, view, judge));
            }
        }

        return all.ToImmutable();
    }

    private static SignalRecord Of(RaisedSignal raised, WatchedDeal deal, in DealView view, AlertJudge judge)
    {
        var owner = raised.AlertedTo ?? deal.OwnerKey;
        var record = new SignalRecord
        {
            Kind = raised.Signal.Kind,
            Severity = raised.Signal.Severity,
            RaisedAt = raised.RaisedAt,
            AlertedAt = raised.AlertedAt,
            OwnerKey = owner,
            Team = judge.TeamOf(owner),
            ClearedAt = raised.ClearedAt,
            WasParked = raised.ParkedAt is not null,
            Feedback = raised.Feedback,
        };
        return raised.AlertedAt is { } alertedAt
            ? Judged(record, view, judge, raised.ClearedAt is not null && AlertOutcome.IsEndedByAction(alertedAt, view, judge.Calendar, judge.Settings))
            : record;
    }

    private static SignalRecord Judged(SignalRecord record, in DealView view, AlertJudge judge, bool isEndedByAction = false)
    {
        var outcome = AlertOutcome.Of(record.AlertedAt!.Value, view, judge.Calendar, judge.Settings);
        outcome = outcome with { ClearedByAction = isEndedByAction || record.Outcome is { ClearedByAction: true } };

        // The same, told by an equal object, is no news.
        return outcome == record.Outcome ? record : record with { Outcome = outcome };
    }

    private static ImmutableArray<SignalRecord> Cut(ImmutableArray<SignalRecord> past, string kind)
    {
        past = past.Count(record => record.Kind == kind) > OfAKind ? past.Remove(past.First(record => record.Kind == kind)) : past;
        return past.Length > OfADeal ? past.RemoveAt(0) : past;
    }
}
