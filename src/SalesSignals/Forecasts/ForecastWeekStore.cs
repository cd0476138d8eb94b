using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Digests;
using SalesSignals.Events;
using SalesSignals.Storage;

namespace SalesSignals.Forecasts;

/// <summary>
/// Keeps what each team forecast, once a week: one row a week, deal by deal, so that later weeks can be compared in whatever currency and
/// for whichever part of the team.
/// </summary>
public sealed class ForecastWeekStore(ITable cursor)
{
    /// <summary>More deals than these fit into no row; the smallest are left out, and hardly change a sum.</summary>
    public const int MostDeals = 30_000;

    /// <summary>The same quarter of last year can still be looked at.</summary>
    private const int WeeksKept = 60;

    private const string AtColumn = "At";
    private const string PiecesColumn = "Pieces";
    private const string Day = "yyyy-MM-dd";

    public async Task<bool> IsThereAsync(string managerId, IsoWeek week, CancellationToken cancellationToken) =>
        await cursor.GetAsync(Partition(managerId), RowKey(week), cancellationToken) is not null;

    /// <summary>Keeps a week as it is seen first, and clears away what is old. Once more is the same as once.</summary>
    public async Task KeepAsync(string managerId, ForecastWeek week, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(week);
        var row = new TableRow(Partition(managerId), RowKey(week.Week)) { [AtColumn] = week.At };
        var kept = week.Pieces.OrderByDescending(piece => piece.Money?.Amount).Take(MostDeals).Select(StoredPiece.Of).ToArray();
        JsonColumn.Write(row, PiecesColumn, JsonSerializer.Serialize(kept, ForecastWeekJson.Default.StoredPieceArray));
        if ((await cursor.WriteAsync(new TableWrite.Insert(row), cancellationToken)).IsWritten)
        {
            await cursor.WriteAsync(new TableWrite.Delete(Partition(managerId), RowKey(week.Week.Before(WeeksKept)), "*"), cancellationToken);
        }
    }

    /// <summary>The newest week kept before one, at most <paramref name="weeks"/> back; null where none is.</summary>
    public async Task<ForecastWeek?> ReadBeforeAsync(string managerId, IsoWeek week, int weeks, CancellationToken cancellationToken) =>
        (await ReadAsync(managerId, week.Before(weeks), week, cancellationToken)) is [.., var newest] ? newest : null;

    /// <summary>The weeks kept from one on and before another, oldest first.</summary>
    public async Task<ImmutableArray<ForecastWeek>> ReadAsync(string managerId, IsoWeek from, IsoWeek before, CancellationToken cancellationToken)
    {
        var weeks = ImmutableArray.CreateBuilder<ForecastWeek>();
        var query = new TableQuery(Partition(managerId)) { RowKeyFrom = RowKey(from), RowKeyBefore = RowKey(before) };
        await foreach (var page in cursor.QueryAsync(query, cancellationToken))
        {
            weeks.AddRange(page.Select(Read));
        }

        return weeks.ToImmutable();
    }

    /// <summary>The rows of a manager.</summary>
    public static TableQuery Of(string managerId) => new(Partition(managerId)) { Select = [] };

    private static ForecastWeek Read(TableRow row)
    {
        var pieces = JsonSerializer.Deserialize(JsonColumn.Read(row, PiecesColumn) ?? "[]", ForecastWeekJson.Default.StoredPieceArray) ?? [];
        return new(
            IsoWeek.Of(DateOnly.ParseExact(row.RowKey, Day, CultureInfo.InvariantCulture)),
            row.GetDateTimeOffset(AtColumn) ?? default,
            [.. pieces.Select(piece => piece.Read())]);
    }

    private static string RowKey(IsoWeek week) => week.Monday.ToString(Day, CultureInfo.InvariantCulture);

    private static string Partition(string managerId) => $"forecast-week{KeyText.Separator}{KeyText.Escape(managerId)}";
}

/// <summary>A piece in few letters: there are thousands in a row.</summary>
internal sealed record StoredPiece
{
    /// <summary>The deal's source and id.</summary>
    public required string S { get; init; }

    public required string I { get; init; }

    /// <summary>Whose it is.</summary>
    public required string O { get; init; }

    /// <summary>The part of the forecast.</summary>
    public ForecastPart P { get; init; }

    /// <summary>The day, as a number.</summary>
    public int D { get; init; }

    public decimal? A { get; init; }

    public string? C { get; init; }

    public static StoredPiece Of(ForecastPiece piece) => new()
    {
        S = piece.Deal.Source,
        I = piece.Deal.Id,
        O = piece.OwnerId,
        P = piece.Part,
        D = piece.On.DayNumber,
        A = piece.Money?.Amount,
        C = piece.Money?.Currency,
    };

    public ForecastPiece Read() => new(new(S, I), O, P, DateOnly.FromDayNumber(D), A is { } amount ? new Money(amount, C ?? "") : null);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoredPiece[]))]
internal sealed partial class ForecastWeekJson : JsonSerializerContext;
