using SalesSignals.Alerts;
using SalesSignals.Directory;
using SalesSignals.Signals;

namespace SalesSignals.Explain;

/// <summary>What we said of a deal and when, what became of it, and what people said to that, in sentences.</summary>
internal sealed class SignalEntries(PeopleDirectory people, DateTimeOffset now)
{
    public IEnumerable<TimelineEntry> Of(WatchedDeal deal, IReadOnlyList<SignalRecord> records) =>
    [
        .. deal.Standing.GroupBy(raised => raised.RaisedAt).SelectMany(Raised),
        .. records.Where(record => record.ClearedAt is not null).SelectMany(Ended),
        .. records.Where(record => record.AlertedAt is not null).GroupBy(record => record.AlertedAt!.Value).Select(Told),
        .. Parked(deal),
        .. records.Where(record => record.Feedback is not null).Select(record => Said(record.Kind, record.Feedback!)),
    ];

    /// <summary>What was raised at once is told at once: a deal that is seen for the first time may have much against it.</summary>
    private static IEnumerable<TimelineEntry> Raised(IGrouping<DateTimeOffset, RaisedSignal> together)
    {
        RaisedSignal[] signals = [.. together.OrderByDescending(raised => raised.Signal.Severity)];
        return (signals.Length > 2 ? [Several(together.Key, signals)] : signals.Select(One)).Concat(signals.SelectMany(Worsened));
    }

    private static TimelineEntry Several(DateTimeOffset at, RaisedSignal[] signals) => new(
        at, TimelineKind.Signal, $"{signals.Length} signals raised", Wording.List([.. signals.Select(raised => Wording.Words(raised.Signal.Kind))], shown: 30))
    {
        Severity = signals[0].Signal.Severity,
    };

    private static TimelineEntry One(RaisedSignal raised) => raised.Signal is { IsGoodNews: true } good
        ? new(raised.RaisedAt, TimelineKind.Signal, $"Good news: {Wording.Words(good.Kind)}", good.Summary)
        : new(raised.RaisedAt, TimelineKind.Signal, $"{Wording.Title(raised.Signal.Kind)} raised", raised.Signal.Summary) { Severity = raised.Signal.Severity };

    private static IEnumerable<TimelineEntry> Worsened(RaisedSignal raised) => raised.WorsenedAt is { } worsenedAt && worsenedAt > raised.RaisedAt
        ? [new(worsenedAt, TimelineKind.Signal, $"{Wording.Title(raised.Signal.Kind)} got worse") { Severity = raised.Signal.Severity }]
        : [];

    private static IEnumerable<TimelineEntry> Ended(SignalRecord record)
    {
        yield return new(record.RaisedAt, TimelineKind.Signal, $"{Wording.Title(record.Kind)} raised") { Severity = record.Severity };
        yield return new(record.ClearedAt!.Value, TimelineKind.Signal, $"{Wording.Title(record.Kind)} ended", Became(record));
    }

    private static TimelineEntry Told(IGrouping<DateTimeOffset, SignalRecord> told) =>
        new(told.Key, TimelineKind.Signal, $"Owner told of {Wording.List([.. told.Select(record => Wording.Words(record.Kind)).Distinct()], shown: 4)}");

    /// <summary>What followed the alert, where there was one.</summary>
    private static string? Became(SignalRecord record) => record switch
    {
        { AlertedAt: null } => "Nobody had been told of it.",
        { Outcome.ClearedByAction: true } => "By what was done after the alert.",
        { Outcome.TouchedAt: not null, Outcome.TouchedByBuyer: true } => "The buyer was in touch after the alert.",
        { Outcome.TouchedAt: not null } => "The buyer was contacted after the alert.",
        { Outcome.NotedAt: not null } => "A note was written after the alert.",
        { Outcome: { IsUseful: false, IsSettled: true } } => "Nothing was done about it in time after the alert.",
        _ => null,
    };

    private IEnumerable<TimelineEntry> Parked(WatchedDeal deal)
    {
        var parked = deal.Parkings.Select(parking => (parking.At, parking.Until, parking.Reason, parking.By))
            .Concat(deal.Standing
                .Where(raised => raised is { ParkedAt: not null, ParkedUntil: not null })
                .Select(raised => (At: raised.ParkedAt!.Value, Until: raised.ParkedUntil!.Value, Reason: raised.ParkedReason ?? string.Empty, By: raised.ParkedBy)));
        return parked
            .GroupBy(one => one.At)
            .Select(group => group.MaxBy(one => one.Until))
            .Select(one => new TimelineEntry(one.At, TimelineKind.Said, $"Parked until {Day(one.Until)} by {DealTimeline.NameOf(people, one.By)}", one.Reason));
    }

    private TimelineEntry Said(string kind, Feedback said) => new(
        said.At,
        TimelineKind.Said,
        said.Kind switch
        {
            FeedbackKind.NotARisk => $"{DealTimeline.NameOf(people, said.By)}: {Wording.Words(kind)} is no risk",
            FeedbackKind.NotesIn => $"{DealTimeline.NameOf(people, said.By)}: notes are in",
            _ => $"{DealTimeline.NameOf(people, said.By)}: good to know of {Wording.Words(kind)}",
        },
        said.Reason);

    private string Day(DateTimeOffset at) => Wording.Day(DateOnly.FromDateTime(at.UtcDateTime), DateOnly.FromDateTime(now.UtcDateTime));
}
