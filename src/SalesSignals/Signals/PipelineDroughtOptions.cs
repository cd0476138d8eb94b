using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>pipeline-drought</c> fires.</summary>
public sealed record PipelineDroughtOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("Working days without a new deal; leave does not count.")]
    [Range(1, 365)]
    public int AllowedDays { get; set; } = 15;
}
