using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>The plain members of an object in JSON, as the texts that records are read from.</summary>
internal static class SalesforceFields
{
    /// <param name="isStrict">Whether a broken text is an error; else it is as good as none.</param>
    public static Dictionary<string, string?> Of(JsonElement element, bool isStrict)
    {
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject().Where(member => member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)))
        {
            fields[member.Name] = Text(member.Value, isStrict);
        }

        return fields;
    }

    private static string? Text(JsonElement value, bool isStrict)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString(),
                _ => value.GetRawText(),
            };
        }
        catch (InvalidOperationException)
        {
            return isStrict ? throw new UnreadableEventException("A field holds half of a surrogate pair.") : null;
        }
    }
}
