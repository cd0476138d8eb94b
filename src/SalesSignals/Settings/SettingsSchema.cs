using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace SalesSignals.Settings;

/// <summary>The JSON Schema of the settings document, made from its records, so that an editor can complete and check it.</summary>
public static class SettingsSchema
{
    private const string TimePattern = "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$";

    public static JsonObject Create()
    {
        var defaults = JsonSerializer.SerializeToNode(SalesSettings.Default, SettingsJson.Default.SalesSettings)!;
        var schema = SettingsJson.Default.Options.GetJsonSchemaAsNode(typeof(SalesSettings), new()
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Describe(context, node, defaults),
        }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "SalesSignals settings");
        return schema;
    }

    /// <summary>The schema as text, for a file beside the settings.</summary>
    public static string Write() => Create().ToJsonString(new() { WriteIndented = true });

    private static JsonObject Describe(JsonSchemaExporterContext context, JsonNode node, JsonNode defaults)
    {
        // A schema may be `true`, for what a converter of our own reads.
        var schema = node as JsonObject ?? [];
        if ((Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type) == typeof(TimeOnly))
        {
            schema["type"] = "string";
            schema["pattern"] = TimePattern;
        }

        var path = SettingPath(context.Path);
        if (SettingsShape.LimitOf(context.PropertyInfo) is { } limit)
        {
            schema["minimum"] = Number(limit.Minimum);
            schema["maximum"] = Number(limit.Maximum);
        }

        if (context.TypeInfo.Type == typeof(RuleSettingsPatch))
        {
            schema["$ref"] = "#/properties/rules";
        }

        if (path is [.., "stages", "*"] or [.., "when", "stage"])
        {
            schema["enum"] = new JsonArray([.. SettingsValidator.CanonicalStages.Select(stage => JsonValue.Create(stage))]);
        }

        if (Default(defaults, path) is { } value and not JsonObject)
        {
            schema["default"] = value.DeepClone();
        }

        if (Description(context) is { } description)
        {
            schema.Insert(0, "description", description);
        }

        return schema;
    }

    private static JsonValue Number(object limit) =>
        limit is int whole ? JsonValue.Create(whole) : JsonValue.Create(Convert.ToDouble(limit, CultureInfo.InvariantCulture));

    /// <summary>Where in a document the part of the schema at <paramref name="path"/> speaks of; <c>*</c> for any key.</summary>
    private static ImmutableArray<string> SettingPath(ReadOnlySpan<string> path)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < path.Length; i++)
        {
            switch (path[i])
            {
                case "properties":
                    names.Add(path[++i]);
                    break;
                case "additionalProperties" or "items":
                    names.Add("*");
                    break;
            }
        }

        return names.ToImmutable();
    }

    private static JsonNode? Default(JsonNode defaults, ImmutableArray<string> path)
    {
        var node = defaults;
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return path.IsEmpty ? null : node;
    }

    private static string? Description(JsonSchemaExporterContext context) => context.PropertyInfo?.AttributeProvider?
        .GetCustomAttributes(typeof(DescriptionAttribute), inherit: true)
        .OfType<DescriptionAttribute>().FirstOrDefault()?.Description;
}
