using System.ComponentModel;

namespace SalesSignals.Signals;

/// <summary>When <c>theoretical-close</c> fires.</summary>
public sealed record TheoreticalCloseOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;
}
