using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace SalesSignals.Settings;

/// <summary>Holds a document to the shape of the settings records: known fields, of the right kind, within their limits.</summary>
internal static class SettingsShape
{
    /// <summary>Lists what does not fit and takes it out of the document, so that the rest can be read.</summary>
    /// <returns>Whether the node itself may stay.</returns>
    public static bool RemoveMisshapen(JsonNode? node, JsonTypeInfo type, string path, List<SettingsProblem> problems)
    {
        switch (type.Kind, node)
        {
            case (JsonTypeInfoKind.Object, JsonObject fields):
                Prune(fields, name => Known(type).FirstOrDefault(known => known.Name == name) is { } known ? TypeOf(type, known.PropertyType) : null, path, problems, type);
                return true;
            case (JsonTypeInfoKind.Dictionary, JsonObject entries):
                Prune(entries, _ => TypeOf(type, type.ElementType!), path, problems, type);
                return true;
            case (JsonTypeInfoKind.Enumerable, JsonArray items):
                return Prune(items, TypeOf(type, type.ElementType!), path, problems);
            case (JsonTypeInfoKind.None, not null):
                return IsReadable(node, type, path, problems);
            default:
                problems.Add(new(path, node is null ? "must not be null; leave it out for its default" : $"must be {Wanted(type)}"));
                return false;
        }
    }

    private static void Prune(
        JsonObject fields, Func<string, JsonTypeInfo?> typeOf, string path, List<SettingsProblem> problems, JsonTypeInfo owner)
    {
        foreach (var (name, value) in fields.ToList())
        {
            var fieldPath = path.Length == 0 ? name : $"{path}.{name}";
            if (typeOf(name) is not { } type)
            {
                problems.Add(new(fieldPath, $"is not a known setting; known here: {string.Join(", ", Known(owner).Select(known => known.Name))}"));
                fields.Remove(name);
            }
            else if (!RemoveMisshapen(value, type, fieldPath, problems))
            {
                fields.Remove(name);
            }
            else if (LimitOf(Known(owner).FirstOrDefault(known => known.Name == name)) is { } limit && !limit.IsValid(value!.Deserialize(type)))
            {
                problems.Add(new(fieldPath, string.Create(CultureInfo.InvariantCulture, $"must be {limit.Minimum} to {limit.Maximum}; it is {value}")));
            }
        }
    }

    /// <summary>What a document may say: not what is computed.</summary>
    private static IEnumerable<JsonPropertyInfo> Known(JsonTypeInfo type) => type.Properties.Where(property => property.Set is not null);

    /// <summary>What a number may be.</summary>
    public static RangeAttribute? LimitOf(JsonPropertyInfo? property) =>
        property?.AttributeProvider?.GetCustomAttributes(typeof(RangeAttribute), inherit: true).OfType<RangeAttribute>().FirstOrDefault();

    private static bool Prune(JsonArray items, JsonTypeInfo type, string path, List<SettingsProblem> problems)
    {
        var mayStay = true;
        for (var i = 0; i < items.Count; i++)
        {
            mayStay &= RemoveMisshapen(items[i], type, $"{path}[{i}]", problems);
        }

        return mayStay;
    }

    private static bool IsReadable(JsonNode node, JsonTypeInfo type, string path, List<SettingsProblem> problems)
    {
        try
        {
            node.Deserialize(type);
            return true;
        }
        catch (JsonException)
        {
            problems.Add(new(path, $"must be {Wanted(type)}; it is {node.ToJsonString()}"));
            return false;
        }
    }

    /// <summary>A patch has the shape of what it is laid over.</summary>
    private static JsonTypeInfo TypeOf(JsonTypeInfo owner, Type type) =>
        owner.Options.GetTypeInfo(type == typeof(RuleSettingsPatch) ? typeof(RuleSettings) : type);

    private static string Wanted(JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object, { … }",
        JsonTypeInfoKind.Enumerable => "a list, [ … ]",
        _ when type.Type == typeof(bool) => "true or false",
        _ when type.Type == typeof(int) => "a whole number",
        _ when type.Type == typeof(double) || type.Type == typeof(decimal) => "a number",
        _ when (Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(TimeOnly) => "a time such as \"07:30\"",
        _ when (Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(DateOnly) => "a day such as \"2026-12-25\"",
        _ when type.Type == typeof(DayOfWeek) => "a day of the week such as \"monday\"",
        _ when type.Type.IsEnum => $"one of {string.Join(", ", Enum.GetValues(type.Type).Cast<object>().Select(value => JsonSerializer.SerializeToNode(value, type)!.ToString()))}",
        _ => "a text, \"…\"",
    };
}
