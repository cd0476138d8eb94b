using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>unanswered-buyer</c> fires.</summary>
public sealed record UnansweredBuyerOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("Working days to answer an email from the buyer.")]
    [Range(0, 30)]
    public int AllowedDays { get; set; } = 1;

    [Description("Emails older than this many calendar days are left alone.")]
    [Range(1, 365)]
    public int LookBackDays { get; set; } = 30;
}
