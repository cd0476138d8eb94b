using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>buyer-off-process</c> fires.</summary>
public sealed record BuyerOffProcessOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("Meetings that the buyer cancelled, missed or moved, and steps of theirs that are overdue, within the window that are too many.")]
    [Range(1, 50)]
    public int Slips { get; set; } = 2;

    [Description("The window, in calendar days.")]
    [Range(1, 365)]
    public int WindowDays { get; set; } = 30;
}
