using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using SalesSignals.Calendars;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Telemetry;

namespace SalesSignals.Signals;

/// <summary>Runs the rules over a deal with the settings and people of one moment. Pure.</summary>
public sealed class DealAssessor
{
    /// <summary>How long a closed deal stays on the board: the quarter it closed in, and some more.</summary>
    private const int BoardDaysAfterClose = 120;

    /// <summary>How long one that made a customer does: they are looked after on the board, a year and some more.</summary>
    private const int BoardDaysAfterWin = 400;

    /// <summary>How long it does at most, however late the contract is to be renewed: three years and some more.</summary>
    private const int MostBoardDaysAfterWin = 1200;

    private const int BoardDaysAfterRenewal = 30;

    private readonly RuleSettingsMap _rules;
    private readonly TouchSettings _touches;
    private readonly PeopleDirectory _people;
    private readonly FrozenDictionary<string, bool> _tellsActivities;
    private readonly FrozenSet<string> _withoutPast;
    private readonly Baselines _baselines;
    private readonly FeedbackSettings _feedback;

    /// <param name="tellsActivities">By source, whether its activities reach us.</param>
    /// <param name="settingsVersion">Names the settings, so that a change of them is seen on every deal.</param>
    /// <param name="withoutPast">The sources that do not tell what happened before they were connected.</param>
    /// <param name="baselines">What won deals were like; nothing known where null.</param>
    public DealAssessor(
        SalesSettings settings,
        string settingsVersion,
        PeopleDirectory people,
        IEnumerable<KeyValuePair<string, bool>> tellsActivities,
        DateOnly today,
        IEnumerable<string>? withoutPast = null,
        Baselines? baselines = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(people);
        _rules = new(settings);
        _touches = settings.Touches;
        _feedback = settings.Feedback;
        _people = people;
        _tellsActivities = tellsActivities.ToFrozenDictionary(StringComparer.Ordinal);
        _withoutPast = (withoutPast ?? []).ToFrozenSet(StringComparer.Ordinal);
        _baselines = baselines ?? Baselines.None;
        Calendars = new(settings.Calendar, today);
        Stages = new(settings);
        Version = $"{settingsVersion}-{people.Version}-{_baselines.Version}-{string.Concat(_tellsActivities.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => !s.Value ? '-' : _withoutPast.Contains(s.Key) ? 'n' : 'a'))}";
    }

    /// <summary>An assessor with other settings, and all else the same.</summary>
    public DealAssessor With(SalesSettings settings, string settingsVersion, DateOnly today) =>
        new(settings, settingsVersion, _people, _tellsActivities, today, _withoutPast, _baselines);

    /// <summary>Names all that an answer depends on but the deal and the time.</summary>
    public string Version { get; }

    public StageMap Stages { get; }

    /// <summary>The working time of everybody.</summary>
    public WorkCalendars Calendars { get; }

    /// <summary>A deal read at a time, with what settings say of stages and touches.</summary>
    public DealView ViewOf(DealSnapshot deal, DateTimeOffset now) => DealView.Of(deal, Stages, now, _touches);

    /// <summary>The deal with its signals as they are now, and what of them has to be stored.</summary>
    public Assessment Assess(WatchedDeal deal, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(deal);
        var view = ViewOf(deal.Snapshot, now);
        var since = SalesMetrics.TimesRules ? Stopwatch.GetTimestamp() : 0;
        var (firing, changesAt) = deal.Snapshot.IsAlias
            ? (ImmutableArray<Signal>.Empty, DateTimeOffset.MaxValue)
            : SignalRules.Detect(ContextOf(deal, view));
        if (since != 0)
        {
            SalesMetrics.RulesTook(since);
        }

        var parkings = Parkings.Holding(deal.Parkings, view);
        var changes = SignalLedger.Compare(deal.Standing, firing, now, parkings);
        var isOnBoard = IsOnBoard(deal.Snapshot, view);
        var evaluateAt = EvaluateAt(view, changes, Earlier(changesAt, Parkings.EndsAt(parkings)), isOnBoard);
        return new(
            deal with { Standing = changes.Standing, Past = SignalRecords.Keep(deal, view, changes, JudgeOf(deal)), Parkings = parkings, EvaluateAt = IsPlanned(deal, now, evaluateAt) ? deal.EvaluateAt : evaluateAt, EvaluatedWith = Version },
            view,
            changes,
            isOnBoard);
    }

