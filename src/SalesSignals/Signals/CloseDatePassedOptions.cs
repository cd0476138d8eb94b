using System.ComponentModel;

namespace SalesSignals.Signals;

/// <summary>When <c>close-date-passed</c> fires.</summary>
public sealed record CloseDatePassedOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;
}
