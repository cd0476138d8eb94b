using System.ComponentModel;

namespace SalesSignals.Signals;

/// <summary>When <c>no-economic-buyer</c> fires.</summary>
public sealed record NoEconomicBuyerOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;
}
