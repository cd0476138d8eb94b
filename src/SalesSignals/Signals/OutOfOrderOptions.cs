using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>out-of-order</c> fires.</summary>
public sealed record OutOfOrderOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("How many of outcomes, priorities, timeline, sponsor and budget may be unconfirmed when a demo, proposal or quote goes out.")]
    [Range(0, 4)]
    public int AllowedUnconfirmed { get; set; }
}
