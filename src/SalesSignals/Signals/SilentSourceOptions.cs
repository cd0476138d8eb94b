using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>silent-source</c> fires.</summary>
public sealed record SilentSourceOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("How many times as long as usual a source may be silent, in working time.")]
    [Range(2, 100)]
    public int AllowedGaps { get; set; } = 4;

    [Description("In how many hours of two weeks a source must have sent something before anything counts as usual for it.")]
    [Range(2, 336)]
    public int HoursNeeded { get; set; } = 10;
}
