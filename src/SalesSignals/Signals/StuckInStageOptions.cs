using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>stuck-in-stage</c> fires.</summary>
public sealed record StuckInStageOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("What the limit is: allowedDays (fixed), what the owner's won deals took on average (owner-average), or what three of four won deals took at most (won-p75). With fewer than 20 won deals, allowedDays holds.")]
    public BaselineKind Baseline { get; set; } = BaselineKind.Fixed;

    [Description("Calendar days in one stage.")]
    [Range(1, 730)]
    public int AllowedDays { get; set; } = 30;
}
