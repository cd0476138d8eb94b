using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>ghosted</c> fires.</summary>
public sealed record GhostedOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("Touches of ours within the window without one of theirs that are too many.")]
    [Range(1, 50)]
    public int SellerTouches { get; set; } = 3;

    [Description("The window, in working days.")]
    [Range(1, 365)]
    public int WindowDays { get; set; } = 15;
}
