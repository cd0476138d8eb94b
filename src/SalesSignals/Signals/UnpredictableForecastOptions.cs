using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>unpredictable-forecast</c> fires.</summary>
public sealed record UnpredictableForecastOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("A forecast missed if it was off by more than this percentage of what was won.")]
    [Range(1, 500)]
    public int MissPercent { get; set; } = 25;

    [Description("How many misses are too many.")]
    [Range(1, 8)]
    public int Misses { get; set; } = 2;

    [Description("How many quarters to look back.")]
    [Range(2, 8)]
    public int Quarters { get; set; } = 4;
}
