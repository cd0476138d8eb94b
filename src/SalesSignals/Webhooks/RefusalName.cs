namespace SalesSignals.Webhooks;

/// <summary>The names under which refusals are counted. They are stored, and shown on the health page.</summary>
internal static class RefusalName
{
    public static string Of(ReceiveResult refusal) => refusal switch
    {
        ReceiveResult.Refused { Verdict: WebhookVerdict.MissingSignature } => "MissingSignature",
        ReceiveResult.Refused { Verdict: WebhookVerdict.SignatureMismatch } => "SignatureMismatch",
        ReceiveResult.Refused { Verdict: WebhookVerdict.UnknownAccount } => "UnknownAccount",
        ReceiveResult.Refused { Verdict: WebhookVerdict.TooOld } => "TooOld",
        ReceiveResult.Malformed => "Malformed",
        ReceiveResult.UnsupportedFormat => "UnsupportedFormat",
        ReceiveResult.TooLarge => "TooLarge",
        _ => throw new InvalidOperationException($"{refusal.GetType().Name} is no refusal that has a name."),
    };
}
