using SalesSignals.Storage;

namespace SalesSignals.Settings;

/// <summary>Keeps every version of the settings document; the newest holds.</summary>
public sealed class SettingsStore(ITable settings)
{
    private const string Partition = "settings";
    private const string Document = "Document";

    /// <summary>The settings in force; version 0 and the defaults where none were ever applied.</summary>
    public async Task<VersionedSettings> ReadAsync(CancellationToken cancellationToken)
    {
        if (await settings.GetAsync(Partition, "current", cancellationToken) is not { } row)
        {
            return new(SalesSettings.Default, 0);
        }

        var version = row.GetInt32("Version") ?? 0;
        var reading = SettingsDocument.Read(JsonColumn.Read(row, Document) ?? "{}");
        return new(
            reading.Settings ?? throw new InvalidOperationException(
                $"Settings version {version} are not valid for this version of SalesSignals: {string.Join("; ", reading.Problems)}. Apply a corrected document with 'salessignals settings apply FILE'."),
            version);
    }

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

public sealed record VersionedSettings(SalesSettings Settings, int Version);
