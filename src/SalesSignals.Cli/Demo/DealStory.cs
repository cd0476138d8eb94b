using System.Collections.Immutable;
using SalesSignals.Directory;
using SalesSignals.Events;

namespace SalesSignals.Cli.Demo;

/// <summary>A made-up deal's life until now, and the trouble it is meant to be in.</summary>
internal sealed record DealStory
{
    /// <summary>The source, and the story's own id of the deal: the CRM may know it by another one.</summary>
    public required DealKey Key { get; init; }

    public required Plot Plot { get; init; }

    public required Person Owner { get; init; }

    /// <summary>What happened, oldest first. Of a deal that others were merged into, theirs too.</summary>
    public required ImmutableArray<StoryFact> Facts { get; init; }

    /// <summary>The signals that the rules must find at the time of the demo: these, and no others.</summary>
    public required ImmutableSortedSet<string> Expected { get; init; }
}

/// <param name="Event">What happened, in our own words.</param>
/// <param name="Text">What was written: a note, or the body of an email.</param>
internal sealed record StoryFact(CanonicalEvent Event, string? Text = null);

/// <summary>What kind of life a deal has.</summary>
internal enum Plot
{
    Healthy,
    Stalled,
    StuckInStage,
    MissingNotes,
    ThinNotes,
    NoNextStep,
    OverdueNextStep,
    NoCustomerAction,
    UnansweredBuyer,
    Ghosted,
    CloseDatePassed,
    CloseDateSlipped,
    TheoreticalClose,
    UnrealisticClose,
    OutOfOrder,
    FalseMomentum,
    BuyerOffProcess,
    StageRegressed,
    NoEconomicBuyer,
    SingleThreaded,
    ChampionSilent,
    InternalHelpOverdue,
    AmountDropped,
    UnusualAmount,
    Sandbagged,
    OwnerUnavailable,
    RiskyCommit,

    /// <summary>All but forgotten: quiet, without notes, its date slipped twice and passed.</summary>
    Neglected,
    Won,
    Lost,
    Deleted,

    /// <summary>Two records of the same deal, found out and merged.</summary>
    Merged,
}
