using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesSignals.Cli.Import;

/// <summary>Which column of a CSV file tells what of a deal, and how its values read.</summary>
internal sealed record DealMapping
{
    /// <summary>The file's column by field.</summary>
    public ImmutableDictionary<string, string> Columns { get; set; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>By field, what holds for every deal.</summary>
    public ImmutableDictionary<string, string> Constants { get; set; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>By field, other words for values: what the file says, and what it means.</summary>
    public ImmutableDictionary<string, ImmutableDictionary<string, string>> Values { get; set; } = ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty;

    /// <summary>Formats of days and times in the .NET notation, tried in order; ISO 8601 is always understood.</summary>
    public ImmutableArray<string> DateFormats { get; set; } = [];

    /// <summary>Where times without an offset, and days, are told.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    public char Separator { get; set; } = ',';

    public static DealMapping Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, DealMappingJson.Default.DealMapping) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new CliException($"The mapping file is not as expected: {e.Message} docs/backtest.md shows one.", e);
        }
    }

    /// <summary>Everything that is wrong with it.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var field in Columns.Keys.Concat(Constants.Keys).Concat(Values.Keys).Where(field => !DealColumn.All.Contains(field)).Distinct().Order(StringComparer.Ordinal))
        {
            yield return $"'{field}' is no field of a deal; known are {string.Join(", ", DealColumn.All)}";
        }

        foreach (var field in Columns.Keys.Where(Constants.ContainsKey).Order(StringComparer.Ordinal))
        {
            yield return $"'{field}' is mapped to a column and set to a constant; leave one out";
        }

        if (!Columns.ContainsKey(DealColumn.Id))
        {
            yield return "no column is mapped to id; say --map id=COLUMN";
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return $"'{TimeZone}' is no time zone such as Europe/London";
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    RespectNullableAnnotations = true,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(DealMapping))]
internal sealed partial class DealMappingJson : JsonSerializerContext;
