using System.Collections.Immutable;
using System.Text.Json;
using SalesSignals.Cli.Export;
using SalesSignals.Directory;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Cli.Demo;

/// <summary>What came of the demo: read from what is stored and from the mail that was caught, not from what was meant.</summary>
internal sealed record DemoSummary(
    int WebhooksAccepted, int Events, int Deals, ImmutableArray<(string Kind, int Count)> Signals, ImmutableArray<(string Kind, int Count)> Emails)
{
    public static async Task<DemoSummary> ReadAsync(int webhooksAccepted, Tables tables, IReadOnlyList<CaughtEmail> emails, CancellationToken cancellationToken)
    {
        var standing = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var row in ExportSheet.Signals.ReadAsync(tables.Deals, cancellationToken))
        {
            if (row.GetString("Kind") is { } kind && row["ClearedAt"] is null)
            {
                standing[kind] = standing.GetValueOrDefault(kind) + 1;
            }
        }

        return new(
            webhooksAccepted,
            await CountAsync(ExportSheet.Events, tables, cancellationToken),
            await CountAsync(ExportSheet.Deals, tables, cancellationToken),
            [.. SignalRules.All.Select(rule => rule.Kind).Union(standing.Keys).Select(kind => (kind, standing.GetValueOrDefault(kind)))],
            [.. EmailKinds.All.Union(emails.Select(email => email.Kind)).Select(kind => (kind, emails.Count(email => email.Kind == kind)))]);
    }

    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(stream, new() { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("webhooksAccepted", WebhooksAccepted);
        json.WriteNumber("events", Events);
        json.WriteNumber("deals", Deals);
        WriteCounts(json, "signals", Signals);
        WriteCounts(json, "emails", Emails);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, ImmutableArray<(string Kind, int Count)> counts)
    {
        json.WriteStartObject(name);
        foreach (var (kind, count) in counts)
        {
            json.WriteNumber(kind, count);
        }

        json.WriteEndObject();
    }

    private static async Task<int> CountAsync(ExportSheet sheet, Tables tables, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var _ in sheet.ReadAsync(tables.Deals, cancellationToken))
        {
            count++;
        }

        return count;
    }
}
