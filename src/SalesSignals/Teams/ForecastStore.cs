using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesSignals.Directory;
using SalesSignals.Storage;

namespace SalesSignals.Teams;

/// <summary>Keeps the forecasts of each manager's team: one row a quarter, so that a team is one read.</summary>
public sealed class ForecastStore(ITable cursor)
{
    /// <summary>A chain of managers that is longer than this is a ring.</summary>
    private const int MostManagers = 20;

    private const string Column = "Forecasts";
    private const string AllPartitions = "forecast|";
    private const string Day = "yyyy-MM-dd";

    public async Task<ForecastHistory> ReadAsync(string managerId, CancellationToken cancellationToken)
    {
        var quarters = ForecastHistory.Empty.Quarters.ToBuilder();
        await foreach (var page in cursor.QueryAsync(new TableQuery(Partition(managerId)), cancellationToken))
        {
            foreach (var row in page)
            {
                quarters[DateOnly.ParseExact(row.RowKey, Day, CultureInfo.InvariantCulture)] =
                    JsonSerializer.Deserialize(JsonColumn.Read(row, Column) ?? "{}", ForecastJson.Default.DictionaryStringRepForecast)!
                        .ToImmutableSortedDictionary(StringComparer.Ordinal);
            }
        }

        return new(quarters.ToImmutable());
    }

    /// <summary>A rep's, as their manager's digests have noted them; of a quarter in which that was somebody else, as the one above did.</summary>
    public async Task<ImmutableArray<QuarterForecast>> ReadOfAsync(Person rep, PeopleDirectory people, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rep);
        ArgumentNullException.ThrowIfNull(people);
        var found = new List<QuarterForecast>();
        var manager = rep.ManagerId;
        for (var i = 0; manager is not null && i < MostManagers; i++)
        {
            found.AddRange((await ReadAsync(manager, cancellationToken)).Of(rep.Id));
            manager = people.ById(manager)?.ManagerId;
        }

        return [.. found.DistinctBy(told => told.Quarter).OrderByDescending(told => told.Quarter.StartsOn)];
    }

    /// <summary>Writes the quarters that have changed: two or three times a quarter, as a rule.</summary>
    public async Task KeepAsync(string managerId, ForecastHistory before, ForecastHistory after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(after);
        foreach (var quarter in after.ChangedSince(before))
        {
            var row = new TableRow(Partition(managerId), quarter.ToString(Day, CultureInfo.InvariantCulture));
            JsonColumn.Write(row, Column, JsonSerializer.Serialize(new Dictionary<string, RepForecast>(after.Quarters[quarter]), ForecastJson.Default.DictionaryStringRepForecast));
            await cursor.WriteAsync(new TableWrite.Upsert(row), cancellationToken);
        }
    }

    /// <summary>Deletes quarters that began before a day, of managers who have left too. How many. Reads the whole table, which is small.</summary>
    public async Task<int> PruneAsync(DateOnly before, CancellationToken cancellationToken)
    {
        var first = before.ToString(Day, CultureInfo.InvariantCulture);
        var deleted = 0;
        await foreach (var page in cursor.QueryAsync(new TableQuery { Select = [] }, cancellationToken))
        {
            foreach (var row in page.Where(row => row.PartitionKey.StartsWith(AllPartitions, StringComparison.Ordinal) && string.CompareOrdinal(row.RowKey, first) < 0))
            {
                deleted += (await cursor.WriteAsync(new TableWrite.Delete(row.PartitionKey, row.RowKey, "*"), cancellationToken)).IsWritten ? 1 : 0;
            }
        }

        return deleted;
    }

    /// <summary>The rows of a manager.</summary>
    public static TableQuery Of(string managerId) => new(Partition(managerId)) { Select = [] };

    private static string Partition(string managerId) => AllPartitions + KeyText.Escape(managerId);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(Dictionary<string, RepForecast>))]
internal sealed partial class ForecastJson : JsonSerializerContext;
