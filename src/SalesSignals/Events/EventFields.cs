using System.Text.Json;

namespace SalesSignals.Events;

/// <summary>
/// The members of one JSON object of an event, read by type. A member of another type is told by its path, so that whoever sends it
/// can mend it: <c>deal.amount must be a number; it is a string</c>. What it says is never quoted: reasons stand in logs.
/// </summary>
public readonly struct EventFields
{
    private readonly JsonElement _object;
    private readonly string _prefix;

    private EventFields(JsonElement element, string prefix) => (_object, _prefix) = (element, prefix);

    public static EventFields Of(JsonElement element) => element.ValueKind is JsonValueKind.Object
        ? new(element, "")
        : throw new UnreadableEventException($"An event must be an object; it is {Kind(element)}.");

    /// <summary>Whether the member is there, be it null.</summary>
    public bool Tells(string name) => _object.TryGetProperty(name, out _);

    public EventFields Part(string name) => OptionalPart(name) ?? throw Missing(name, "an object");

    public EventFields? OptionalPart(string name) => Value(name) is { } value
        ? new EventFields(Expect(value, JsonValueKind.Object, name, "an object"), Path(name) + ".")
        : null;

    public string Id(string name) => EventText.Id(Text(name) ?? throw Missing(name, "a string"), Path(name));

    public string? OptionalId(string name) => Text(name) is { Length: > 0 } id ? EventText.Id(id, Path(name)) : null;

    /// <summary>A string as it is; null where it is absent or null.</summary>
    public string? Text(string name)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }

        try
        {
            return Expect(value, JsonValueKind.String, name, "a string").GetString();
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableEventException($"{Path(name)} holds half of a surrogate pair.");
        }
    }

    public decimal? Amount(string name)
    {
        if (Value(name) is not { } value)
        {
            return null;
        }

        return Expect(value, JsonValueKind.Number, name, "a number").TryGetDecimal(out var amount)
            ? EventText.Amount(amount, Path(name))
            : throw new UnreadableEventException($"{Path(name)} is out of range.");
    }

    public bool? Flag(string name) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw new UnreadableEventException($"{Path(name)} must be true or false; it is {Kind(value)}."),
    };

    public DateTimeOffset? Instant(string name) => Text(name) is { } text ? EventText.Instant(text, Path(name)) : null;

    public DateOnly? Date(string name) => Text(name) is { } text ? EventText.Date(text, Path(name)) : null;

    public T? Choice<T>(string name, EventNames<T> names)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(names);
        return Text(name) is not { } text ? null : names.Find(text) ?? throw new UnreadableEventException(
            $"{Path(name)} must be one of {string.Join(", ", names.All)}.");
    }

    /// <summary>The first <paramref name="max"/> ids of an array; empty where it is absent or null.</summary>
    public IReadOnlyList<string> Ids(string name, int max)
    {
        if (Value(name) is not { } value)
        {
            return [];
        }

        var (array, path) = (Expect(value, JsonValueKind.Array, name, "an array of strings"), Path(name));
        return [.. array.EnumerateArray().Take(max).Select((item, index) => ItemId(item, $"{path}[{index}]"))];
    }

    /// <summary>The first <paramref name="max"/> objects of an array; none where it is absent or null.</summary>
    public IReadOnlyList<EventFields> Parts(string name, int max)
    {
        if (Value(name) is not { } value)
        {
            return [];
        }

        var (array, path) = (Expect(value, JsonValueKind.Array, name, "an array of objects"), Path(name));
        return [.. array.EnumerateArray().Take(max).Select((item, index) => item.ValueKind is JsonValueKind.Object
            ? new EventFields(item, $"{path}[{index}].")
            : throw new UnreadableEventException($"{path}[{index}] must be an object; it is {Kind(item)}."))];
    }

    /// <summary>What the member tells: nothing where it is absent, null where it is null.</summary>
    public Told<T> Told<T>(string name, Func<EventFields, string, T?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return Tells(name) ? new Told<T>(read(this, name)) : default;
    }

    public string Path(string name) => _prefix + name;

    public UnreadableEventException Missing(string name, string expected) => new($"{Path(name)} must be {expected}; it is missing or null.");

    private static string ItemId(JsonElement item, string path)
    {
        try
        {
            return item.ValueKind is JsonValueKind.String
                ? EventText.Id(item.GetString(), path)
                : throw new UnreadableEventException($"{path} must be a string; it is {Kind(item)}.");
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableEventException($"{path} holds half of a surrogate pair.");
        }
    }

    private JsonElement? Value(string name) =>
        _object.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    private JsonElement Expect(JsonElement value, JsonValueKind kind, string name, string expected) => value.ValueKind == kind
        ? value
        : throw new UnreadableEventException($"{Path(name)} must be {expected}; it is {Kind(value)}.");

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };
}
