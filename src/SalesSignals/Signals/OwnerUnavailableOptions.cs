using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>owner-unavailable</c> fires.</summary>
public sealed record OwnerUnavailableOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("A deal that closes within this many calendar days needs its owner there.")]
    [Range(0, 365)]
    public int ClosingDays { get; set; } = 14;
}
