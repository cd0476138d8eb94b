using SalesSignals.Deals;

namespace SalesSignals.Board;

/// <summary>How events came to us, and what is wanted of them.</summary>
public sealed record IntakeOptions
{
    /// <summary>A CRM told them of itself.</summary>
    public static IntakeOptions Heard { get; } = new();

    /// <summary>Whether we asked for them. Such events are no sign that the CRM's webhooks reach us, and do not count as heard.</summary>
    public bool IsAsked { get; init; }

    /// <summary>Whether to leave out what is said of deals that are not stored.</summary>
    public bool OfKnownDealsOnly { get; init; }

    /// <summary>How many deals are worked on at a time.</summary>
    public int DealsAtOnce { get; init; } = 8;

    /// <summary>Hears what became of each deal; several at a time.</summary>
    public Action<DealChanged, StageMap>? Changed { get; init; }
}
