using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>thin-notes</c> fires.</summary>
public sealed record ThinNotesOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("A note with fewer words is thin.")]
    [Range(0, 500)]
    public int LeastWords { get; set; } = 12;

    [Description("Conversations that ended longer ago than this many calendar days are left alone.")]
    [Range(1, 365)]
    public int LookBackDays { get; set; } = 14;
}
