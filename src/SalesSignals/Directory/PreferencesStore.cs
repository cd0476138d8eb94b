using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesSignals.Storage;

namespace SalesSignals.Directory;

/// <summary>Keeps what people have chosen about their mail: one row a person who has chosen anything, apart from what imports and syncs write.</summary>
public sealed class PreferencesStore(ITable directory)
{
    private const string Partition = "preferences";
    private const string Column = "Preferences";

    /// <summary>Of everybody who has chosen anything, by person id.</summary>
    public async Task<FrozenDictionary<string, Preferences>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, Preferences>(StringComparer.Ordinal);
        await foreach (var page in directory.QueryAsync(new TableQuery(Partition), cancellationToken))
        {
            foreach (var row in page)
            {
                all[KeyText.Unescape(row.RowKey)] = Read(row);
            }
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public async Task<Preferences> ReadAsync(string personId, CancellationToken cancellationToken) =>
        await directory.GetAsync(Partition, KeyText.Escape(personId), cancellationToken) is { } row ? Read(row) : Preferences.Default;

    /// <summary>Changes a person's preferences, whoever else changes them at the same time; nothing is written where nothing changes.</summary>
    public async Task<Preferences> ChangeAsync(string personId, Func<Preferences, Preferences> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        while (true)
        {
            var row = await directory.GetAsync(Partition, KeyText.Escape(personId), cancellationToken);
            var before = row is null ? Preferences.Default : Read(row);
            var after = change(before);
            if (IsSame(before, after) || (await directory.WriteAsync(Write(personId, after, row?.ETag), cancellationToken)).IsWritten)
            {
                return after;
            }
        }
    }

    /// <summary>Forgets what a person has chosen.</summary>
    public Task RemoveAsync(string personId, CancellationToken cancellationToken) =>
        directory.WriteAsync(new TableWrite.Delete(Partition, KeyText.Escape(personId), "*"), cancellationToken);

    private static bool IsSame(Preferences before, Preferences after) => Text(before) == Text(after);

    private static TableWrite Write(string personId, Preferences preferences, string? etag)
    {
        var row = new TableRow(Partition, KeyText.Escape(personId)) { [Column] = Text(preferences) };
        return etag is null ? new TableWrite.Insert(row) : new TableWrite.Replace(row, etag);
    }

    private static string Text(Preferences preferences) => JsonSerializer.Serialize(preferences, PreferencesJson.Default.Preferences);

    private static Preferences Read(TableRow row) =>
        row.GetString(Column) is { } text ? JsonSerializer.Deserialize(text, PreferencesJson.Default.Preferences) ?? Preferences.Default : Preferences.Default;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Preferences))]
internal sealed partial class PreferencesJson : JsonSerializerContext;
