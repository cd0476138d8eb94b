using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>false-momentum</c> fires.</summary>
public sealed record FalseMomentumOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("Demos, proposals, quotes and contracts within the window that are a lot of work without an answer.")]
    [Range(1, 50)]
    public int Deliverables { get; set; } = 3;

    [Description("The window, in calendar days.")]
    [Range(1, 365)]
    public int WindowDays { get; set; } = 30;
}
