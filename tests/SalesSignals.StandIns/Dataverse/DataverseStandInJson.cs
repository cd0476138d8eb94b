using System.Globalization;
using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo.Dialects;

namespace SalesSignals.StandIns.Dataverse;

/// <summary>Rows as the Web API writes them: lookups as <c>_name_value</c> with their table and name as annotations.</summary>
internal static class DataverseStandInJson
{
    public static JsonObject Row(DataverseStandInTable table, DataverseStandInRow row, IEnumerable<string> columns, bool isAnnotated)
    {
        var version = row.Columns.GetValueOrDefault("versionnumber");
        var json = new JsonObject { ["@odata.etag"] = $"W/\"{version}\"" };
        foreach (var column in columns)
        {
            if (DataverseStandInTable.Lookup(column) is { } lookup)
            {
                Add(json, column, row.Columns.GetValueOrDefault(lookup) as DataverseLookup, isAnnotated);
            }
            else
            {
                json[column] = column == table.Id ? row.Id : Value(row.Columns.GetValueOrDefault(column));
            }
        }

        json.TryAdd(table.Id, row.Id);
        return json;
    }

    public static JsonObject Party(DataverseParty party, bool isAnnotated)
    {
        var json = new JsonObject { ["participationtypemask"] = party.Part };
        Add(json, "_partyid_value", party.Person, isAnnotated);
        return json;
    }

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void Add(JsonObject json, string column, DataverseLookup? lookup, bool isAnnotated)
    {
        json[column] = lookup?.Id;
        if (lookup is not null && isAnnotated)
        {
            json[$"{column}@Microsoft.Dynamics.CRM.lookuplogicalname"] = lookup.Table;
            json[$"{column}@OData.Community.Display.V1.FormattedValue"] = lookup.Name;
        }
    }

    private static JsonNode? Value(object? value) => value switch
    {
        null => null,
        DataverseChoice choice => choice.Value,
        DataverseMoney money => money.Amount,
        DateTimeOffset at => Instant(at),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => flag,
        int number => number,
        long number => number,
        _ => (string)value,
    };
}
