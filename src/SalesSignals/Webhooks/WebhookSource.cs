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

    /// <summary>The largest body taken, at most <see cref="DeliveryStore.MaxBodyBytes"/>; more than the default only for one that sends batches.</summary>
    public int MaxBodyBytes { get; init; } = WebhookReceiver.DefaultMaxBodyBytes;

    /// <summary>
    /// Says what is wrong with the form of a webhook whose origin is proven, without quoting it; null where nothing is. Default: it must be JSON.
    /// </summary>
    public Func<WebhookRequest, string?> CheckForm { get; init; } = request => JsonBody.Problem(request.Body);

    /// <summary>Takes out of a well-formed body what may not be stored. Default: nothing.</summary>
    public Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> Redact { get; init; } = body => body;

    /// <summary>The answer to a delivery that is durable, and to no other.</summary>
    public Acknowledgement Acknowledgement { get; init; } = new();

    /// <summary>The answer where it depends on what was delivered. Default: <see cref="Acknowledgement"/>, whatever it was.</summary>
    public Func<WebhookRequest, Acknowledgement>? Acknowledge { get; init; }
}
