namespace SalesSignals.StandIns.Salesforce;

/// <summary>The rows of one object, in the order of their ids.</summary>
internal sealed class SalesforceTable(string type)
{
    private static readonly string[] Indexed = ["Id", "OpportunityId", "WhatId", "ContactId"];

    private readonly SortedList<string, Func<string, object?>> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ILookup<string, Func<string, object?>>> _indexes = [];

    public void Set(string id, Func<string, object?> row)
    {
        _rows[id] = row;
        _indexes.Clear();
    }

    public Func<string, object?> this[string id] => _rows[id];

    public IEnumerable<Func<string, object?>> Find(SoqlQuery query, bool all)
    {
        var found = Candidates(query.Where).Where(row => (all || !(row("IsDeleted") is true || row("IsArchived") is true)) && query.Where.IsMet(row));
        var isById = query.OrderBy is [] or [("Id", false)];
        var ordered = isById ? found : query.OrderBy.Aggregate(
            found.OrderBy(_ => 0),
            (rows, by) => by.Descends ? rows.ThenByDescending(row => row(by.Field), Values.Order) : rows.ThenBy(row => row(by.Field), Values.Order));
        return query.Limit is { } limit ? ordered.Take(limit) : ordered;
    }

    /// <summary>Those that could meet the condition; all, where no index helps.</summary>
    private IEnumerable<Func<string, object?>> Candidates(SoqlCondition where)
    {
        var terms = where.Terms().OfType<SoqlCondition.Comparison>().ToList();
        if (terms.Find(term => term.Sign == "IN" && Indexed.Contains(term.Field)) is { } among)
        {
            return among.Values.Cast<string>().Order(StringComparer.Ordinal).SelectMany(value => Index(among.Field)[value]);
        }

        var first = terms.Find(term => term is { Field: "Id", Sign: ">" }) is { } after ? FirstAfter((string)after.Values[0]!) : 0;
        return Enumerable.Range(first, _rows.Count - first).Select(i => _rows.Values[i]);
    }

    private ILookup<string, Func<string, object?>> Index(string field)
    {
        if (!SalesforceSchema.Fields[type].Contains(field))
        {
            return Array.Empty<Func<string, object?>>().ToLookup(_ => "");
        }

        lock (_indexes)
        {
            return _indexes.TryGetValue(field, out var index)
                ? index
                : _indexes[field] = _rows.Values.ToLookup(row => (string?)row(field) ?? "", StringComparer.Ordinal);
        }
    }

    private int FirstAfter(string id)
    {
        var (low, high) = (0, _rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(_rows.Keys[middle], id) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private sealed class Values : IComparer<object?>
    {
        public static readonly Values Order = new();

        public int Compare(object? x, object? y) => SalesforceSchema.Compare(x, y);
    }
}
