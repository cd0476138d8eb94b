using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>unusual-amount</c> fires.</summary>
public sealed record UnusualAmountOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("How many times the amount that nine of ten of the owner's won deals did not pass.")]
    [Range(1, 100)]
    public int Times { get; set; } = 3;
}
