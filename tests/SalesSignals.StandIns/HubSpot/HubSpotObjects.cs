using System.Globalization;
using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo.Apis;

namespace SalesSignals.StandIns.HubSpot;

/// <summary>Single objects for HubSpot's API to answer with.</summary>
internal static class HubSpotObjects
{
    /// <summary>Adds an object as the API would show it.</summary>
    public static void Add(this HubSpotStandIn hubSpot, string type, JsonObject read)
    {
        var record = new HubSpotRecord(Number(read["id"]!.GetValue<string>()))
        {
            CreatedAt = read["createdAt"]?.GetValue<string>(),
            UpdatedAt = read["updatedAt"]?.GetValue<string>(),
            ArchivedAt = read["archivedAt"]?.GetValue<string>(),
        };
        foreach (var (name, value) in read["properties"]!.AsObject())
        {
            record.Properties[name] = value?.GetValue<string>();
        }

        foreach (var (name, versions) in read["propertiesWithHistory"]?.AsObject() ?? [])
        {
            record.History[name] = [.. versions!.AsArray().Reverse().Select(version => (version!["value"]?.GetValue<string>(), version["timestamp"]!.GetValue<string>()))];
        }

        hubSpot.Put(type, record);
    }

    /// <summary>Adds an object with properties as given, and with those that every object has.</summary>
    public static void Add(this HubSpotStandIn hubSpot, string type, string id, params IEnumerable<(string Name, string? Value)> properties)
    {
        var record = new HubSpotRecord(Number(id)) { CreatedAt = "2026-11-20T08:00:00Z", UpdatedAt = "2026-11-20T09:00:00.500Z" };
        record.Properties["hs_lastmodifieddate"] = record.UpdatedAt;
        foreach (var (name, value) in properties)
        {
            record.Properties[name] = value;
        }

        hubSpot.Put(type, record);
    }

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
