using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using SalesSignals.Directory;

namespace SalesSignals.Cli.People;

/// <summary>The team as a table: one line a person.</summary>
internal static class PeopleCsv
{
    public static ImmutableArray<string> Columns { get; } =
        ["id", "name", "email", "role", "manager", "team", "timezone", "quota", "currency", "owners", "active", "leave", "culture"];

    private static readonly ImmutableArray<string> Required = ["id", "name", "email"];

    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        TrimWhitespace = true,
        TrackLineNumbers = true,
        NormalizeHeaderName = Normalised,
    };

    public static PeopleReading Read(TextReader text)
    {
        using var csv = CsvReader.Create(text, Options, leaveOpen: true);
        csv.ReadHeader();
        var errors = new List<PeopleError>(HeaderErrors([.. csv.Headers]));
        var lines = new List<PeopleLine>();
        var hasHeader = errors.Count == 0;
        while (hasHeader && csv.Read())
        {
            var row = new PeopleRow((int)csv.LineNumber, name => Field(csv, name));
            lines.Add(new(row.Line, row.Read()));
            errors.AddRange(row.Errors);
        }

        string[] header = [.. csv.Headers.ToArray().Select(Normalised)];
        return new(lines, errors) { TellsLeave = header.Contains("leave"), TellsCulture = header.Contains("culture") };
    }

    public static async Task WriteAsync(TextWriter text, IEnumerable<Person> people, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(text, new() { NewLine = "\n" }, leaveOpen: true);
        await csv.WriteRecordAsync([.. Columns], cancellationToken);
        foreach (var person in people)
        {
            await csv.WriteRecordAsync(Fields(person), cancellationToken);
        }
    }

    private static string? Field(CsvReader csv, string name) =>
        csv.TryGetFieldIndex(name, out var index) && csv.GetString(index).Trim() is { Length: > 0 } value ? value : null;

    private static PeopleError[] HeaderErrors(string[] names)
    {
        string[] header = [.. names.Select(Normalised)];
        return header.Length == 0
            ? [new(1, $"the file is empty; its first line must name the columns: {string.Join(',', Columns)}")]
            : [.. HeaderMistakes(header)];
    }

    private static string Normalised(string name) => name.Trim().ToLowerInvariant();

    private static IEnumerable<PeopleError> HeaderMistakes(string[] header) =>
    [
        .. Required.Where(name => !header.Contains(name)).Select(name => new PeopleError(1, $"the column '{name}' is missing")),
        .. header.Where(name => !Columns.Contains(name)).Select(name => new PeopleError(1, $"'{name}' is no column; known are {string.Join(", ", Columns)}")),
        .. header.GroupBy(name => name).Where(names => names.Count() > 1).Select(names => new PeopleError(1, $"the column '{names.Key}' stands there twice")),
    ];

    private static string?[] Fields(Person person) =>
    [
        person.Id, person.Name, person.Email, PeopleRow.RoleName(person.Role), person.ManagerId, person.Team, person.TimeZone,
        person.QuarterlyQuota?.ToString(CultureInfo.InvariantCulture), person.QuotaCurrency, string.Join(';', person.OwnerKeys),
        person.IsActive ? "yes" : "no", LeaveText.Write(person.Leave), person.Culture,
    ];
}

/// <param name="Lines">Who was read, even of lines with errors.</param>
internal sealed record PeopleReading(IReadOnlyList<PeopleLine> Lines, IReadOnlyList<PeopleError> Errors)
{
    /// <summary>Whether there is a column for it. A table without one leaves everybody's leave as it was.</summary>
    public bool TellsLeave { get; init; }

    /// <summary>The same of their culture.</summary>
    public bool TellsCulture { get; init; }
}

internal sealed record PeopleLine(int Line, Person Person);

internal sealed record PeopleError(int Line, string Message)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Line}: {Message}");
}
