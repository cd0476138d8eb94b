using SalesSignals.Webhooks;

namespace SalesSignals.Events;

/// <summary>One configured CRM: how its webhooks are known, and how they are read.</summary>
public sealed record CrmSource
{
    public required WebhookSource Webhook { get; init; }

    /// <summary>Turns a verified delivery into canonical events. Pure; never throws for what a body holds.</summary>
    public required Func<Delivery, Translation> Translate { get; init; }

    /// <summary>
    /// Whether activities (meetings, calls, emails, notes) of its deals reach us. Without them, rules about touches and notes
    /// answer "unknown", not "nothing happened".
    /// </summary>
    public required bool TellsActivities { get; init; }

    /// <summary>
    /// Whether it also tells what happened before it was connected, as a script that brings a history does. A CRM's webhooks do not: of its
    /// deals, silence counts from when we first heard of them.
    /// </summary>
    public bool TellsPast { get; init; }

    /// <summary>Reads what deliveries name and do not carry; null where no token for the CRM's API is configured.</summary>
    public ICrmClient? Client { get; init; }

    /// <summary>What an operator should know about the configuration though it works; nothing secret.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public string Name => Webhook.Name;
}
