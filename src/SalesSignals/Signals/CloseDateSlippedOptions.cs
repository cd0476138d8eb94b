using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>close-date-slipped</c> fires.</summary>
public sealed record CloseDateSlippedOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("Pushes of the close date within the window that are too many.")]
    [Range(1, 50)]
    public int Pushes { get; set; } = 2;

    [Description("More calendar days of delay within the window than this are too many.")]
    [Range(1, 730)]
    public int AllowedSlipDays { get; set; } = 30;

    [Description("The window, in calendar days.")]
    [Range(1, 730)]
    public int WindowDays { get; set; } = 90;
}
