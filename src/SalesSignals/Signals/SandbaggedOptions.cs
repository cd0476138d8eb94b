using System.ComponentModel;

namespace SalesSignals.Signals;

/// <summary>When <c>sandbagged</c> fires.</summary>
public sealed record SandbaggedOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;
}
