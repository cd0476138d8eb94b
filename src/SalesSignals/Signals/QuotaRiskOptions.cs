using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>quota-risk</c> fires.</summary>
public sealed record QuotaRiskOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("Below this percentage of the quota that the quarter so far would have, it fires.")]
    [Range(1, 100)]
    public int PacePercent { get; set; } = 50;

    [Description("It is asked from this percentage of the quarter on: before, every quarter looks like a risk.")]
    [Range(1, 90)]
    public int FromPercentOfQuarter { get; set; } = 25;
}
