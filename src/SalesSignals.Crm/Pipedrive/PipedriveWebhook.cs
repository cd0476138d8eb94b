using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>One webhook of version 2: what happened to what, and when.</summary>
internal sealed class PipedriveWebhook
{
    private static readonly TimeSpan LastMillisecond = TimeSpan.FromMilliseconds(999);

    private readonly PipedriveFields _meta;

    public PipedriveWebhook(JsonElement json, DateTimeOffset receivedAt)
    {
        var body = PipedriveFields.Of(json);
        if (body.Tells("v") || body.Tells("current"))
        {
            throw new UnreadableEventException(
                "The webhook is of Pipedrive's version 1, which is not read. Create it again with \"version\": \"2.0\", then delete the old one.");
        }

        _meta = body.Part("meta") ?? throw Missing("meta", "an object");
        Action = _meta.Text("action") ?? throw Missing("meta.action", "create, change or delete");
        Entity = _meta.Text("entity") ?? throw Missing("meta.entity", "a string");
        (Data, Previous, ReceivedAt) = (body.Part("data"), body.Part("previous"), receivedAt);
    }

    /// <summary><c>create</c>, <c>change</c> or <c>delete</c>.</summary>
    public string Action { get; }

    /// <summary>Such as <c>deal</c>.</summary>
    public string Entity { get; }

    /// <summary>The object as it is now; null once it is deleted.</summary>
    public PipedriveFields? Data { get; }

    /// <summary>Old values of what changed, not always of all that changed; the last state of what was deleted.</summary>
    public PipedriveFields? Previous { get; }

    public DateTimeOffset ReceivedAt { get; }

    public bool IsDeletion => Action is "delete";

    /// <summary>The object as it is now, which every webhook but that of a deletion carries.</summary>
    public PipedriveFields Current => Data ?? throw Missing("data", "an object");

    public string EntityId => _meta.Id("entity_id") ?? Data?.Id("id") ?? Previous?.Id("id") ?? throw Missing("meta.entity_id", "an id");

    /// <summary>The object that this one, now deleted, was merged into.</summary>
    public string? MergedToId => _meta.Id("merged_to_id");

    /// <summary>The object that was merged into this one.</summary>
    public string? MergedFromId => _meta.Id("merged_from_id");

    /// <summary>The account's host, such as <c>acme.pipedrive.com</c>; null unless it is one of Pipedrive's, as links will lead there.</summary>
    public string? Host => PipedriveHost.Trusted(_meta.Text("host"));

    /// <summary>
    /// The time of the update, which has whole seconds only; the webhook's own time tells which of two updates within a second, as
    /// automations make them, was the later one. A deletion has but that.
    /// </summary>
    public DateTimeOffset OccurredAt()
    {
        var toldAt = _meta.Instant("timestamp");
        var updatedAt = IsDeletion ? null : Current.Instant("update_time");
        var occurredAt = (updatedAt, toldAt) switch
        {
            (null, { } told) => told,
            ({ } updated, null) => updated,
            ({ } updated, { } told) when told <= updated => updated,
            ({ } updated, { } told) => updated + (told - updated < LastMillisecond ? told - updated : LastMillisecond),
            _ => throw Missing("meta.timestamp", "a time"),
        };
        return EventText.OccurredAt(occurredAt, ReceivedAt, updatedAt is null ? "meta.timestamp" : "update_time");
    }

    /// <summary>
    /// The same for each attempt to deliver it. Some webhooks carry the object's id where the event's belongs: those are told apart by
    /// what they say.
    /// </summary>
    public string EventId()
    {
        if (_meta.Id("id") is { } id && id != EntityId)
        {
            return EventText.Id($"{_meta.Id("webhook_id")}:{id}", "meta.id");
        }

        var says = Data is { } data ? JsonMarshal.GetRawUtf8Value(data.Json) : default;
        var at = _meta.Instant("timestamp")?.ToUnixTimeMilliseconds();
        return EventText.Id(FormattableString.Invariant(
            $"{Entity}:{EntityId}:{Action}:{at}:{Convert.ToHexStringLower(SHA256.HashData(says))}"), "The event's id");
    }

    private static UnreadableEventException Missing(string name, string expected) => new($"{name} must be {expected}; it is missing or null.");
}
