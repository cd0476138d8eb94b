using System.ComponentModel;

namespace SalesSignals.Signals;

/// <summary>When <c>unrealistic-close</c> fires.</summary>
public sealed record UnrealisticCloseOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;
}
