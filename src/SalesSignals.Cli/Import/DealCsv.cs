using CsvHelper;
using SalesSignals.Deals;

namespace SalesSignals.Cli.Import;

/// <summary>Deals of another system as a table: one line a deal.</summary>
internal static class DealCsv
{
    public static DealReading Read(TextReader text, DealMapping mapping, StageMap stages, DateTimeOffset now)
    {
        using var csv = CsvReader.Create(
            text,
            new() { Separator = mapping.Separator, TrimWhitespace = true, TrackLineNumbers = true, NormalizeHeaderName = Normalised },
            leaveOpen: true);
        csv.ReadHeader();
        List<ImportError> errors = [.. HeaderErrors([.. csv.Headers.Select(Normalised)], mapping)];
        var deals = new List<ImportedDeal>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var total = 0;
        var hasHeader = errors.Count == 0;
        while (hasHeader && csv.Read())
        {
            total++;
            var line = new DealLine((int)csv.LineNumber, mapping, stages, name => Cell(csv, name), now);
            var deal = line.Read();
            if (csv.FieldCount != csv.Headers.Count)
            {
                errors.Add(new(deal.Line, $"it has {csv.FieldCount} fields, and the header {csv.Headers.Count}; is a value with a separator not in quotes?"));
                continue;
            }

            errors.AddRange(line.Errors);
            if (line.Errors.Count > 0)
            {
                continue;
            }

            if (lines.TryAdd(deal.Id, deal.Line))
            {
                deals.Add(deal);
            }
            else
            {
                errors.Add(new(deal.Line, $"id '{deal.Id}' stands on line {lines[deal.Id]} already"));
            }
        }

        return new(deals, errors, total) { IsReadable = hasHeader };
    }

    private static string? Cell(CsvReader csv, string name) =>
        csv.TryGetFieldIndex(Normalised(name), out var index) && index < csv.FieldCount && csv.GetString(index).Trim() is { Length: > 0 } value ? value : null;

    private static IEnumerable<ImportError> HeaderErrors(string[] header, DealMapping mapping) => header.Length == 0
        ? [new(1, "the file is empty; its first line must name the columns")]
        : mapping.Columns
            .Where(column => !header.Contains(Normalised(column.Value)))
            .OrderBy(column => column.Key, StringComparer.Ordinal)
            .Select(column => new ImportError(1, $"there is no column '{column.Value}' (mapped to {column.Key}); the file has {string.Join(", ", header)}"));

    private static string Normalised(string name) => name.Trim().ToLowerInvariant();
}

/// <param name="Deals">The lines without an error.</param>
/// <param name="Lines">How many there are.</param>
internal sealed record DealReading(IReadOnlyList<ImportedDeal> Deals, IReadOnlyList<ImportError> Errors, int Lines)
{
    /// <summary>Whether the header is right; nothing was read otherwise.</summary>
    public bool IsReadable { get; init; }

    /// <summary>Writes what is wrong, and stops where that may not be passed over.</summary>
    public void Judge(TextWriter error, bool skipBad)
    {
        foreach (var told in Errors.OrderBy(told => told.Line))
        {
            error.WriteLine(told);
        }

        if (Errors.Count > 0 && !(skipBad && IsReadable))
        {
            throw new CliException(IsReadable
                ? $"Nothing was read: the file has {Errors.Count} error(s), listed above. --skip-bad leaves those lines out."
                : "Nothing was read: the header and the mapping do not fit.");
        }
    }
}