    /// <summary>Every rule's answer for a deal at a time, with its reason.</summary>
    public ImmutableArray<(string Kind, RuleVerdict Verdict)> Explain(WatchedDeal deal, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(deal);
        return SignalRules.Explain(ContextOf(deal, ViewOf(deal.Snapshot, now)));
    }

    /// <summary>Every raising on a deal that is remembered, those that stand included, and what came of telling it so far.</summary>
    public ImmutableArray<SignalRecord> RecordsOf(WatchedDeal deal, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(deal);
        return SignalRecords.All(deal, ViewOf(deal.Snapshot, now), JudgeOf(deal));
    }

    private AlertJudge JudgeOf(WatchedDeal deal) => new(Calendars.Of(OwnerOf(deal)), _feedback, ownerKey => _people.ByOwnerKey(ownerKey)?.Team);

    /// <summary>Who owns a deal; null where nobody on the team does.</summary>
    public Person? OwnerOf(WatchedDeal deal)
    {
        ArgumentNullException.ThrowIfNull(deal);
        return _people.ByOwnerKey(deal.OwnerKey);
    }

    /// <summary>Whether all is known that ever happened to a deal: nobody met it halfway.</summary>
    public bool KnowsWholePast(WatchedDeal deal)
    {
        ArgumentNullException.ThrowIfNull(deal);
        return !_withoutPast.Contains(deal.Key.Source) || deal.Snapshot.CreatedAt.Value >= deal.WatchedSince?.AddDays(-1);
    }

    /// <summary>The rules' context for a deal.</summary>
    public RuleContext ContextOf(WatchedDeal deal, in DealView view)
    {
        ArgumentNullException.ThrowIfNull(deal);
        var key = deal.Key;
        var owner = OwnerOf(deal);
        var isKnown = _tellsActivities.TryGetValue(key.Source, out var tells) ? tells : view.Snapshot.Activities.Length > 0;
        return new(
            view, Calendars.Of(owner), _rules.For(key.Source, view.Snapshot.Pipeline.Value, view.Stage?.Name(), owner?.Team), isKnown, _withoutPast.Contains(key.Source) ? deal.WatchedSince : null, owner, _baselines);
    }

    private static bool IsOnBoard(DealSnapshot snapshot, in DealView view) =>
        !snapshot.IsAlias
        && view.Status is not DealStatus.Deleted
        && (view.IsOpen || LeavesBoardAt(view) is not { } leavesAt || leavesAt > view.Now);

    /// <summary>When a closed deal leaves the board; null where nobody knows when it was closed.</summary>
    private static DateTimeOffset? LeavesBoardAt(in DealView view)
    {
        if (view.ClosedAt is not { } closedAt)
        {
            return null;
        }

        var snapshot = view.Snapshot;
        if (view.Status is not DealStatus.Won || (snapshot.AccountId.Value ?? snapshot.AccountName.Value) is null)
        {
            return closedAt.AddDays(BoardDaysAfterClose);
        }

        var afterWin = closedAt.AddDays(BoardDaysAfterWin);
        var afterRenewal = snapshot.RenewalOn.Value is { } day
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddDays(BoardDaysAfterRenewal)
            : afterWin;
        var longest = closedAt.AddDays(MostBoardDaysAfterWin);
        return afterRenewal <= afterWin ? afterWin : afterRenewal <= longest ? afterRenewal : longest;
    }

    // A look that is planned for earlier does no harm, and a deal on which nothing has changed need not be written.
    private bool IsPlanned(WatchedDeal deal, DateTimeOffset now, DateTimeOffset evaluateAt) =>
        deal.EvaluatedWith == Version && deal.EvaluateAt > now && deal.EvaluateAt < evaluateAt;

    // Rules name the first instant of a change; looking more often keeps "quiet for 12 days" in step with the days.
    private static DateTimeOffset EvaluateAt(in DealView view, SignalChanges changes, DateTimeOffset changesAt, bool isOnBoard)
    {
        if (view.IsOpen)
        {
            return Earlier(changesAt, view.Now.AddHours(changes.Standing.IsEmpty ? 24 : 6));
        }

        return isOnBoard && LeavesBoardAt(view) is { } leavesAt ? Earlier(changesAt, leavesAt) : changesAt;
    }

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}

/// <param name="Deal">With its signals and next evaluation as they are now.</param>
/// <param name="IsOnBoard">Whether the board shows it: open, or closed not long ago.</param>
public sealed record Assessment(WatchedDeal Deal, DealView View, SignalChanges Changes, bool IsOnBoard);
