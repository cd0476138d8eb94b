using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using SalesSignals.Storage;

namespace SalesSignals.Cli.Export;

/// <summary>Writes rows as they come, as CSV or as one JSON array.</summary>
internal static class ExportWriter
{
    // Exports are for files and pipes: names stay readable, nothing needs escaping for HTML.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> WriteCsvAsync(TextWriter text, ExportSheet sheet, IAsyncEnumerable<TableRow> rows)
    {
        // Names come from outside: a spreadsheet must not run one as a formula.
        await using var csv = CsvWriter.Create(text, new() { NewLine = "\n", Injection = CsvInjection.Escape }, leaveOpen: true);
        await csv.WriteRecordAsync([.. sheet.Columns.Select(column => column.Name)], default);
        var count = 0;
        await foreach (var row in rows)
        {
            foreach (var column in sheet.Columns)
            {
                WriteField(csv, column.Value(row));
            }

            await csv.EndRecordAsync();
            count++;
        }

        return count;
    }

    /// <summary>One row a line, within an array.</summary>
    public static async Task<int> WriteJsonAsync(TextWriter text, ExportSheet sheet, IAsyncEnumerable<TableRow> rows)
    {
        using var buffer = new MemoryStream();
        await using var json = new Utf8JsonWriter(buffer, Readable);
        var count = 0;
        await foreach (var row in rows)
        {
            await text.WriteAsync(count == 0 ? "[\n" : ",\n");
            buffer.SetLength(0);
            json.Reset();
            WriteRow(json, sheet, row);
            await json.FlushAsync();
            await text.WriteAsync(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
            count++;
        }

        await text.WriteAsync(count == 0 ? "[]\n" : "\n]\n");
        return count;
    }

    private static void WriteRow(Utf8JsonWriter json, ExportSheet sheet, TableRow row)
    {
        json.WriteStartObject();
        foreach (var column in sheet.Columns)
        {
            json.WritePropertyName(column.Name);
            WriteValue(json, column.Value(row));
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case ExportJson raw:
                json.WriteRawValue(raw.Text);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            default:
                json.WriteStringValue(Text(value));
                break;
        }
    }

    private static void WriteField(CsvWriter csv, object? value)
    {
        if (value is double number)
        {
            csv.WriteField(number);
        }
        else
        {
            csv.WriteField(Text(value));
        }
    }

    private static string? Text(object? value) => value switch
    {
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };
}
