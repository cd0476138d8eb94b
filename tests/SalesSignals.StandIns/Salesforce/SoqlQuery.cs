using System.Globalization;
using System.Text.RegularExpressions;

namespace SalesSignals.StandIns.Salesforce;

/// <summary>A query as far as we use SOQL, read as strictly as Salesforce does: texts in quotes, times and days without.</summary>
internal sealed partial record SoqlQuery(IReadOnlyList<string> Fields, bool IsCount, string Type, SoqlCondition Where, IReadOnlyList<(string Field, bool Descends)> OrderBy, int? Limit)
{
    public static SoqlQuery Read(string soql)
    {
        var tokens = new Queue<string>(Token().Matches(soql).Select(match => match.Value));
        if (string.Concat(tokens) != soql.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal) && !soql.Contains('\'', StringComparison.Ordinal))
        {
            throw new FormatException("unexpected token");
        }

        Expect(tokens, "SELECT");
        var fields = Names(tokens, "FROM");
        var type = tokens.Dequeue();
        Expect(tokens, "WHERE");
        var where = SoqlCondition.Read(tokens);
        var orderBy = new List<(string, bool)>();
        if (Takes(tokens, "ORDER"))
        {
            Expect(tokens, "BY");
            do
            {
                var field = tokens.Dequeue();
                orderBy.Add((field, Takes(tokens, "DESC")));
            }
            while (Takes(tokens, ","));
        }

        int? limit = Takes(tokens, "LIMIT") ? int.Parse(tokens.Dequeue(), CultureInfo.InvariantCulture) : null;
        return tokens.Count == 0 ? new(fields, fields is ["COUNT()"], type, where, orderBy, limit) : throw new FormatException($"unexpected token: '{tokens.Peek()}'");
    }

    internal static bool Takes(Queue<string> tokens, string token) => tokens.TryPeek(out var next) && next == token && tokens.Dequeue() is not null;

    internal static void Expect(Queue<string> tokens, string token)
    {
        if (!Takes(tokens, token))
        {
            throw new FormatException($"expecting '{token}'");
        }
    }

    private static List<string> Names(Queue<string> tokens, string end)
    {
        var names = new List<string>();
        do
        {
            names.Add(tokens.Dequeue());
        }
        while (Takes(tokens, ","));
        Expect(tokens, end);
        return names;
    }

    [GeneratedRegex(@"'[^'\\]*'|\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?Z)?|COUNT\(\)|[A-Za-z_][A-Za-z0-9_.]*|\d+|>=|<=|!=|[=<>(),]")]
    private static partial Regex Token();
}
