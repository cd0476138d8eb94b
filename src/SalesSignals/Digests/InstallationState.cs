using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Alerts;
using SalesSignals.Directory;

namespace SalesSignals.Digests;

/// <summary>What an admin sees of an installation: the report tells it once a week, the health page at any time.</summary>
public sealed record InstallationState
{
    public required DateTimeOffset At { get; init; }

    public ImmutableArray<ReportedSource> Sources { get; init; } = [];

    public ImmutableArray<ReportedQueue> Queues { get; init; } = [];

    public ReportedMail Mail { get; init; } = new(0, null, []);

    /// <summary>Whose open deals no mail tells anybody of, the most first.</summary>
    public ImmutableArray<UnheardOwner> Unheard { get; init; } = [];
}

/// <summary>The owner of open deals of which nobody is told.</summary>
/// <param name="OwnerKey"><c>source:ownerId</c>; <c>source:</c> alone where nobody owns them.</param>
/// <param name="Left">Who that was, where they have left and nobody leads their team; null where nobody on the team is that owner.</param>
public sealed record UnheardOwner(string OwnerKey, Person? Left, int Deals)
{
    /// <param name="open">How many open deals each owner key has.</param>
    public static ImmutableArray<UnheardOwner> Find(PeopleDirectory people, IReadOnlyDictionary<string, int> open)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(open);
        return
        [
            .. open.Where(owner => !people.IsHeard(owner.Key))
                .OrderByDescending(owner => owner.Value)
                .Select(owner => new UnheardOwner(owner.Key, people.ByOwnerKey(owner.Key), owner.Value)),
        ];
    }

    /// <summary><c>crm:77 (4)</c>, <c>nobody in crm (4)</c>, <c>Ana Silva, who has left (4)</c></summary>
    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Words} ({Deals})");

    private string Words => Left is not null ? $"{Wording.Clean(Left.Name, 40)}, who has left"
        : OwnerKey.EndsWith(':') ? $"nobody in {OwnerKey[..^1]}"
        : Wording.Clean(OwnerKey, 60);
}

/// <summary>A source, and what it told in the last seven days.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="LongestDelay">From what happened in the CRM until its webhook came, in the last hour in which any came; null where none did.</param>
public sealed record ReportedSource(string Name, long Deliveries, long Events, long Refused, DateTimeOffset? LastDeliveryAt, TimeSpan? LongestDelay)
{
    /// <summary>When it last sent anything, where that is too long ago.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>How long it is silent at other times, in words of working time.</summary>
    public string? UsualGap { get; init; }

    public bool CanBeAsked { get; init; }

    public DateTimeOffset? ReconciledUntil { get; init; }

    /// <summary>Why the last comparison with the CRM did not get through; null where it did.</summary>
    public string? ReconcileError { get; init; }

    /// <summary>What the CRM had that no webhook had told.</summary>
    public long Differences { get; init; }

    public DateTimeOffset? BackfilledAt { get; init; }
}

/// <param name="Poisoned">About how many messages could not be processed.</param>
/// <param name="Shown">Some of them.</param>
public sealed record ReportedQueue(string Name, int Waiting, int Poisoned, ImmutableArray<ReportedPoison> Shown);

/// <param name="Reason">Null where the process died each time.</param>
public sealed record ReportedPoison(string Id, DateTimeOffset Since, string? Reason)
{
    public string Words => Reason ?? "the process died each time";
}

/// <param name="Waiting">Messages that are written and not sent yet.</param>
/// <param name="OldestWaiting">When the oldest of them was written.</param>
/// <param name="Readers">Whose mail fares badly, or was ended by them.</param>
public sealed record ReportedMail(int Waiting, DateTimeOffset? OldestWaiting, ImmutableArray<ReportedReader> Readers);

/// <summary>Somebody who gets no mail, or less than there is.</summary>
/// <param name="StoppedBecause">Why nothing is sent to their address any more; null where it is.</param>
/// <param name="Off">Kinds of email that they do not want.</param>
public sealed record ReportedReader(Person Person, DateTimeOffset? StoppedAt, string? StoppedBecause, ImmutableArray<string> Off);
