using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>pipeline-gap</c> fires.</summary>
public sealed record PipelineGapOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("How many times what is left of the quota the open pipeline of this and the next quarter should be.")]
    [Range(0.5, 20.0)]
    public double Coverage { get; set; } = 3;
}
