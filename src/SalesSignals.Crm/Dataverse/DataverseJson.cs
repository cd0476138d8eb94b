using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>What all of a Dataverse payload is made of: members, arrays of key and value, GUIDs.</summary>
internal static class DataverseJson
{
    /// <summary>A member that is there and not null.</summary>
    public static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null
            ? value
            : null;

    public static string? Text(JsonElement? value, string name)
    {
        try
        {
            return value switch
            {
                null or { ValueKind: JsonValueKind.Null } => null,
                { ValueKind: JsonValueKind.String } text => text.GetString(),
                _ => throw new UnreadableEventException($"{name} must be a string."),
            };
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableEventException($"{name} holds half of a surrogate pair.");
        }
    }

    public static string? MemberText(JsonElement element, string name) => Text(Member(element, name), name);

    /// <summary>A GUID in lower case without braces; null where it is missing or all zeros.</summary>
    public static string? Id(JsonElement element, string name) => MemberText(element, name) is { } text ? Id(text, name) : null;

    public static string? Id(string text, string name)
    {
        if (!Guid.TryParse(text, out var id))
        {
            throw new UnreadableEventException($"{name} must be a GUID.");
        }

        return id == Guid.Empty ? null : id.ToString("D");
    }

    public static IEnumerable<JsonElement> Items(JsonElement? array, string name) => array switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } items => items.EnumerateArray(),
        _ => throw new UnreadableEventException($"{name} must be an array."),
    };

    /// <summary>An array of <c>{"key":…,"value":…}</c>, as DataContract JSON writes a dictionary.</summary>
    public static IEnumerable<(string Key, JsonElement Value)> Pairs(JsonElement element, string name)
    {
        foreach (var pair in Items(Member(element, name), name))
        {
            var key = MemberText(pair, "key") ?? throw new UnreadableEventException($"{name} holds an entry without a key.");
            yield return (key, pair.TryGetProperty("value", out var value) ? value : default);
        }
    }
}
