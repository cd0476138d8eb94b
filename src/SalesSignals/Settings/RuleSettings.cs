using System.ComponentModel;
using SalesSignals.Signals;

namespace SalesSignals.Settings;

/// <summary>One part a rule.</summary>
public sealed record RuleSettings
{
    [Description("No buyer touch, no forward stage move, nothing planned.")]
    public StalledDealOptions StalledDeal { get; set; } = new();

    [Description("A meeting or connected call without a note.")]
    public MissingNotesOptions MissingNotes { get; set; } = new();

    [Description("Nothing is planned with the buyer.")]
    public NoNextStepOptions NoNextStep { get; set; } = new();

    [Description("Open, with a close date in the past.")]
    public CloseDatePassedOptions CloseDatePassed { get; set; } = new();

    [Description("The close date was pushed often, or far.")]
    public CloseDateSlippedOptions CloseDateSlipped { get; set; } = new();

    [Description("Late stage without amount, close date or a talk about price.")]
    public TheoreticalCloseOptions TheoreticalClose { get; set; } = new();

    [Description("A CRM that used to send webhooks has sent none for several times its usual gap.")]
    public SilentSourceOptions SilentSource { get; set; } = new();
}
