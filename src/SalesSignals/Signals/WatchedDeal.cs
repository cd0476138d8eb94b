using System.Collections.Immutable;
using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>A deal as it is stored: its snapshot, the signals that stand on it, and when to look at it again.</summary>
public sealed record WatchedDeal
{
    public required DealSnapshot Snapshot { get; init; }

    public ImmutableArray<RaisedSignal> Standing { get; init; } = [];

    /// <summary>What somebody asked to be silent about.</summary>
    public ImmutableArray<Parking> Parkings { get; init; } = [];

    /// <summary>Signals that were raised and have ended, and what came of telling them; newest last.</summary>
    public ImmutableArray<SignalRecord> Past { get; init; } = [];

    /// <summary>When time alone could change its signals.</summary>
    public DateTimeOffset EvaluateAt { get; init; }

    /// <summary>The settings and people it was last evaluated with.</summary>
    public string? EvaluatedWith { get; init; }

    /// <summary>
    /// The boards its row may be on: that of its owner, and those of owners before until no slow worker can put it there any more.
    /// </summary>
    public ImmutableArray<string> BoardOwnerKeys { get; init; } = [];

    /// <summary>How many events changed it, by the hour in which they were received; the last eight days.</summary>
    public ImmutableArray<HeardEvents> Heard { get; init; } = [];

    /// <summary>When we first heard of it; null for a deal that is not stored yet.</summary>
    public DateTimeOffset? WatchedSince { get; init; }

    /// <summary>When last something was written that its board shows.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>The stored version; null for a deal that is not stored yet.</summary>
    public string? ETag { get; init; }

    public DealKey Key => Snapshot.Key;

    public string OwnerKey => $"{Key.Source}:{Snapshot.OwnerId.Value}";

    public static WatchedDeal New(DealKey key) => new() { Snapshot = DealSnapshot.Empty(key) };

    /// <summary>The deal after events, in whatever order they happened.</summary>
    /// <param name="heardAt">When they reached us; null where we asked for them, which is no sign that the CRM's webhooks do.</param>
    public WatchedDeal Apply(IReadOnlyList<CanonicalEvent> events, DateTimeOffset? heardAt)
    {
        ArgumentNullException.ThrowIfNull(events);
        var snapshot = Snapshot;
        var news = 0;
        foreach (var happened in events)
        {
            var after = DealMerge.Apply(snapshot, happened);
            news += ReferenceEquals(after, snapshot) ? 0 : 1;
            snapshot = after;
        }

        if (news == 0)
        {
            return this;
        }

        var changed = this with { Snapshot = snapshot };
        return heardAt is { } now ? changed.Hear(news, now) : changed;
    }

    /// <summary>The deal after somebody has said something of a signal: of the one that stands, else of the last one that ended.</summary>
    public WatchedDeal Judge(string kind, Feedback said)
    {
        ArgumentNullException.ThrowIfNull(said);
        return Say(kind, (_, severity) => said with { Severity = severity });
    }

    /// <summary>The deal after somebody has taken back what they said of a signal. What others have said since stays.</summary>
    public WatchedDeal Retract(string kind, FeedbackKind what, string by) =>
        Say(kind, (said, _) => said is not null && (said.Kind, said.By) == (what, by) ? null : said);

    private WatchedDeal Say(string kind, Func<Feedback?, Severity, Feedback?> say)
    {
        if (Standing.FirstOrDefault(raised => raised.Signal.Kind == kind) is { } stands)
        {
            return this with { Standing = Standing.Replace(stands, stands with { Feedback = say(stands.Feedback, stands.Signal.Severity) }) };
        }

        return Past.LastOrDefault(record => record.Kind == kind) is { } ended
            ? this with { Past = Past.Replace(ended, ended with { Feedback = say(ended.Feedback, ended.Severity) }) }
            : this;
    }

    private WatchedDeal Hear(int events, DateTimeOffset now)
    {
        var hour = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        var kept = Heard.Where(heard => heard.Hour > now.AddDays(-8)).ToList();
        var count = kept.Where(heard => heard.Hour == hour).Sum(heard => heard.Count);
        kept.RemoveAll(heard => heard.Hour == hour);
        return this with { Heard = [.. kept, new(hour, count + events)] };
    }
}

public readonly record struct HeardEvents(DateTimeOffset Hour, int Count);
