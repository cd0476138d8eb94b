using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>stalled-deal</c> fires.</summary>
public sealed record StalledDealOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("Working days without a buyer touch or forward stage move.")]
    [Range(1, 365)]
    public int AllowedQuietDays { get; set; } = 10;

    [Description("A meeting or task planned within this many working days keeps a deal from being stalled.")]
    [Range(1, 365)]
    public int PlannedHorizonDays { get; set; } = 10;
}
