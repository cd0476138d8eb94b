namespace SalesSignals.Outbox;

/// <summary>
/// All that is known of what became of one message. A set that only grows: however often and in whatever order events are told, it ends
/// the same, so no event needs to be remembered. The numbers are stored.
/// </summary>
[Flags]
public enum MailOutcomes
{
    None = 0,
    Delivered = 1,
    Bounced = 2,
    Blocked = 4,
    Dropped = 8,
    SpamReported = 16,
    Unsubscribed = 32,

    /// <summary>Mail to its address has been stopped for it.</summary>
    AddressStopped = 64,

    /// <summary>Its kind has been switched off for it.</summary>
    KindSwitchedOff = 128,

    /// <summary>All mail to its reader has been switched off for it.</summary>
    AllSwitchedOff = 256,
}

internal static class MailOutcomesOf
{
    public const MailOutcomes Consequences = MailOutcomes.AddressStopped | MailOutcomes.KindSwitchedOff | MailOutcomes.AllSwitchedOff;

    public static MailOutcomes Event(MailEvent mailEvent) => Kind(mailEvent.Kind) | Consequence(mailEvent.Consequence);

    private static MailOutcomes Kind(MailEventKind kind) => kind switch
    {
        MailEventKind.Delivered => MailOutcomes.Delivered,
        MailEventKind.Bounced => MailOutcomes.Bounced,
        MailEventKind.Blocked => MailOutcomes.Blocked,
        MailEventKind.Dropped => MailOutcomes.Dropped,
        MailEventKind.SpamReported => MailOutcomes.SpamReported,
        MailEventKind.Unsubscribed => MailOutcomes.Unsubscribed,
        _ => MailOutcomes.None,
    };

    private static MailOutcomes Consequence(MailConsequence consequence) => consequence switch
    {
        MailConsequence.StopAddress => MailOutcomes.AddressStopped,
        MailConsequence.SwitchKindOff => MailOutcomes.KindSwitchedOff,
        MailConsequence.SwitchAllOff => MailOutcomes.AllSwitchedOff,
        _ => MailOutcomes.None,
    };
}
