using System.Globalization;
using System.Text.Json.Nodes;

namespace SalesSignals.Cli.Demo.Apis;

/// <summary>HubSpot's search: filters really applied, and its limits kept.</summary>
internal static class HubSpotSearchAnswer
{
    private const int MostGroups = 5;
    private const int MostFilters = 6;
    private const int MostHits = 200;

    /// <param name="records">By ascending id.</param>
    /// <returns>Null where HubSpot would refuse the question.</returns>
    public static JsonObject? Of(JsonNode question, IEnumerable<HubSpotRecord> records, Func<HubSpotRecord, string, string?> valueOf)
    {
        var groups = question["filterGroups"]!.AsArray().Select(group => group!["filters"]!.AsArray().Select(filter => Filter(filter!)).ToList()).ToList();
        var limit = question["limit"]!.GetValue<int>();
        var isSorted = question["sorts"]!.AsArray() is [{ } sort] && sort["propertyName"]!.GetValue<string>() == "hs_object_id" && sort["direction"]!.GetValue<string>() == "ASCENDING";
        if (!isSorted || groups.Count > MostGroups || groups.Any(filters => filters.Count > MostFilters) || limit is < 1 or > MostHits || question["after"] is not null)
        {
            return null;
        }

        var found = records.Where(record => groups.Exists(filters => filters.TrueForAll(filter => filter.Holds(valueOf(record, filter.Property))))).ToList();
        string[] asked = [.. question["properties"]!.AsArray().Select(name => name!.GetValue<string>())];
        var answer = new JsonObject
        {
            ["total"] = found.Count,
            ["results"] = new JsonArray([.. found.Take(limit).Select(record => record.Show(name => valueOf(record, name), asked, []))]),
        };
        if (found.Count > limit)
        {
            answer["paging"] = new JsonObject { ["next"] = new JsonObject { ["after"] = limit.ToString(CultureInfo.InvariantCulture) } };
        }

        return answer;
    }

    private static (string Property, Func<string?, bool> Holds) Filter(JsonNode filter)
    {
        var (property, told) = (filter["propertyName"]!.GetValue<string>(), filter["value"]?.GetValue<string>());
        var wanted = told is null ? 0 : Number(told);
        return (property, filter["operator"]!.GetValue<string>() switch
        {
            "EQ" => value => value == told,
            "GT" => value => value is not null && Number(value) > wanted,
            "GTE" => value => value is not null && Number(value) >= wanted,
            "LT" => value => value is not null && Number(value) < wanted,
            "HAS_PROPERTY" => value => !string.IsNullOrEmpty(value),
            var other => throw new ArgumentOutOfRangeException(nameof(filter), other, "No such operator."),
        });
    }

    /// <summary>Numbers as they are, and instants in milliseconds: filters must have them so, objects show them in ISO 8601.</summary>
    private static long Number(string value) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : value is "true" or "false" or "" ? -1
        : DateTimeOffset.Parse(value, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
