using System.ComponentModel;

namespace SalesSignals.Signals;

/// <summary>When <c>close-date-slipped</c> fires.</summary>
public sealed record CloseDateSlippedOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("Pushes of the close date within the window that are too many.")]
    public int Pushes { get; set; } = 2;

    [Description("More calendar days of delay within the window than this are too many.")]
    public int AllowedSlipDays { get; set; } = 30;

    [Description("The window, in calendar days.")]
    public int WindowDays { get; set; } = 90;
}
