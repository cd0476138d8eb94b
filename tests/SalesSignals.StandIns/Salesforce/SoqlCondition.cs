using System.Globalization;

namespace SalesSignals.StandIns.Salesforce;

/// <summary>What a query's WHERE demands of a row.</summary>
internal abstract record SoqlCondition
{
    public abstract bool IsMet(Func<string, object?> row);

    public static SoqlCondition Read(Queue<string> tokens)
    {
        List<SoqlCondition> either = [All(tokens)];
        while (SoqlQuery.Takes(tokens, "OR"))
        {
            either.Add(All(tokens));
        }

        return either is [var only] ? only : new AnyOf(either);
    }

    /// <summary>The conditions that all have to be met.</summary>
    public IReadOnlyList<SoqlCondition> Terms() => this is AllOf all ? all.Of : [this];

    private static SoqlCondition All(Queue<string> tokens)
    {
        List<SoqlCondition> all = [One(tokens)];
        while (SoqlQuery.Takes(tokens, "AND"))
        {
            all.Add(One(tokens));
        }

        return all is [var only] ? only : new AllOf(all);
    }

    private static SoqlCondition One(Queue<string> tokens)
    {
        if (SoqlQuery.Takes(tokens, "("))
        {
            var inner = Read(tokens);
            SoqlQuery.Expect(tokens, ")");
            return inner;
        }

        var (field, sign) = (tokens.Dequeue(), tokens.Dequeue());
        if (sign != "IN")
        {
            return sign is "=" or "!=" or "<" or ">" or "<=" or ">=" ? new Comparison(field, sign, [Literal(field, tokens.Dequeue())]) : throw new FormatException($"unexpected token: '{sign}'");
        }

        SoqlQuery.Expect(tokens, "(");
        var values = new List<object?>();
        do
        {
            values.Add(Literal(field, tokens.Dequeue()));
        }
        while (SoqlQuery.Takes(tokens, ","));
        SoqlQuery.Expect(tokens, ")");
        return new Comparison(field, sign, values);
    }

    private static object? Literal(string field, string token) => (SalesforceSchema.KindOf(field), token) switch
    {
        (_, "null") => null,
        (SalesforceFieldKind.Text, ['\'', .. var text, '\'']) => text,
        (SalesforceFieldKind.Flag, "true" or "false") => token == "true",
        (SalesforceFieldKind.Day, { Length: 10 }) => DateOnly.ParseExact(token, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        (SalesforceFieldKind.Instant, { Length: > 10 }) => DateTimeOffset.Parse(token, CultureInfo.InvariantCulture),
        (SalesforceFieldKind.Number, _) => decimal.Parse(token, CultureInfo.InvariantCulture),
        _ => throw new FormatException($"value of filter criterion for field '{field}' must be of another type"),
    };

    internal sealed record Comparison(string Field, string Sign, IReadOnlyList<object?> Values) : SoqlCondition
    {
        private readonly HashSet<object?> _values = [.. Values];

        public override bool IsMet(Func<string, object?> row)
        {
            var value = row(Field);
            return Sign switch
            {
                "IN" or "=" => _values.Contains(value),
                "!=" => !_values.Contains(value),
                _ when value is null || Values[0] is null => false,
                "<" => SalesforceSchema.Compare(value, Values[0]) < 0,
                ">" => SalesforceSchema.Compare(value, Values[0]) > 0,
                "<=" => SalesforceSchema.Compare(value, Values[0]) <= 0,
                _ => SalesforceSchema.Compare(value, Values[0]) >= 0,
            };
        }
    }

    private sealed record AllOf(IReadOnlyList<SoqlCondition> Of) : SoqlCondition
    {
        public override bool IsMet(Func<string, object?> row) => Of.All(condition => condition.IsMet(row));
    }

    private sealed record AnyOf(IReadOnlyList<SoqlCondition> Of) : SoqlCondition
    {
        public override bool IsMet(Func<string, object?> row) => Of.Any(condition => condition.IsMet(row));
    }
}
