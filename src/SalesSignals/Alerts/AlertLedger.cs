using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesSignals.Board;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Alerts;

/// <summary>What a rep has been told, so that nothing is repeated unless it got worse. One row a rep, beside their messages.</summary>
public sealed record AlertLedger
{
    /// <summary>
    /// How much is remembered: compressed, well within a row (1 MiB) even where deals have the longest ids. Past this many standing
    /// signals the oldest are forgotten, and may be told once more.
    /// </summary>
    public const int Capacity = 1500;

    /// <summary>How long a telling counts for the day's budget, whatever the time zone: longer than any local day.</summary>
    private static readonly TimeSpan BudgetMemory = TimeSpan.FromHours(50);

    public static AlertLedger Empty { get; } = new();

    /// <summary>Oldest first. Source-generated JSON passes over an initialiser where the document says nothing, hence the setter.</summary>
    public ImmutableArray<AlertLedgerEntry> Entries { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether the rep knows of this raising, at this severity or a graver one.</summary>
    public bool HasTold(DealKey deal, RaisedSignal raised) => TellingsAt(deal, raised, from: raised.Signal.Severity).Any();

    /// <summary>Whether the rep knows of this raising, but only when it was less grave.</summary>
    public bool HasToldMilder(DealKey deal, RaisedSignal raised) => !HasTold(deal, raised) && TellingsAt(deal, raised, from: Severity.Low).Any();

    /// <summary>The deals that alerts told on a local day.</summary>
    public ImmutableHashSet<string> DealsToldOn(DateOnly day, string timeZone) =>
        [.. Entries.Where(entry => !entry.InNote && LocalMoment.Of(entry.ToldAt, timeZone).Date == day).Select(entry => entry.Deal)];

    /// <summary>The ledger after an alert went out. Telling the same alert twice is the same as once.</summary>
    public AlertLedger Tell(RepAlert alert, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return Tell(alert.Deals, now, inNote: false);
    }

    /// <summary>The ledger after some deals were told.</summary>
    /// <param name="inNote">In the rep's weekly note, which costs nothing of the day's budget for alerts.</param>
    public AlertLedger Tell(ImmutableArray<AlertedDeal> deals, DateTimeOffset now, bool inNote)
    {
        var told = deals
            .SelectMany(deal => deal.Signals.Where(signal => !HasTold(deal.Deal.Key, signal.Raised))
                .Select(signal => new AlertLedgerEntry(deal.Deal.Key.ToString(), signal.Raised.Occurrence, now, inNote)));
        return this with { Entries = [.. Entries.Concat(told).TakeLast(Capacity)] };
    }

    /// <summary>What the rep had been told by a time.</summary>
    public AlertLedger Until(DateTimeOffset at) => this with { Entries = [.. Entries.Where(entry => entry.ToldAt <= at)] };

    /// <summary>Forgets what no longer stands on the rep's board, but not what still counts for the day's budget.</summary>
    public AlertLedger PruneTo(IReadOnlyList<BoardDeal> board, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(board);
        var standing = board
            .SelectMany(deal => deal.Signals.Where(raised => raised.IsStanding)
                .SelectMany(raised => Occurrences(raised, from: Severity.Low).Select(occurrence => (deal.Key.ToString(), occurrence))))
            .ToHashSet();
        var kept = Entries.Where(entry => now - entry.ToldAt < BudgetMemory || standing.Contains((entry.Deal, entry.Occurrence))).ToImmutableArray();
        return kept.Length == Entries.Length ? this : this with { Entries = kept };
    }

    public string ToJson() => JsonSerializer.Serialize(this, AlertLedgerJson.Default.AlertLedger);

    public static AlertLedger FromJson(string json) => JsonSerializer.Deserialize(json, AlertLedgerJson.Default.AlertLedger) ?? Empty;

    private IEnumerable<AlertLedgerEntry> TellingsAt(DealKey deal, RaisedSignal raised, Severity from)
    {
        var key = deal.ToString();
        var occurrences = Occurrences(raised, from).ToArray();
        return Entries.Where(entry => entry.Deal == key && occurrences.Contains(entry.Occurrence));
    }

    private static IEnumerable<string> Occurrences(RaisedSignal raised, Severity from) => Enum.GetValues<Severity>()
        .Where(severity => severity >= from)
        .Select(severity => (raised with { Signal = raised.Signal with { Severity = severity } }).Occurrence);
}

/// <param name="Deal">The deal's key, <c>source:id</c>.</param>
/// <param name="Occurrence">As <see cref="RaisedSignal.Occurrence"/> names it.</param>
/// <param name="InNote">Whether the rep's weekly note told it, and not an alert.</param>
public sealed record AlertLedgerEntry(string Deal, string Occurrence, DateTimeOffset ToldAt, bool InNote = false);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AlertLedger))]
internal sealed partial class AlertLedgerJson : JsonSerializerContext;
