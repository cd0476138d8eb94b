using System.Collections.Immutable;
using System.CommandLine;

namespace SalesSignals.Cli.Import;

/// <summary>The options that say how to read a CSV file: a mapping file, and single settings that go before it.</summary>
internal sealed class MappingOptions
{
    private readonly Option<string> _file = new("--mapping") { Description = "A JSON file that says which column tells what.", HelpName = "FILE" };

    private readonly Option<string[]> _columns = new("--map")
    {
        Description = $"field=column, as often as needed. Fields: {string.Join(", ", DealColumn.All)}.",
        HelpName = "FIELD=COLUMN",
    };

    private readonly Option<string[]> _constants = new("--set") { Description = "field=value, for what holds for every deal, such as currency=EUR.", HelpName = "FIELD=VALUE" };

    private readonly Option<string[]> _values = new("--value")
    {
        Description = "field:from=to, for a value that means another, such as stage:Engaging=discovery.",
        HelpName = "FIELD:FROM=TO",
    };

    private readonly Option<string[]> _formats = new("--date-format") { Description = "How days and times are written, such as dd.MM.yyyy. ISO 8601 is always understood.", HelpName = "FORMAT" };

    public void AddTo(Command command)
    {
        command.Options.Add(_file);
        command.Options.Add(_columns);
        command.Options.Add(_constants);
        command.Options.Add(_values);
        command.Options.Add(_formats);
    }

    /// <exception cref="CliException">Something is wrong with the mapping; all of it is listed.</exception>
    public DealMapping Read(ParseResult parsed)
    {
        var mapping = parsed.GetValue(_file) is { } file ? DealMapping.Read(File.ReadAllText(file)) : new();
        mapping.Columns = Over(mapping.Columns, parsed.GetValue(_columns));
        mapping.Constants = Over(mapping.Constants, parsed.GetValue(_constants));
        foreach (var (key, to) in Pairs(parsed.GetValue(_values)))
        {
            var (field, from) = key.Split(':', 2) is [var f, var v] ? (f, v) : throw new CliException($"--value {key}={to} is not of the form FIELD:FROM=TO.");
            mapping.Values = mapping.Values.SetItem(field, mapping.Values.GetValueOrDefault(field, ImmutableDictionary<string, string>.Empty).SetItem(from, to));
        }

        mapping.DateFormats = [.. parsed.GetValue(_formats) ?? [], .. mapping.DateFormats];
        return mapping.Problems().ToList() is { Count: > 0 } problems
            ? throw new CliException($"The mapping is not right:\n  {string.Join("\n  ", problems)}")
            : mapping;
    }

    private static ImmutableDictionary<string, string> Over(ImmutableDictionary<string, string> before, string[]? pairs) => before.SetItems(Pairs(pairs));

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string[]? pairs) => (pairs ?? []).Select(pair =>
        pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? KeyValuePair.Create(pair[..at].Trim(), pair[(at + 1)..].Trim())
            : throw new CliException($"'{pair}' is not of the form NAME=VALUE."));
}
