using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>no-customer-action</c> fires.</summary>
public sealed record NoCustomerActionOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("A step of the customer's in a note counts for this many calendar days.")]
    [Range(1, 365)]
    public int LookBackDays { get; set; } = 30;
}
