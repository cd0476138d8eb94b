using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SalesSignals.Cli.Demo.Apis;

/// <summary>Filters, order, offset and fields of a list, really applied.</summary>
internal sealed class CloseQuery
{
    private readonly List<(string Member, string Operator, string Value)> _filters = [];
    private readonly string _order;
    private readonly string? _fields;

    private CloseQuery(IQueryCollection query, string order)
    {
        _order = query["_order_by"].FirstOrDefault() ?? order;
        _fields = query["_fields"].FirstOrDefault();
        Limit = int.Parse(query["_limit"].FirstOrDefault() ?? "100", CultureInfo.InvariantCulture);
        Skip = int.Parse(query["_skip"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
    }

    public int Limit { get; }

    public int Skip { get; }

    /// <summary>Null where it asks for what the list does not know.</summary>
    public static CloseQuery? Read(IQueryCollection query, string[] filters, string[] orders, string order)
    {
        var read = new CloseQuery(query, order);
        foreach (var (name, values) in query.Where(pair => pair.Key is not ("_limit" or "_skip" or "_order_by" or "_fields")))
        {
            var member = name.Split("__") is [var stem, "gte" or "gt" or "lte" or "lt"] && stem.StartsWith("date_", StringComparison.Ordinal) ? stem : name;
            if (!filters.Contains(member))
            {
                return null;
            }

            read._filters.Add((name.Split("__")[0], name.Split("__") is [_, var op] ? op : "", values.ToString()));
        }

        return !query.ContainsKey("_order_by") || orders.Contains(read._order.TrimStart('-')) ? read : null;
    }

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static JsonObject Project(JsonObject found, string? fields) => fields is null
        ? found.DeepClone().AsObject()
        : new(fields.Split(',').Where(found.ContainsKey).Select(name => KeyValuePair.Create(name, found[name]?.DeepClone())));

    public JsonObject Apply(IReadOnlyList<JsonObject> all)
    {
        var found = all.Where(Matches);
        var member = _order.TrimStart('-');
        var ordered = (_order[0] == '-'
            ? found.OrderByDescending(item => Text(item, member) ?? "", StringComparer.Ordinal)
            : found.OrderBy(item => Text(item, member) ?? "", StringComparer.Ordinal)).ToList();
        return new()
        {
            ["data"] = new JsonArray([.. ordered.Skip(Skip).Take(Limit).Select(item => Project(item, _fields))]),
            ["has_more"] = Skip + Limit < ordered.Count,
            ["total_results"] = ordered.Count,
        };
    }

    private static string? Text(JsonObject item, string member) => item[member]?.GetValue<string>();

    // All of the stand-in's times are written alike, so that they order as text.
    private static int Compare(string text, string value) =>
        text.Length <= 10 || value.Length <= 10 ? string.CompareOrdinal(text[..10], value[..10]) : string.CompareOrdinal(text, value);

    private bool Matches(JsonObject item) => _filters.All(filter => Text(item, filter.Member) is { } text && filter.Operator switch
    {
        "gte" => Compare(text, filter.Value) >= 0,
        "gt" => Compare(text, filter.Value) > 0,
        "lte" => Compare(text, filter.Value) <= 0,
        "lt" => Compare(text, filter.Value) < 0,
        "in" => filter.Value.Split(',').Contains(text),
        _ => text == filter.Value,
    });
}
