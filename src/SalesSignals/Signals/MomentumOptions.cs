using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>momentum</c> shows.</summary>
public sealed record MomentumOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("How long good news is news, in calendar days.")]
    [Range(1, 90)]
    public int WindowDays { get; set; } = 7;
}
