using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>amount-dropped</c> fires.</summary>
public sealed record AmountDroppedOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("A drop of at least this much, in percent of the highest amount within the window.")]
    [Range(1, 100)]
    public int DropPercent { get; set; } = 20;

    [Description("The window, in calendar days.")]
    [Range(1, 365)]
    public int WindowDays { get; set; } = 30;
}
