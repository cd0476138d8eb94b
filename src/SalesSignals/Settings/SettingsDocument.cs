using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesSignals.Settings;

/// <summary>Settings as JSON: camelCase, names for enums; comments and trailing commas are allowed, unknown fields are not.</summary>
public static class SettingsDocument
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a document and finds everything that is wrong with it at once.</summary>
    public static SettingsReading Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        JsonNode? document;
        try
        {
            document = JsonNode.Parse(json, documentOptions: Lenient);
        }
        catch (JsonException e)
        {
            return new(null, [new("", $"This is not a JSON document: {e.Message}")]);
        }

        var problems = new List<SettingsProblem>();
        SettingsShape.RemoveMisshapen(document, SettingsJson.Default.SalesSettings, "", problems);

        // What could be read is checked too, so that one look at the list mends all.
        var settings = (document as JsonObject)?.Deserialize(SettingsJson.Default.SalesSettings) ?? new();
        problems.AddRange(SettingsValidator.Validate(settings));
        return new(problems.Count == 0 ? settings : null, problems);
    }

    /// <summary>Writes the whole document, defaults included.</summary>
    public static string Write(SalesSettings settings) => JsonSerializer.Serialize(settings, SettingsJson.Default.SalesSettings);
}

/// <param name="Settings">What the document says; null where it has problems.</param>
public sealed record SettingsReading(SalesSettings? Settings, IReadOnlyList<SettingsProblem> Problems);
