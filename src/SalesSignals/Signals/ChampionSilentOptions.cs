using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>champion-silent</c> fires.</summary>
public sealed record ChampionSilentOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("How many times their own usual gap the most active contact may be silent.")]
    [Range(1, 20)]
    public int Times { get; set; } = 2;

    [Description("Less silence than this many working days is none.")]
    [Range(1, 365)]
    public int LeastDays { get; set; } = 10;
}
