using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SalesSignals.Settings;

namespace SalesSignals.Cli.Tests.Docs;

/// <summary>docs/settings.md, from the schema of the settings document.</summary>
internal static class SettingsPage
{
    private const string Intro = """
        # Settings

        Everything that can be set in the settings document, made from its schema. An empty document (`{}`) is valid: each setting has its default.
        `salessignals settings schema` prints the schema for your editor, `salessignals settings show` what is in force, and
        `salessignals settings apply settings.json --dry-run` says which signals a change would raise or clear before it does. What the *app* is
        configured with (storage, secrets, mail) stands in [configuration](configuration.md); what each rule means, in [signals](signals/README.md).

        `*` stands for a name of your own: a pipeline, a team, a language. Times of day are `"09:00"`, days `"2026-12-24"`.

        """;

    public static string Make()
    {
        var page = new StringBuilder(Intro.ReplaceLineEndings("\n"));
        Describe(page, SettingsSchema.Create(), "");
        return page.ToString();
    }

    private static void Describe(StringBuilder page, JsonObject schema, string path)
    {
        var properties = schema["properties"]?.AsObject() ?? [];
        var leaves = properties.Where(property => property.Key != "$schema" && PartOf(property.Value!.AsObject()) is null).ToList();
        if (path.Length > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## `{path}`\n");
            if ((string?)schema["description"] is { } description)
            {
                page.Append(CultureInfo.InvariantCulture, $"\n{description}\n");
            }
        }

        if (leaves.Count > 0)
        {
            page.Append("\n| setting | what it means | default | takes |\n|---|---|---|---|\n");
            foreach (var (name, leaf) in leaves)
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{name}` | {GeneratedPage.Cell((string?)leaf!["description"])} | {Default(leaf["default"])} | {GeneratedPage.Cell(Takes(leaf.AsObject()))} |\n");
            }
        }

        foreach (var (name, property) in properties)
        {
            if (PartOf(property!.AsObject()) is var (part, suffix))
            {
                // What a map or list says of itself stands above its parts.
                var described = part.DeepClone().AsObject();
                described["description"] ??= property["description"]?.DeepClone();
                Describe(page, described, $"{(path.Length > 0 ? path + "." : "")}{name}{suffix}");
            }
        }
    }

    /// <summary>What has settings of its own: an object, the values of a map, the items of a list.</summary>
    private static (JsonObject Part, string Suffix)? PartOf(JsonObject schema) => schema switch
    {
        _ when schema["properties"] is not null => (schema, ""),
        _ when schema["additionalProperties"] is JsonObject values && values["properties"] is not null => (values, ".*"),
        _ when schema["items"] is JsonObject items && items["properties"] is not null => (items, "[]"),
        _ => null,
    };

    private static string Default(JsonNode? value) => value switch
    {
        null => "",
        JsonArray { Count: 0 } => "none",
        JsonArray list => string.Join(", ", list.Select(Default)),
        _ => $"`{value.ToJsonString().Trim('"')}`",
    };

    private static string Takes(JsonObject schema)
    {
        if (schema["$ref"] is not null)
        {
            return "any of the settings of `rules`";
        }

        if (schema["enum"] is JsonArray names)
        {
            return string.Join(", ", names.Where(name => name is not null).Select(name => $"`{name}`"));
        }

        if (schema["minimum"] is { } least)
        {
            return $"{least} to {schema["maximum"]}";
        }

        return schema switch
        {
            _ when schema["items"] is JsonObject items => $"a list of {Takes(items)}",
            _ when schema["additionalProperties"] is JsonObject values => $"by name: {Takes(values)}",
            _ when schema["pattern"] is not null => "a time of day",
            _ when (string?)schema["format"] == "date" => "days",
            _ => TypeOf(schema["type"]) switch { "boolean" => "`true`, `false`", "string" => "text", "integer" or "number" => "a number", var other => other },
        };
    }

    private static string TypeOf(JsonNode? type) => type is JsonArray several ? several.Select(one => (string)one!).First(one => one != "null") : (string?)type ?? "anything";
}
