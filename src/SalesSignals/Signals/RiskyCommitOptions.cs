using System.ComponentModel;

namespace SalesSignals.Signals;

/// <summary>When <c>risky-commit</c> fires.</summary>
public sealed record RiskyCommitOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;
}
