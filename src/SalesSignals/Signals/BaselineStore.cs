using System.Text.Json;
using System.Text.Json.Serialization;
using SalesSignals.Storage;

namespace SalesSignals.Signals;

/// <summary>Keeps what was last learned from won deals, beside the settings: both are read together, and change what every deal is held against.</summary>
public sealed class BaselineStore(ITable settings)
{
    private const string Partition = "baselines";
    private const string Key = "current";
    private const string Figures = "Figures";

    /// <summary>Null where nothing was learned yet, or what was learned is of a form that this version does not know.</summary>
    public async Task<LearnedBaselines?> ReadAsync(CancellationToken cancellationToken) =>
        await settings.GetAsync(Partition, Key, cancellationToken) is { } row && row.GetDateTimeOffset("LearnedAt") is { } learnedAt && Read(row) is { } figures
            ? new(figures, learnedAt)
            : null;

    public async Task SaveAsync(LearnedBaselines learned, int deals, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(learned);
        var row = new TableRow(Partition, Key) { ["Version"] = learned.Figures.Version, ["LearnedAt"] = learned.LearnedAt, ["Deals"] = deals };
        JsonColumn.Write(row, Figures, JsonSerializer.Serialize(learned.Figures, BaselineJson.Default.BaselineFigures));
        await settings.WriteAsync([new TableWrite.Upsert(row)], cancellationToken);
    }

    private static BaselineFigures? Read(TableRow row)
    {
        try
        {
            return JsonSerializer.Deserialize(JsonColumn.Read(row, Figures) ?? "null", BaselineJson.Default.BaselineFigures);
        }
        catch (JsonException)
        {
            // Written by another version. It is learned anew; until then limits are the fixed ones.
            return null;
        }
    }
}

/// <summary>Baselines, and when they were learned.</summary>
public sealed record LearnedBaselines(BaselineFigures Figures, DateTimeOffset LearnedAt)
{
    /// <summary>How long they hold before it is time to learn again.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Whether it is time to learn (again).</summary>
    public static bool IsDue(DateTimeOffset? learnedAt, DateTimeOffset now) => learnedAt is null || now - learnedAt >= Lifetime;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(BaselineFigures))]
internal sealed partial class BaselineJson : JsonSerializerContext;
