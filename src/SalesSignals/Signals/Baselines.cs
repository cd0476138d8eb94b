using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SalesSignals.Deals;

namespace SalesSignals.Signals;

/// <summary>Where the limit of a time comes from.</summary>
public enum BaselineKind
{
    /// <summary>The number in settings.</summary>
    [JsonStringEnumMemberName("fixed")]
    Fixed,

    /// <summary>What the owner's won deals took in the stage, on average.</summary>
    [JsonStringEnumMemberName("owner-average")]
    OwnerAverage,

    /// <summary>What three of four won deals took in the stage at most.</summary>
    [JsonStringEnumMemberName("won-p75")]
    WonP75,
}

/// <summary>What won deals were like, learned from history: how long they stayed in a stage, how long they then still took, and how large they were.</summary>
public sealed class Baselines
{
    /// <summary>Fewer deals than this are no basis for a limit.</summary>
    public const int SmallestSample = 20;

    private readonly FrozenDictionary<(string OwnerKey, DealStage Stage), StageBaseline> _byOwner;
    private readonly FrozenDictionary<DealStage, StageBaseline> _byStage;
    private readonly FrozenDictionary<(string OwnerKey, string Currency), AmountBaseline> _amounts;

    public Baselines(BaselineFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        _byOwner = figures.Stages.Where(stage => stage.OwnerKey is not null).ToFrozenDictionary(stage => (stage.OwnerKey!, stage.Stage));
        _byStage = figures.Stages.Where(stage => stage.OwnerKey is null).ToFrozenDictionary(stage => stage.Stage);
        _amounts = figures.Amounts.ToFrozenDictionary(amount => (amount.OwnerKey, amount.Currency));
        Version = figures.Version;
    }

    /// <summary>Nothing is known: every limit is the fixed one.</summary>
    public static Baselines None { get; } = new(new("", [], []));

    /// <summary>Names the figures, so that a change of them is seen on every deal.</summary>
    public string Version { get; }

    /// <summary>How many calendar days a deal may stay in a stage.</summary>
    /// <param name="kind">What settings ask for; where too few deals were won, the fixed number holds.</param>
    /// <param name="ownerKey"><c>source:ownerId</c>.</param>
    public BaselineLimit DaysInStage(BaselineKind kind, DealStage stage, string ownerKey, double fixedDays)
    {
        var found = kind switch
        {
            BaselineKind.OwnerAverage => _byOwner.GetValueOrDefault((ownerKey, stage)),
            BaselineKind.WonP75 => _byStage.GetValueOrDefault(stage),
            _ => null,
        };
        return found is { Deals: >= SmallestSample }
            ? new(kind is BaselineKind.OwnerAverage ? found.AverageDays : found.P75Days, kind, kind, found.Deals)
            : new(fixedDays, kind, BaselineKind.Fixed, found?.Deals ?? 0);
    }

    /// <summary>
    /// How many calendar days won deals still needed after they had come into a stage: three of four needed at least this many. Null where too
    /// few were won.
    /// </summary>
    public BaselineLimit? DaysToWin(DealStage stage) => _byStage.GetValueOrDefault(stage) is { Deals: >= SmallestSample } found
        ? new(found.P25DaysToWin, BaselineKind.WonP75, BaselineKind.WonP75, found.Deals)
        : null;

    /// <summary>The amount that nine of ten of an owner's won deals in a currency did not pass; null where too few were won.</summary>
    public BaselineLimit? WonAmountP90(string ownerKey, string currency) =>
        _amounts.GetValueOrDefault((ownerKey, currency)) is { Deals: >= SmallestSample } found
            ? new((double)found.P90, BaselineKind.OwnerAverage, BaselineKind.OwnerAverage, found.Deals)
            : null;
}

/// <summary>A limit and where it comes from.</summary>
/// <param name="Asked">What settings ask for.</param>
/// <param name="Origin">What it is, which is fixed where too few deals were won.</param>
/// <param name="Deals">How many won deals there were to learn from.</param>
public readonly record struct BaselineLimit(double Value, BaselineKind Asked, BaselineKind Origin, int Deals)
{
    /// <summary><c>won deals' 75th percentile, 48 deals</c>, or <c>fixed: only 7 won deals to learn from</c>.</summary>
    public string Describe() => (Asked, Origin) switch
    {
        (BaselineKind.Fixed, _) => "fixed",
        (_, BaselineKind.Fixed) => $"fixed: {(Deals == 0 ? "no" : $"only {Deals}")} won deals to learn from",
        (_, BaselineKind.OwnerAverage) => $"average of the owner's {Deals} won deals",
        _ => $"75th percentile of {Deals} won deals",
    };
}

/// <summary>Baselines as they are stored.</summary>
public sealed record BaselineFigures(string Version, ImmutableArray<StageBaseline> Stages, ImmutableArray<AmountBaseline> Amounts);

/// <param name="OwnerKey">Whose won deals; null for everybody's.</param>
/// <param name="Deals">How many won deals went through the stage.</param>
public sealed record StageBaseline(string? OwnerKey, DealStage Stage, int Deals, double AverageDays, double P75Days, double P25DaysToWin);

public sealed record AmountBaseline(string OwnerKey, string Currency, int Deals, decimal P90);
