using System.Diagnostics.CodeAnalysis;
using SalesSignals.Calendars;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Settings;

namespace SalesSignals.Signals;

/// <summary>All that a rule may know: the deal as it is now, its owner and their working time, what is usual, and the settings.</summary>
/// <param name="deal">The deal read at the time the rules run for.</param>
/// <param name="calendar">The owner's.</param>
/// <param name="settings">As they hold for this deal.</param>
/// <param name="activitiesKnown">Whether meetings, calls, emails and notes of this deal reach us at all.</param>
/// <param name="activitiesKnownSince">Since when they do; null where the whole past is told.</param>
/// <param name="owner">Who owns it; null where nobody in the directory does.</param>
/// <param name="baselines">What won deals were like.</param>
public readonly struct RuleContext(
    in DealView deal,
    WorkCalendar calendar,
    RuleSettings settings,
    bool activitiesKnown,
    DateTimeOffset? activitiesKnownSince = null,
    Person? owner = null,
    Baselines? baselines = null)
{
    private readonly DealView _deal = deal;
    private readonly (DateOnly Day, DateTimeOffset NextStartsAt) _today = calendar.DayAround(deal.Now);

    /// <summary>By reference: rules look at it hundreds of times, and it is large.</summary>
    [UnscopedRef]
    public ref readonly DealView Deal => ref _deal;

    public DealSnapshot Snapshot => _deal.Snapshot;

    public DateTimeOffset Now => _deal.Now;

    public WorkCalendar Calendar { get; } = calendar;

    public RuleSettings Settings { get; } = settings;

    public bool ActivitiesKnown { get; } = activitiesKnown;

    public DateTimeOffset? ActivitiesKnownSince { get; } = activitiesKnownSince;

    public Person? Owner { get; } = owner;

    public Baselines Baselines { get; } = baselines ?? Baselines.None;

    /// <summary>The gravest signal that rules before this one have found.</summary>
    public Signal? Gravest { get; private init; }

    /// <summary>The context after a rule has found something.</summary>
    public RuleContext Knowing(Signal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return signal.Severity > (Gravest?.Severity ?? 0) && !signal.IsGoodNews ? this with { Gravest = signal } : this;
    }

    /// <summary>Whether all that happened on the deal since a time reached us: its past was told, or it began when we were listening.</summary>
    public bool IsToldSince(DateTimeOffset since) =>
        !(ActivitiesKnownSince > since) || ActivitiesKnownSince <= Snapshot.CreatedAt.Value?.AddDays(1);

    /// <summary>The day it is where the owner works.</summary>
    public DateOnly Today => _today.Day;

    public DateTimeOffset TomorrowStartsAt => _today.NextStartsAt;
}
