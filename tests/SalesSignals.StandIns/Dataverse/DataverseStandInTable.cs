using SalesSignals.Cli.Demo.Dialects;

namespace SalesSignals.StandIns.Dataverse;

/// <summary>A row: what has no value has no column.</summary>
internal sealed record DataverseStandInRow(string Id, Dictionary<string, object> Columns);

/// <summary>A table with the columns that it really has, and its rows.</summary>
internal sealed class DataverseStandInTable(string name, string set, string id, string lookups, string columns)
{
    private readonly Dictionary<string, DataverseStandInRow> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DataverseStandInRow[]> _sorted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ILookup<string, DataverseStandInRow>> _indexes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _columns = [id, "createdon", "modifiedon", "versionnumber", .. columns.Split(',')];

    public string Name { get; } = name;

    public string Set { get; } = set;

    public string Id { get; } = id;

    public IReadOnlySet<string> Lookups { get; } = lookups.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    public IEnumerable<string> Columns => _columns.Concat(Lookups.Select(lookup => $"_{lookup}_value"));

    public int Count => _rows.Count;

    public bool Has(string column) => _columns.Contains(column) || (Lookup(column) is { } lookup && Lookups.Contains(lookup));

    /// <summary>The column behind <c>_ownerid_value</c>.</summary>
    public static string? Lookup(string property) =>
        property.Length > 7 && property[0] == '_' && property.EndsWith("_value", StringComparison.Ordinal) ? property[1..^6] : null;

    public DataverseStandInRow? Find(string id) => _rows.GetValueOrDefault(id);

    public void Put(DataverseStandInRow row)
    {
        lock (_rows)
        {
            _rows[row.Id] = row;
            Forget();
        }
    }

    public bool Remove(string id)
    {
        lock (_rows)
        {
            Forget();
            return _rows.Remove(id);
        }
    }

    /// <summary>All rows in an order such as <c>createdon asc,opportunityid asc</c>; without one, by id.</summary>
    public DataverseStandInRow[] Sorted(string order)
    {
        lock (_rows)
        {
            if (!_sorted.TryGetValue(order, out var rows))
            {
                var column = order.Split(' ')[0];
                rows = column.Length == 0 || column == Id
                    ? [.. _rows.Values.OrderBy(row => row.Id, StringComparer.Ordinal)]
                    : [.. _rows.Values.OrderBy(row => (DateTimeOffset)row.Columns[column]).ThenBy(row => row.Id, StringComparer.Ordinal)];
                _sorted[order] = rows;
            }

            return rows;
        }
    }

    /// <summary>The rows whose column holds one of the ids.</summary>
    public IEnumerable<DataverseStandInRow> In(string column, IEnumerable<string> ids)
    {
        lock (_rows)
        {
            if (column == Id)
            {
                return [.. ids.Select(Find).OfType<DataverseStandInRow>()];
            }

            if (!_indexes.TryGetValue(column, out var index))
            {
                index = _rows.Values
                    .Where(row => row.Columns.GetValueOrDefault(column) is DataverseLookup)
                    .ToLookup(row => ((DataverseLookup)row.Columns[column]).Id, StringComparer.Ordinal);
                _indexes[column] = index;
            }

            return [.. ids.SelectMany(id => index[id])];
        }
    }

    private void Forget()
    {
        _sorted.Clear();
        _indexes.Clear();
    }
}
