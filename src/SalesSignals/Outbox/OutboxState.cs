namespace SalesSignals.Outbox;

/// <summary>Where a message is on its way out.</summary>
public enum OutboxState
{
    /// <summary>To be sent, once <see cref="OutboxEntry.NotBefore"/> has passed.</summary>
    Pending,

    /// <summary>Claimed by a worker. Without news from that worker nobody can say whether it went out.</summary>
    Sending,

    /// <summary>The mail service has it.</summary>
    Sent,

    /// <summary>Not to be sent any more: its recipient does not want it.</summary>
    Suppressed,

    /// <summary>Given up before the mail service had it.</summary>
    Failed,

    /// <summary>The mail service had it and could not deliver it.</summary>
    Bounced,
}

/// <summary>The stored names of the states: contract, so written out.</summary>
internal static class OutboxStateText
{
    public static string Write(OutboxState state) => state switch
    {
        OutboxState.Pending => "pending",
        OutboxState.Sending => "sending",
        OutboxState.Sent => "sent",
        OutboxState.Suppressed => "suppressed",
        OutboxState.Failed => "failed",
        OutboxState.Bounced => "bounced",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static OutboxState Read(string? text) => text switch
    {
        "pending" => OutboxState.Pending,
        "sending" => OutboxState.Sending,
        "sent" => OutboxState.Sent,
        "suppressed" => OutboxState.Suppressed,
        "failed" => OutboxState.Failed,
        "bounced" => OutboxState.Bounced,
        _ => throw new InvalidDataException("The outbox has a row in an unknown state. A newer version may have written it: upgrade."),
    };
}
