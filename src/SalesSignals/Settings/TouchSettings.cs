using System.ComponentModel;

namespace SalesSignals.Settings;

/// <summary>What counts as a touch. Automated mail, field edits and removals never do.</summary>
public sealed record TouchSettings
{
    [Description("A meeting that was held is a touch of the buyer's.")]
    public bool BuyerMeetings { get; set; } = true;

    [Description("A connected call is a touch of the buyer's.")]
    public bool BuyerCalls { get; set; } = true;

    [Description("An inbound email that is no auto-reply is a touch of the buyer's.")]
    public bool BuyerEmails { get; set; } = true;

    [Description("An outbound email is a touch of ours.")]
    public bool SellerEmails { get; set; } = true;

    [Description("A call that was not connected is a touch of ours.")]
    public bool SellerCalls { get; set; } = true;

    [Description("A done task is a touch of ours.")]
    public bool SellerTasks { get; set; } = true;

    [Description("A demo, proposal, quote or contract is a touch of ours.")]
    public bool SellerDeliverables { get; set; } = true;

    public static TouchSettings Default { get; } = new();
}
