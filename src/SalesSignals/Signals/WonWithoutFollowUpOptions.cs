using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>won-without-follow-up</c> fires.</summary>
public sealed record WonWithoutFollowUpOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("Working days after the win without a touch.")]
    [Range(1, 365)]
    public int AllowedDays { get; set; } = 10;

    [Description("Working days after which a win is no longer asked about.")]
    [Range(2, 365)]
    public int WithinDays { get; set; } = 60;
}
