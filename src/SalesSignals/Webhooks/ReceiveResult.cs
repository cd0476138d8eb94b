namespace SalesSignals.Webhooks;

/// <summary>How the receiving of a webhook ended. Only <see cref="Stored"/> may be acknowledged.</summary>
public abstract record ReceiveResult
{
    private ReceiveResult()
    {
    }

    /// <summary>It is durable, and will be processed.</summary>
    /// <param name="Acknowledgement">What its sender is told.</param>
    public sealed record Stored(string DeliveryId, Acknowledgement Acknowledgement) : ReceiveResult;

    /// <summary>No source of that name is configured.</summary>
    public sealed record UnknownSource : ReceiveResult;

    /// <summary>Its origin was not proven.</summary>
    /// <param name="Challenge">What its sender is asked to prove itself by, where HTTP has a name for it.</param>
    public sealed record Refused(WebhookVerdict Verdict, string? Challenge = null) : ReceiveResult;

    /// <summary>It is not of the form that its source has.</summary>
    /// <param name="Reason">What is wrong, without quoting the body.</param>
    public sealed record Malformed(string Reason) : ReceiveResult;

    /// <summary>It is of a format that its source does not take.</summary>
    /// <param name="Reason">What is taken instead.</param>
    public sealed record UnsupportedFormat(string Reason) : ReceiveResult;

    /// <param name="MaxBytes">The largest body that is taken.</param>
    public sealed record TooLarge(int MaxBytes) : ReceiveResult;
}
