using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>overdue-next-step</c> fires.</summary>
public sealed record OverdueNextStepOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("Working days past the due time that are allowed.")]
    [Range(0, 30)]
    public int AllowedDays { get; set; } = 1;

    [Description("What fell due longer ago than this many calendar days is left alone.")]
    [Range(1, 365)]
    public int LookBackDays { get; set; } = 60;
}
