using System.Text.Json;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Storage;

namespace SalesSignals.Signals;

/// <summary>A watched deal as a row: columns that a person looks for, and JSON for the rest.</summary>
internal static class DealRow
{
    public const string Source = "Source";
    public const string DealId = "DealId";

    private const string State = "State";
    private const string Signals = "Signals";
    private const string Heard = "Heard";
    private const string Parkings = "Parkings";
    private const string Past = "Past";

    /// <summary>No id holds a control character.</summary>
    private const char BetweenOwners = '\n';

    public static TableRow Write(WatchedDeal deal, in DealView view)
    {
        var snapshot = deal.Snapshot;
        var row = new TableRow(DealKeys.Bucket(deal.Key), DealKeys.Deal(deal.Key))
        {
            ["Name"] = snapshot.Name.Value,
            [Source] = deal.Key.Source,
            [DealId] = deal.Key.Id,
            ["Pipeline"] = snapshot.Pipeline.Value,
            ["Stage"] = view.Stage?.Name(),
            ["CrmStage"] = snapshot.Stage.Value,
            ["Status"] = StatusName(snapshot.IsAlias ? DealStatus.Deleted : view.Status),
            ["Amount"] = (double?)snapshot.Amount.Value,
            ["Currency"] = snapshot.Currency.Value,
            ["CloseDate"] = snapshot.CloseOn.Value?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["OwnerId"] = snapshot.OwnerId.Value,
            ["ForecastCategory"] = snapshot.ForecastCategory.Value,
            ["LastBuyerTouchAt"] = view.LastBuyerTouchAt,
            ["LastSellerTouchAt"] = view.LastSellerTouchAt,
            ["StageEnteredAt"] = view.StageEnteredAt,
            ["NextPlannedAt"] = view.NextPlannedAt,
            ["UpdatedAt"] = snapshot.LastEventAt,
            ["Url"] = snapshot.Url.Value,
            ["EvaluateAt"] = deal.EvaluateAt,
            ["EvaluatedWith"] = deal.EvaluatedWith,
            ["BoardOwners"] = string.Join(BetweenOwners, deal.BoardOwnerKeys),
            ["WrittenAt"] = deal.WrittenAt,
            ["WatchedSince"] = deal.WatchedSince,
        };
        JsonColumn.Write(row, State, JsonSerializer.Serialize(snapshot, DealJson.Default.DealSnapshot));
        JsonColumn.Write(row, Signals, JsonSerializer.Serialize(deal.Standing, SignalJson.Default.ImmutableArrayRaisedSignal));
        row[Parkings] = deal.Parkings.IsEmpty ? null : JsonSerializer.Serialize(deal.Parkings, SignalJson.Default.ImmutableArrayParking);
        if (!deal.Past.IsEmpty)
        {
            JsonColumn.Write(row, Past, JsonSerializer.Serialize(deal.Past, SignalJson.Default.ImmutableArraySignalRecord));
        }

        row[Heard] = JsonSerializer.Serialize(deal.Heard, SignalJson.Default.ImmutableArrayHeardEvents);
        return row;
    }

    public static DealKey ReadKey(TableRow row) => new(row.GetString(Source)!, row.GetString(DealId)!);

    public static WatchedDeal Read(TableRow row) => new()
    {
        Snapshot = JsonSerializer.Deserialize(JsonColumn.Read(row, State)!, DealJson.Default.DealSnapshot)!,
        Standing = JsonSerializer.Deserialize(JsonColumn.Read(row, Signals) ?? "[]", SignalJson.Default.ImmutableArrayRaisedSignal),
        Heard = JsonSerializer.Deserialize(row.GetString(Heard) ?? "[]", SignalJson.Default.ImmutableArrayHeardEvents),
        Parkings = JsonSerializer.Deserialize(row.GetString(Parkings) ?? "[]", SignalJson.Default.ImmutableArrayParking),
        Past = JsonColumn.Read(row, Past) is { } past ? JsonSerializer.Deserialize(past, SignalJson.Default.ImmutableArraySignalRecord) : [],
        EvaluateAt = row.GetDateTimeOffset("EvaluateAt") ?? default,
        EvaluatedWith = row.GetString("EvaluatedWith"),
        BoardOwnerKeys = [.. (row.GetString("BoardOwners") ?? "").Split(BetweenOwners, StringSplitOptions.RemoveEmptyEntries)],
        WrittenAt = row.GetDateTimeOffset("WrittenAt"),
        WatchedSince = row.GetDateTimeOffset("WatchedSince"),
        ETag = row.ETag,
    };

    public static string StatusName(DealStatus status) => status switch
    {
        DealStatus.Open => "open",
        DealStatus.Won => "won",
        DealStatus.Lost => "lost",
        _ => "deleted",
    };
}
