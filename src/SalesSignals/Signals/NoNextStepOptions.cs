using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>no-next-step</c> fires.</summary>
public sealed record NoNextStepOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("Working days a deal may be without a next step after its last touch or stage move.")]
    [Range(0, 90)]
    public int GraceDays { get; set; }
}
