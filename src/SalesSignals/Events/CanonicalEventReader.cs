using System.Text.Json;

namespace SalesSignals.Events;

/// <summary>
/// Reads our own event format (docs/events.schema.json), which any sender may use: one event, an array of them, or an event inside a
/// Standard Webhooks envelope <c>{type,timestamp,data}</c>. Members it does not know are left alone.
/// </summary>
public static class CanonicalEventReader
{
    /// <summary>Every type that is documented, those that are valid but not yet used included.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        "deal.changed", "deal.deleted", "deal.restored", "deal.merged", "activity.logged", "activity.removed",
        "contact.associated", "contact.removed", "owner.changed", "person.changed",
    ];

    /// <param name="receivedAt">When it reached us; nothing may have happened long after.</param>
    /// <param name="messageId">The sender's id of the message, for the one event in it where that has none of its own.</param>
    /// <param name="notes">By which texts of activities are read; the usual where none is given.</param>
    public static Translation Read(ReadOnlyMemory<byte> body, DateTimeOffset receivedAt, string? messageId = null, NoteLexicon? notes = null)
    {
        // The id of a message is no id for several events.
        var message = new MessageFacts(messageId is not null && EventBody.Count(body) == 1 ? messageId : null);
        return EventBody.Translate(body, element => ReadEvent(element, receivedAt, message, notes));
    }

    /// <summary>Reads one event that came in a message of its own.</summary>
    /// <param name="message">What the message says where the event does not.</param>
    /// <param name="notes">By which texts of activities are read; the usual where none is given.</param>
    public static IReadOnlyList<CanonicalEvent> ReadEvent(JsonElement element, DateTimeOffset receivedAt, MessageFacts message, NoteLexicon? notes = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        var envelope = EventFields.Of(element);
        var fields = envelope.OptionalPart("data") ?? envelope;
        var type = fields.Text("type") ?? envelope.Text("type") ?? message.Type ?? throw envelope.Missing("type", "a string");
        if (type is "owner.changed" or "person.changed")
        {
            return [];
        }

        var id = fields.OptionalId("id") ?? envelope.OptionalId("id") ?? Fallback(message.Id) ?? throw fields.Missing("id", "a string");
        var occurredAt = fields.Instant("occurredAt") ?? envelope.Instant("occurredAt") ?? envelope.Instant("timestamp") ?? message.OccurredAt
            ?? throw fields.Missing("occurredAt", "a time");
        return [Read(type, fields, id, EventText.OccurredAt(occurredAt, receivedAt, fields.Path("occurredAt")), notes ?? NoteLexicon.Default)];
    }

    private static string? Fallback(string? messageId) => messageId is null ? null : EventText.Id(messageId, "The message's id");

    private static CanonicalEvent Read(string type, EventFields fields, string id, DateTimeOffset at, NoteLexicon notes) => type switch
    {
        "deal.changed" => CanonicalDeal.Changed(fields.Part("deal"), id, at),
        "deal.deleted" => new CanonicalEvent.DealDeleted { Id = id, OccurredAt = at, DealId = fields.Part("deal").Id("id") },
        "deal.restored" => new CanonicalEvent.DealRestored { Id = id, OccurredAt = at, DealId = fields.Part("deal").Id("id") },
        "deal.merged" => CanonicalDeal.Merged(fields.Part("deal"), id, at),
        "activity.logged" => CanonicalActivity.Logged(fields.Part("activity"), id, at, notes),
        "activity.removed" => CanonicalActivity.Removed(fields.Part("activity"), id, at),
        "contact.associated" => CanonicalContact.Associated(fields.Part("contact"), id, at),
        "contact.removed" => CanonicalContact.Removed(fields.Part("contact"), id, at),
        _ => throw new UnreadableEventException($"type must be one of {string.Join(", ", Types)}."),
    };
}

/// <summary>What a message says about the event in it, for events that do not say it themselves.</summary>
public sealed record MessageFacts(string? Id = null, string? Type = null, DateTimeOffset? OccurredAt = null);
