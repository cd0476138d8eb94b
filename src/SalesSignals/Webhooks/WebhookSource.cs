namespace SalesSignals.Webhooks;

/// <summary>One configured sender of webhooks, and how to know it.</summary>
public sealed record WebhookSource
{
    /// <summary>The name it is configured under, as in <c>/api/webhooks/{name}</c>; lower case.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of CRM, such as HubSpot.</summary>
    public required string Kind { get; init; }

    /// <summary>Checks the proof of origin against the configured secrets at the time given.</summary>
    public required Func<WebhookRequest, DateTimeOffset, WebhookVerdict> Verify { get; init; }

    /// <summary>The WWW-Authenticate header of a 401, where the sender proves itself in a way that HTTP has a name for.</summary>
    public string? Challenge { get; init; }

    /// <summary>The headers that translation needs; others are not kept.</summary>
    public IReadOnlyList<string> KeptHeaders { get; init; } = [];

    /// <summary>The status of the answer to an accepted delivery.</summary>
    public int AcceptedStatus { get; init; } = 200;
}
