using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SalesSignals.Events;

namespace SalesSignals.Deals;

/// <summary>
/// All that is known of a deal, as a join-semilattice: <see cref="DealMerge.Merge"/> is commutative, associative and idempotent, so
/// that late, repeated and shuffled events end in the same snapshot. Fields are last-writer-wins registers, history is sets.
/// </summary>
public sealed record DealSnapshot
{
    /// <summary>How many stage entries, statuses, close dates and amounts are remembered of a deal, each.</summary>
    public const int FactCapacity = 64;

    /// <summary>How many activities are remembered of a deal.</summary>
    public const int ActivityCapacity = 256;

    public const int ContactCapacity = 100;

    public required DealKey Key { get; init; }

    public Register<string> Name { get; init; }

    public Register<string> Pipeline { get; init; }

    /// <summary>The CRM's own stage id.</summary>
    public Register<string> Stage { get; init; }

    public Register<decimal?> Amount { get; init; }

    public Register<string> Currency { get; init; }

    public Register<DateOnly?> CloseOn { get; init; }

    public Register<string> OwnerId { get; init; }

    public Register<string> ForecastCategory { get; init; }

    public Register<string> Url { get; init; }

    /// <summary>Open, won or lost, where a CRM says so outright; otherwise it follows from the stage.</summary>
    public Register<DealStatus?> Status { get; init; }

    /// <summary>Whether the CRM's record is gone. Apart from the status: a record that ends in a merge must not end the deal.</summary>
    public Register<bool> Deleted { get; init; }

    public Register<DateTimeOffset?> CreatedAt { get; init; }

    public Register<bool?> Outcomes { get; init; }

    public Register<bool?> Priorities { get; init; }

    public Register<bool?> Timeline { get; init; }

    public Register<bool?> Sponsor { get; init; }

    public Register<bool?> Budget { get; init; }

    public Register<string> CustomerAction { get; init; }

    public Register<DateOnly?> CustomerActionDueOn { get; init; }

    public Register<string> AccountId { get; init; }

    public Register<string> AccountName { get; init; }

    public Register<DateOnly?> RenewalOn { get; init; }

    /// <summary>The id of the deal that this one was merged into; what is said of this one holds for that one.</summary>
    public Register<string> MergedInto { get; init; }

    /// <summary>Each time a stage was stated, oldest first; the same stage may be stated several times in a row.</summary>
    public ImmutableArray<Fact<string>> Stages { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Each time a status was stated outright: a register alone knows only when it was last said that a deal is won.</summary>
    public ImmutableArray<Fact<DealStatus?>> Statuses { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<Fact<DateOnly?>> CloseDates { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<Fact<decimal?>> Amounts { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<Statement<ActivityFacts>> Activities { get; init => field = value.IsDefault ? [] : value; } = [];

    public ImmutableArray<Statement<ContactFacts>> Contacts { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The earliest and the latest time at which anything was said of it.</summary>
    public DateTimeOffset? FirstEventAt { get; init; }

    public DateTimeOffset? LastEventAt { get; init; }

    [JsonIgnore]
    public bool IsAlias => MergedInto.Value is not null;

    /// <summary>A deal of which nothing is known.</summary>
    public static DealSnapshot Empty(DealKey key) => new() { Key = key };
}
