using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace SalesSignals.Signals;

/// <summary>When <c>single-threaded</c> fires.</summary>
public sealed record SingleThreadedOptions
{
    [Description("Whether the rule runs.")]
    public bool Enabled { get; set; } = true;

    [Description("Contacts with a touch within the window that are enough.")]
    [Range(1, 20)]
    public int Contacts { get; set; } = 2;

    [Description("The window, in calendar days.")]
    [Range(1, 365)]
    public int WindowDays { get; set; } = 60;

    [Description("From this amount on the rule holds at every stage, in the deal's own currency; 0: only from proposal on.")]
    [Range(0, 1000000000)]
    public int FromAmount { get; set; } = 50_000;
}
