using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Tests.Support;

/// <summary>All that a rule may know but the deal and the time.</summary>
internal sealed record Circumstances
{
    public RuleSettings Rules { get; init; } = new();

    public string Zone { get; init; } = "Etc/UTC";

    public CalendarSettings Calendar { get; init; } = new();

    public bool ActivitiesKnown { get; init; } = true;

    public DateTimeOffset? KnownSince { get; init; }

    public Person? Owner { get; init; }

    public Baselines Baselines { get; init; } = Baselines.None;

    public RuleContext Of(DealSnapshot deal, DateTimeOffset now) =>
        Some.Context(deal, now, Rules, ActivitiesKnown, Zone, KnownSince, Owner, Baselines, Calendar);
}
