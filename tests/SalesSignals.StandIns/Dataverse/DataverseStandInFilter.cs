using System.Globalization;
using System.Text.RegularExpressions;
using SalesSignals.Cli.Demo.Dialects;

namespace SalesSignals.StandIns.Dataverse;

/// <summary>What of OData's filters the documentation of the Web API promises and anybody here uses. All else is an error.</summary>
internal sealed partial class DataverseStandInFilter
{
    private readonly DataverseStandInTable _table;
    private readonly List<string> _tokens;
    private int _next;

    private DataverseStandInFilter(DataverseStandInTable table, string text)
    {
        _table = table;
        _tokens = [.. Token().Matches(text).Select(match => match.Value)];
        if (Token().Replace(text, "").Trim().Length > 0)
        {
            throw new FormatException($"Syntax error in '{text}'.");
        }
    }

    /// <summary>The column and ids of an In that all rows must satisfy: what an index is for.</summary>
    public (string Column, string[] Ids)? Among { get; private set; }

    public Func<DataverseStandInRow, bool> Matches { get; private set; } = _ => true;

    /// <exception cref="FormatException">It cannot be read, or names what the table does not have.</exception>
    public static DataverseStandInFilter Parse(DataverseStandInTable table, string? text)
    {
        var filter = new DataverseStandInFilter(table, text ?? "");
        if (filter._tokens.Count > 0)
        {
            filter.Matches = filter.Or(isTop: true);
            if (filter._next < filter._tokens.Count)
            {
                throw new FormatException($"Syntax error at '{filter._tokens[filter._next]}'.");
            }
        }

        return filter;
    }

    private Func<DataverseStandInRow, bool> Or(bool isTop)
    {
        var left = And(isTop);
        while (Take("or"))
        {
            Among = isTop ? null : Among;
            var (one, other) = (left, And(isTop: false));
            left = row => one(row) || other(row);
        }

        return left;
    }

    private Func<DataverseStandInRow, bool> And(bool isTop)
    {
        var left = Term(isTop);
        while (Take("and"))
        {
            var (one, other) = (left, Term(isTop));
            left = row => one(row) && other(row);
        }

        return left;
    }

    private Func<DataverseStandInRow, bool> Term(bool isTop)
    {
        if (Take("("))
        {
            var inner = Or(isTop: false);
            Expect(")");
            return inner;
        }

        var name = Next();
        return name is "Microsoft.Dynamics.CRM.In" ? In(isTop) : Comparison(name, Next(), Next());
    }

    private Func<DataverseStandInRow, bool> In(bool isTop)
    {
        foreach (var token in (string[])["(", "PropertyName", "="])
        {
            Expect(token);
        }

        var column = Next().Trim('\'');
        foreach (var token in (string[])[",", "PropertyValues", "=", "["])
        {
            Expect(token);
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            ids.Add(Next().Trim('\''));
        }
        while (Take(","));
        Expect("]");
        Expect(")");
        if (column != _table.Id && !_table.Lookups.Contains(column))
        {
            throw Unknown(column);
        }

        Among = isTop ? (column, [.. ids]) : Among;
        return row => column == _table.Id ? ids.Contains(row.Id) : row.Columns.GetValueOrDefault(column) is DataverseLookup lookup && ids.Contains(lookup.Id);
    }

    private Func<DataverseStandInRow, bool> Comparison(string name, string @operator, string literal)
    {
        var value = Value(name);
        return @operator switch
        {
            "eq" => row => Compare(value(row), literal) is 0,
            "ne" => row => Compare(value(row), literal) is not 0,
            "ge" => row => Compare(value(row), literal) >= 0,
            "gt" => row => Compare(value(row), literal) > 0,
            "le" => row => Compare(value(row), literal) <= 0,
            "lt" => row => Compare(value(row), literal) < 0,
            _ => throw new FormatException($"'{@operator}' is no operator."),
        };
    }

    private Func<DataverseStandInRow, object?> Value(string name)
    {
        if (name.Split('/') is [var relation, var key])
        {
            // regardingobjectid_opportunity_email/opportunityid: the id, where it is one of that table.
            var table = key[..^2];
            var column = relation.Split($"_{table}")[0];
            return _table.Lookups.Contains(column) && relation.Contains($"_{table}", StringComparison.Ordinal)
                ? row => row.Columns.GetValueOrDefault(column) is DataverseLookup lookup && lookup.Table == table ? lookup.Id : null
                : throw Unknown(name);
        }

        if (!_table.Has(name))
        {
            throw Unknown(name);
        }

        return name == _table.Id
            ? row => row.Id
            : DataverseStandInTable.Lookup(name) is { } lookup
                ? row => (row.Columns.GetValueOrDefault(lookup) as DataverseLookup)?.Id
                : row => row.Columns.GetValueOrDefault(name);
    }

    private FormatException Unknown(string name) => new($"Could not find a property named '{name}' on type 'Microsoft.Dynamics.CRM.{_table.Name}'.");

    /// <summary>Null where one of them is null and the other is not: then nothing holds but <c>ne</c>.</summary>
    private static int? Compare(object? value, string literal) => (value, literal) switch
    {
        (null, "null") => 0,
        (null, _) or (_, "null") => null,
        (DateTimeOffset at, _) => at.CompareTo(DateTimeOffset.Parse(literal, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)),
        (DateOnly day, _) => day.CompareTo(DateOnly.ParseExact(literal, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        (DataverseChoice choice, _) => choice.Value.CompareTo(int.Parse(literal, CultureInfo.InvariantCulture)),
        (int number, _) => number.CompareTo(int.Parse(literal, CultureInfo.InvariantCulture)),
        (long number, _) => number.CompareTo(long.Parse(literal, CultureInfo.InvariantCulture)),
        (bool flag, _) => flag.CompareTo(bool.Parse(literal)),
        (string text, _) => string.CompareOrdinal(text, literal.Trim('\'')),
        _ => throw new FormatException($"'{literal}' does not compare."),
    };

    private string Next() => _next < _tokens.Count ? _tokens[_next++] : throw new FormatException("The filter ends too early.");

    private bool Take(string token)
    {
        var isNext = _next < _tokens.Count && _tokens[_next] == token;
        _next += isNext ? 1 : 0;
        return isNext;
    }

    private void Expect(string token)
    {
        if (!Take(token))
        {
            throw new FormatException($"'{token}' expected.");
        }
    }

    [GeneratedRegex(@"'[^']*'|[()\[\],=]|[A-Za-z0-9_./:\-]+")]
    private static partial Regex Token();
}
