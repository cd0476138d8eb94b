using System.Globalization;
using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>
/// The members of an object of Pipedrive's. Ids are numbers in one place and strings in the next; times are RFC 3339, or UTC without
/// saying so, or seconds since 1970.
/// </summary>
internal readonly struct PipedriveFields
{
    /// <summary>Seconds reach the year 5138 with eleven digits; milliseconds had passed these in 1973.</summary>
    private const long FirstMilliseconds = 100_000_000_000;

    private const string LocalTime = "yyyy-MM-dd HH:mm:ss";

    private readonly JsonElement _object;
    private readonly EventFields _fields;

    private PipedriveFields(JsonElement element) => (_object, _fields) = (element, EventFields.Of(element));

    public JsonElement Json => _object;

    public static PipedriveFields Of(JsonElement element) => new(element);

    /// <summary>A member that is an object; null where it is absent or null.</summary>
    public PipedriveFields? Part(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } part => new PipedriveFields(part),
        _ => throw new UnreadableEventException($"{name} must be an object."),
    };

    public bool Tells(string name) => _fields.Tells(name);

    /// <summary>A text; null where it is absent, null or blank.</summary>
    public string? Text(string name) => _fields.Text(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>A time of day or a length of time: webhooks wrap it in an object, the API does not.</summary>
    public string? Clock(string name) => Value(name) is { ValueKind: JsonValueKind.Object } part ? Of(part).Text("value") : Text(name);

    /// <summary>The zone that a time of day names; null where it names none, or has but a number for it.</summary>
    public string? ZoneOf(string name) =>
        Value(name) is { ValueKind: JsonValueKind.Object } part && Of(part).Value("timezone_id") is { ValueKind: JsonValueKind.String }
            ? Of(part).Text("timezone_id")
            : null;

    public decimal? Amount(string name) => _fields.Amount(name);

    public bool IsTrue(string name) => _fields.Flag(name) is true;

    public bool IsFalse(string name) => _fields.Flag(name) is false;

    public DateOnly? Date(string name) => Text(name) is { } text ? EventText.Date(text, name) : null;

    public string? Id(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var id) && id >= 0 => id.ToString(CultureInfo.InvariantCulture),
        { ValueKind: JsonValueKind.String } => Text(name) is { } text ? EventText.Id(text, name) : null,
        _ => throw new UnreadableEventException($"{name} must be an id: a whole number, or a string."),
    };

    /// <summary>A value of a change log, which writes most of them as strings; null where it is absent, null or blank.</summary>
    public string? Word(string name) => Value(name) switch
    {
        { ValueKind: JsonValueKind.String } => Text(name),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public int? Count(string name) => Value(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var count) ? count : null;

    /// <summary>The objects of a member that is an array; none where it is something else.</summary>
    public IEnumerable<PipedriveFields> Parts(string name) => Value(name) is { ValueKind: JsonValueKind.Array } array
        ? array.EnumerateArray().Where(part => part.ValueKind is JsonValueKind.Object).Select(Of)
        : [];

    public DateTimeOffset? Instant(string name)
    {
        if (Value(name) is { ValueKind: JsonValueKind.Number } number)
        {
            return number.TryGetInt64(out var since1970) ? Unix(since1970, name) : throw new UnreadableEventException($"{name} is no time.");
        }

        if (Text(name) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParseExact(text, LocalTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var utc)
            ? EventText.Instant(utc, name)
            : EventText.Instant(text, name);
    }

    /// <summary>What the object tells of a member: nothing where it is absent, null where it is null.</summary>
    public Told<T> Told<T>(string name, Func<PipedriveFields, string, T?> read) => Tells(name) ? new Told<T>(read(this, name)) : default;

    private static DateTimeOffset Unix(long since1970, string name) => since1970 is > -FirstMilliseconds and < FirstMilliseconds
        ? EventText.UnixMilliseconds(since1970 * 1000, name)
        : EventText.UnixMilliseconds(since1970, name);

    private JsonElement? Value(string name) =>
        _object.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}
