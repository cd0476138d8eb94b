using SalesSignals.Storage;

namespace SalesSignals.Settings;

/// <summary>Keeps every version of the settings document; the newest holds.</summary>
public sealed class SettingsStore(ITable settings)
{
    private const string Partition = "settings";
    private const string Document = "Document";

    /// <summary>
    /// The settings in force; version 0 and the defaults where none were ever applied. Where the newest are not valid for this version of
    /// SalesSignals (after an upgrade, or a step back), the newest that are: no event is to wait for somebody to mend a document.
    /// </summary>
    public async Task<VersionedSettings> ReadAsync(CancellationToken cancellationToken)
    {
        if (await settings.GetAsync(Partition, "current", cancellationToken) is not { } row)
        {
            return new(SalesSettings.Default, 0);
        }

        var (version, reading) = Read(row);
        return reading.Settings is { } valid ? new(valid, version) : await ReadOlderAsync(version, reading, cancellationToken);
    }

    private async Task<VersionedSettings> ReadOlderAsync(int newest, SettingsReading wrong, CancellationToken cancellationToken)
    {
        var found = new VersionedSettings(SalesSettings.Default, 0);
        await foreach (var page in settings.QueryAsync(TableQuery.Prefix(Partition, "version|"), cancellationToken))
        {
            foreach (var (version, reading) in page.Select(Read))
            {
                found = reading.Settings is { } valid ? new(valid, version) : found;
            }
        }

        return found with
        {
            Problem = $"Settings version {newest} are not valid for this version of SalesSignals, so version {found.Version} holds. "
                + $"Apply a corrected document with 'salessignals settings apply FILE': {string.Join("; ", wrong.Problems)}",
        };
    }

    private static (int Version, SettingsReading Reading) Read(TableRow row) =>
        (row.GetInt32("Version") ?? 0, SettingsDocument.Read(JsonColumn.Read(row, Document) ?? "{}"));

    /// <summary>Makes valid settings the newest version, and keeps the one before. The new version's number.</summary>
    public async Task<int> ApplyAsync(SalesSettings applied, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var before = await settings.GetAsync(Partition, "current", cancellationToken);
            var version = (before?.GetInt32("Version") ?? 0) + 1;
            var current = Row("current", version, applied, now);
            var written = await settings.WriteAsync(
                [
                    before?.ETag is { } etag ? new TableWrite.Replace(current, etag) : new TableWrite.Insert(current),
                    new TableWrite.Upsert(Row(FormattableString.Invariant($"version|{version:D8}"), version, applied, now)),
                ],
                cancellationToken);
            if (written.IsWritten)
            {
                return version;
            }
        }
    }

    private static TableRow Row(string key, int version, SalesSettings applied, DateTimeOffset now)
    {
        var row = new TableRow(Partition, key) { ["Version"] = version, ["AppliedAt"] = now };
        JsonColumn.Write(row, Document, SettingsDocument.Write(applied));
        return row;
    }
}

public sealed record VersionedSettings(SalesSettings Settings, int Version)
{
    /// <summary>Why a newer version does not hold; null where the newest does.</summary>
    public string? Problem { get; init; }
}
