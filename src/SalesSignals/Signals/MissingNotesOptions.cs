using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>missing-notes</c> fires.</summary>
public sealed record MissingNotesOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("Working days to write a note after a meeting or connected call has ended.")]
    [Range(0, 90)]
    public int AllowedDays { get; set; } = 1;

    [Description("Conversations that ended longer ago than this many calendar days are left alone.")]
    [Range(1, 365)]
    public int LookBackDays { get; set; } = 30;
}
