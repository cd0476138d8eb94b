using System.Globalization;
using System.Net.Mail;
using System.Text.Json;

namespace SalesSignals.Azure.Tests.SendGrid;

/// <summary>
/// Holds a JSON value to a schema of an OpenAPI description: the part of JSON Schema that such descriptions use. A keyword it does not
/// know is an error of the test, so that nothing the description demands is passed over; and a member that the description does not name is
/// an error of the value, since it is most likely misspelt.
/// </summary>
internal sealed class OpenApiSchema(JsonElement description)
{
    private static readonly HashSet<string> Notes = ["title", "description", "default", "example", "examples", "nullable", "deprecated"];

    public static OpenApiSchema Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return new(document.RootElement.Clone());
    }

    /// <summary>The schema at a JSON pointer, such as <c>/components/schemas/MailTo</c>.</summary>
    public JsonElement At(string pointer) => pointer.Split('/', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
        .Aggregate(description, (element, part) => element.GetProperty(part));

    /// <summary>What is wrong with the value, each with the path to it.</summary>
    public IReadOnlyList<string> Check(JsonElement value, JsonElement schema) => [.. Check(value, schema, "$")];

    private IEnumerable<string> Check(JsonElement value, JsonElement schema, string path) =>
        schema.EnumerateObject().SelectMany(keyword => CheckKeyword(value, keyword, schema, path));

    private IEnumerable<string> CheckKeyword(JsonElement value, JsonProperty keyword, JsonElement schema, string path) => keyword.Name switch
    {
        "$ref" => Check(value, At(keyword.Value.GetString()!.TrimStart('#')), path),
        "type" => If(!IsOfType(value, keyword.Value.GetString()!), $"{path} is {value.ValueKind}, not {keyword.Value}"),
        "enum" => If(!keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)), $"{path} is none of {string.Join(", ", keyword.Value.EnumerateArray())}"),
        "format" => CheckFormat(value, keyword.Value.GetString()!, path),
        "minLength" => If(Length(value) < keyword.Value.GetInt32(), $"{path} is shorter than {keyword.Value}"),
        "maxLength" => If(Length(value) > keyword.Value.GetInt32(), $"{path} is longer than {keyword.Value}"),
        "minItems" => If(Count(value) < keyword.Value.GetInt32(), $"{path} has fewer than {keyword.Value} items"),
        "maxItems" => If(Count(value) > keyword.Value.GetInt32(), $"{path} has more than {keyword.Value} items"),
        "maxProperties" => If(Members(value).Length > keyword.Value.GetInt32(), $"{path} has more than {keyword.Value} members"),
        "uniqueItems" => If(keyword.Value.GetBoolean() && HasRepeats(value), $"{path} has an item twice"),
        "required" => keyword.Value.EnumerateArray().Select(name => name.GetString()!)
            .Where(name => value.ValueKind is JsonValueKind.Object && !value.TryGetProperty(name, out _)).Select(name => $"{path}.{name} is missing"),
        "properties" => CheckProperties(value, keyword.Value, schema, path),
        "items" => Items(value).Index().SelectMany(item => Check(item.Item, keyword.Value, string.Create(CultureInfo.InvariantCulture, $"{path}[{item.Index}]"))),
        "additionalProperties" => schema.TryGetProperty("properties", out _)
            ? []
            : Members(value).SelectMany(member => CheckAdditional(member, keyword.Value, path)),
        _ when Notes.Contains(keyword.Name) => [],
        _ => throw new NotSupportedException($"The schema keyword '{keyword.Name}' is not checked yet: teach it to this class."),
    };

    private IEnumerable<string> CheckProperties(JsonElement value, JsonElement properties, JsonElement schema, string path) =>
        Members(value).SelectMany(member => properties.TryGetProperty(member.Name, out var known)
            ? Check(member.Value, known, $"{path}.{member.Name}")
            : schema.TryGetProperty("additionalProperties", out var additional)
                ? CheckAdditional(member, additional, path)
                : [$"{path}.{member.Name} is not described"]);

    private IEnumerable<string> CheckAdditional(JsonProperty member, JsonElement additional, string path) => additional.ValueKind switch
    {
        JsonValueKind.True => [],
        JsonValueKind.False => [$"{path}.{member.Name} is not allowed"],
        _ => Check(member.Value, additional, $"{path}.{member.Name}"),
    };

    private static IEnumerable<string> CheckFormat(JsonElement value, string format, string path) => format switch
    {
        "email" => If(
            value.ValueKind is JsonValueKind.String && !(MailAddress.TryCreate(value.GetString(), out var address) && address.Address == value.GetString()),
            $"{path} is no email address"),
        _ => throw new NotSupportedException($"The format '{format}' is not checked yet: teach it to this class."),
    };

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        "string" => value.ValueKind is JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind is JsonValueKind.Number,
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException($"The type '{type}' is not checked yet: teach it to this class."),
    };

    private static bool HasRepeats(JsonElement value)
    {
        var items = Items(value);
        return items.Index().Any(item => items.Take(item.Index).Any(earlier => JsonElement.DeepEquals(earlier, item.Item)));
    }

    private static IEnumerable<string> If(bool wrong, string what) => wrong ? [what] : [];

    private static int? Length(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString()!.Length : null;

    private static int? Count(JsonElement value) => value.ValueKind is JsonValueKind.Array ? value.GetArrayLength() : null;

    private static JsonElement[] Items(JsonElement value) => value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray()] : [];

    private static JsonProperty[] Members(JsonElement value) => value.ValueKind is JsonValueKind.Object ? [.. value.EnumerateObject()] : [];
}
