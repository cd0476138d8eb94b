using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Explain;
using SalesSignals.Functions.Emails;
using SalesSignals.Functions.Pages;
using SalesSignals.Signals;

namespace SalesSignals.Functions.BoardPages;

/// <summary>All there is to see of a deal.</summary>
public sealed record DealDetailModel
{
    /// <summary>Entries of the timeline that are shown at once; older ones are a click away.</summary>
    public const int RecentEntries = 30;

    /// <summary>What stands against a deal is shown at once up to here; what is of low severity beyond it is a click away.</summary>
    public const int FindingsShown = 4;

    public const string Parked = "parked";
    public const string Unparked = "unparked";
    public const string Said = "said";
    public const string NoSuchDay = "no-such-day";
    public const string NoReason = "no-reason";
    public const string NoSuchSignal = "no-such-signal";

    public required Explanation Explained { get; init; }

    public required DealTimeline Timeline { get; init; }

    public required ImmutableArray<Fact> Facts { get; init; }

    public required ReaderClock Clock { get; init; }

    public required PeopleDirectory People { get; init; }

    /// <summary>What the form before this page came to; null where there was none.</summary>
    public string? Done { get; init; }

    /// <summary>Today, and the last day until which the viewer may park a deal.</summary>
    public (DateOnly Today, DateOnly Latest) Days { get; init; }

    public string Address => BoardAddress.Deal(Explained.Key.ToString());

    /// <summary>What keeps all of the deal silent; null where nothing does.</summary>
    public Parking? Silence => Explained.Parkings.FirstOrDefault(parking => parking.Kind is null);

    /// <summary>What to say of the form before this page, and whether it did what was asked.</summary>
    public (string Text, bool IsDone)? Notice => Done switch
    {
        Parked => ("Parked. No alert and no digest speaks of it until then, or until the buyer is in touch or the deal moves forward.", true),
        Unparked => ("It speaks again.", true),
        Said => ("Noted, thank you. It shows in how good the rule is.", true),
        NoSuchDay => ($"Nothing was changed: choose a day after today, and not after {Wording.Day(Days.Latest, Days.Today)}.", false),
        NoReason => ("Nothing was changed: say why, whoever looks at the deal next will want to know.", false),
        NoSuchSignal => ("Nothing was changed: that signal was never raised on this deal.", false),
        _ => null,
    };

    public string Name => Wording.Clean(Explained.Snapshot.Name.Value, 120) is { Length: > 0 } name ? name : $"Deal {Wording.Clean(Explained.Key.Id, 40)}";

    /// <summary>The deal in the CRM; null where the CRM gave no address that is safe to follow.</summary>
    public string? CrmAddress => DealWords.Link(Explained.Snapshot.Url.Value);

    public IEnumerable<RaisedSignal> Needs => Explained.Standing.Where(raised => raised.NeedsAttentionAt(Explained.At)).OrderByDescending(raised => raised.Signal.Severity);

    public IEnumerable<RaisedSignal> Shown => Needs.Where((raised, place) => raised.Signal.Severity != Severity.Low || place < FindingsShown);

    public IEnumerable<RaisedSignal> Lesser => Needs.Except(Shown);

    /// <summary>What fires, and nobody is told: parked, or said to be no risk.</summary>
    public IEnumerable<RaisedSignal> PutAside => Explained.Standing.Where(raised => !raised.Signal.IsGoodNews && !raised.NeedsAttentionAt(Explained.At));

    public IEnumerable<RaisedSignal> GoodNews => Explained.Standing.Where(raised => raised.Signal.IsGoodNews);

    public IEnumerable<ContactFacts> Contacts => Explained.Snapshot.Contacts.Select(contact => contact.Facts).OfType<ContactFacts>();

    public static DealDetailModel Of(ShownDeal shown, IReadOnlyList<CanonicalEvent> events, DealAssessor assessor, PeopleDirectory people, ReaderClock clock)
    {
        ArgumentNullException.ThrowIfNull(shown);
        ArgumentNullException.ThrowIfNull(assessor);
        ArgumentNullException.ThrowIfNull(clock);
        var deal = shown.Watched;
        var view = assessor.ViewOf(deal.Snapshot, clock.Now);
        return new()
        {
            Explained = Explanation.Of(deal, events, assessor, people, clock.Now),
            Timeline = DealTimeline.Of(deal, view, events, assessor.RecordsOf(deal, clock.Now), people),
            Facts = [.. FactsOf(shown, view, people, clock)],
            Clock = clock,
            People = people,
        };
    }

    private static IEnumerable<Fact> FactsOf(ShownDeal shown, DealView view, PeopleDirectory people, ReaderClock clock)
    {
        var snapshot = shown.Watched.Snapshot;
        return
        [
            new("Owner", Wording.Clean(people.ByOwnerKey(shown.Watched.OwnerKey)?.Name ?? snapshot.OwnerId.Value, 60)),
            new("Customer", Wording.Clean(snapshot.AccountName.Value, 80)),
            new("Status", Wording.Title(view.Status.ToString().ToLowerInvariant())),
            new("Stage", Wording.Title(view.Stage?.Name() ?? snapshot.Stage.Value) + (view is { IsOpen: true, StageEnteredAt: { } entered } ? $", since {clock.Day(entered)}" : string.Empty)),
            new("Amount", Money.Of(shown.Now)?.ToString()),
            new("Close date", snapshot.CloseOn.Value is { } on ? Wording.Day(on, clock.Today) : null),
            new("Forecast", Wording.Title(snapshot.ForecastCategory.Value)),
            new("Last buyer touch", view.LastBuyerTouchAt is { } buyer ? clock.At(buyer) : null),
            new("Last touch of ours", view.LastSellerTouchAt is { } seller ? clock.At(seller) : null),
            new("Next planned", view.NextPlannedAt is { } planned ? clock.At(planned) : null),
            new("Created", view.CreatedAt is { } created ? clock.Day(created) : null),
        ];
    }

    /// <param name="Value">Empty where nobody knows.</param>
    public sealed record Fact(string Label, string? Value);
}
