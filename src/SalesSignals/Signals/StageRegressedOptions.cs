using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>stage-regressed</c> fires.</summary>
public sealed record StageRegressedOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("How long a step back is news, in calendar days.")]
    [Range(1, 365)]
    public int WindowDays { get; set; } = 14;
}
