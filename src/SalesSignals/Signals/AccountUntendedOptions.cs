using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>account-untended</c> fires.</summary>
public sealed record AccountUntendedOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("Working days without a touch on any deal of the customer's.")]
    [Range(1, 365)]
    public int AllowedQuietDays { get; set; } = 60;

    [Description("How many calendar days before a renewal an open deal should be there.")]
    [Range(1, 365)]
    public int RenewalDays { get; set; } = 90;
}
