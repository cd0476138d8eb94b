namespace SalesSignals.Webhooks;

/// <summary>One configured sender of webhooks, and how to know it.</summary>
public sealed record WebhookSource
{
    /// <summary>The name it is configured under, as in <c>/api/webhooks/{name}</c>; lower case.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of CRM, such as HubSpot.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// Answers a sender that asks first, with OPTIONS, whether it may deliver: the headers that grant it, or null. It is no proof of
    /// anything. Default: OPTIONS is not supported.
    /// </summary>
    public Func<WebhookRequest, IReadOnlyDictionary<string, string>?>? Handshake { get; init; }

    /// <summary>
    /// What is wrong with the headers of a request that is proven: <see cref="ReceiveResult.Malformed"/> or
    /// <see cref="ReceiveResult.UnsupportedFormat"/>; null where nothing is. Default: nothing ever is.
    /// </summary>
    public Func<WebhookRequest, ReceiveResult?>? CheckHeaders { get; init; }

    /// <summary>Checks the proof of origin against the configured secrets at the time given.</summary>
    public required Func<WebhookRequest, DateTimeOffset, WebhookVerdict> Verify { get; init; }

    /// <summary>The WWW-Authenticate header of a 401, where the sender proves itself in a way that HTTP has a name for.</summary>
    public string? Challenge { get; init; }

    /// <summary>The headers that translation needs; others are not kept.</summary>
    public IReadOnlyList<string> KeptHeaders { get; init; } = [];

    /// <summary>The status of the answer to an accepted delivery.</summary>
    public int AcceptedStatus { get; init; } = 200;
}
