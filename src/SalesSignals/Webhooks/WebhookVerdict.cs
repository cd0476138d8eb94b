namespace SalesSignals.Webhooks;

/// <summary>Whether a webhook really comes from the CRM it claims to come from.</summary>
public enum WebhookVerdict
{
    /// <summary>It was made with one of the configured secrets, and is recent.</summary>
    Accepted,

    /// <summary>A header that proves the sender is missing, repeated, or not of the documented form.</summary>
    MissingSignature,

    /// <summary>No configured secret makes this signature.</summary>
    SignatureMismatch,

    /// <summary>It was made with one of the secrets, but speaks for an account that is not configured.</summary>
    UnknownAccount,

    /// <summary>It was signed too long ago, or for a time to come.</summary>
    TooOld,
}
