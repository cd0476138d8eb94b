using System.Globalization;
using System.Text.Json.Nodes;

namespace SalesSignals.Cli.Demo.Apis;

/// <summary>An object as HubSpot keeps it: its properties, and of each the values before.</summary>
internal sealed class HubSpotRecord(long id)
{
    /// <summary>HubSpot tells no older values of a property.</summary>
    private const int LongestHistory = 20;

    public long Id { get; } = id;

    public Dictionary<string, string?> Properties { get; } = [];

    /// <summary>Values with their times, oldest first.</summary>
    public Dictionary<string, List<(string? Value, string At)>> History { get; } = [];

    public string? CreatedAt { get; init; }

    public string? UpdatedAt { get; set; }

    public string? ArchivedAt { get; set; }

    /// <summary>The same under another id.</summary>
    public HubSpotRecord As(long other)
    {
        var record = new HubSpotRecord(other) { CreatedAt = CreatedAt, UpdatedAt = UpdatedAt };
        foreach (var (name, value) in Properties)
        {
            record.Properties[name] = value;
        }

        foreach (var (name, versions) in History)
        {
            record.History[name] = [.. versions];
        }

        return record;
    }

    /// <summary>Sets a property, and remembers since when.</summary>
    public void Set(string property, string? value, string at)
    {
        Properties[property] = value;
        (History.TryGetValue(property, out var versions) ? versions : History[property] = []).Add((value ?? "", at));
    }

    /// <summary>As the API shows it: only the properties that were asked for, and null for those that there are none of.</summary>
    public JsonObject Show(Func<string, string?> valueOf, string[] asked, string[] history)
    {
        var shown = new JsonObject
        {
            ["id"] = Id.ToString(CultureInfo.InvariantCulture),
            ["properties"] = new JsonObject(asked.Select(name => KeyValuePair.Create(name, (JsonNode?)valueOf(name)))),
            ["createdAt"] = CreatedAt,
            ["updatedAt"] = UpdatedAt,
            ["archived"] = ArchivedAt is not null,
        };
        if (ArchivedAt is not null)
        {
            shown["archivedAt"] = ArchivedAt;
        }

        if (history is not [])
        {
            shown["propertiesWithHistory"] = new JsonObject(history.Select(name => KeyValuePair.Create(name, (JsonNode?)Versions(name))));
        }

        return shown;
    }

    private JsonArray Versions(string property) =>
    [
        .. Enumerable.Reverse(History.GetValueOrDefault(property, [])).Take(LongestHistory)
            .Select(version => new JsonObject { ["value"] = version.Value, ["timestamp"] = version.At, ["sourceType"] = "CRM_UI", ["sourceId"] = "userId:50001234", ["updatedByUserId"] = 50001234 }),
    ];
}
