using SalesSignals.Events;

namespace SalesSignals.Crm.Close;

/// <summary>What all of Close's events say, and how it writes times.</summary>
internal sealed class CloseEvent
{
    /// <summary>How long <c>2026-11-20</c> is; what is longer has a time.</summary>
    public const int DateLength = 10;

    private const int MaxChangedFields = 1000;

    private readonly EventFields _fields;

    public CloseEvent(EventFields fields, DateTimeOffset receivedAt)
    {
        _fields = fields;
        ObjectType = Required("object_type");
        Action = Required("action");
        Id = fields.Id("id");
        ObjectId = fields.Id("object_id");
        OccurredAt = EventText.OccurredAt(
            Instant(fields, "date_updated") ?? throw fields.Missing("date_updated", "a time"), receivedAt, fields.Path("date_updated"));
        ChangedFields = fields.Ids("changed_fields", MaxChangedFields);
    }

    /// <summary>Such as <c>opportunity</c> or <c>activity.call</c>.</summary>
    public string ObjectType { get; }

    /// <summary><c>created</c>, <c>updated</c>, <c>deleted</c>, …</summary>
    public string Action { get; }

    public string Id { get; }

    /// <summary>The object's id. That of its data is not to be relied on: in Close's own sample the two differ.</summary>
    public string ObjectId { get; }

    public DateTimeOffset OccurredAt { get; }

    /// <summary>Which members an update changed; several edits may be told as one.</summary>
    public IReadOnlyList<string> ChangedFields { get; }

    /// <summary>The whole object as it now stands.</summary>
    public EventFields Data => _fields.Part("data");

    /// <summary>The same, where it is told: keys without an admin's rights see events of the last hour only with their data.</summary>
    public EventFields? OptionalData => _fields.OptionalPart("data");

    /// <summary>Of what customer it is.</summary>
    public string? LeadId => _fields.OptionalId("lead_id");

    /// <summary>What changed members were before; the whole object where it was deleted.</summary>
    public EventFields? PreviousData => _fields.OptionalPart("previous_data");

    /// <summary>Whether a member was set by this event, rather than restated with the others.</summary>
    public bool Sets(string member) => Action != "updated" || ChangedFields.Count == 0 || ChangedFields.Contains(member, StringComparer.Ordinal);

    /// <summary>Events name no zone where objects write <c>+00:00</c>; both are UTC.</summary>
    public static DateTimeOffset? Instant(EventFields fields, string name) => fields.Text(name) switch
    {
        null => null,
        { Length: > DateLength } naive when naive[^1] != 'Z' && !naive.AsSpan(DateLength).ContainsAny('+', '-') =>
            EventText.Instant(naive + "Z", fields.Path(name)),
        var text => EventText.Instant(text, fields.Path(name)),
    };

    /// <summary>A date, or the UTC date of an instant.</summary>
    public static DateOnly? Date(EventFields fields, string name) => fields.Text(name) switch
    {
        null or "" => null,
        { Length: > DateLength } => DateOnly.FromDateTime(Instant(fields, name)!.Value.UtcDateTime),
        var text => EventText.Date(text, fields.Path(name)),
    };

    private string Required(string name) => _fields.Text(name) ?? throw _fields.Missing(name, "a string");
}
