using System.Globalization;
using SalesSignals.Storage;

namespace SalesSignals.Webhooks;

/// <summary>
/// A body as rows of the Deliveries table: one partition a delivery, rows <c>body|00</c>…, each with up to twelve binary columns, which
/// keeps a row under its 1 MiB and a whole body within one transaction.
/// </summary>
internal static class DeliveryRows
{
    private const int ColumnsPerRow = 12;
    private const string DoneColumn = "Done";
    private const string ReceivedAtColumn = "ReceivedAt";
    private const string RowPrefix = "body|";

    public static TableQuery Query(string deliveryId) => TableQuery.Prefix(deliveryId, RowPrefix);

    public static TableQuery ReceivedBefore(DateTimeOffset before) => new()
    {
        Filter = new TableFilter.Compare(ReceivedAtColumn, TableComparison.Less, before),
        Select = [ReceivedAtColumn],
    };

    public static List<TableRow> Write(string deliveryId, DateTimeOffset receivedAt, ReadOnlyMemory<byte> bytes)
    {
        var rows = new List<TableRow>();
        for (var offset = 0; offset < bytes.Length; offset += ColumnsPerRow * StorageLimits.BinaryBytes)
        {
            var row = Row(deliveryId, receivedAt, rows.Count);
            for (var column = 0; column < ColumnsPerRow && offset + (column * StorageLimits.BinaryBytes) < bytes.Length; column++)
            {
                var from = offset + (column * StorageLimits.BinaryBytes);
                row[Column(column)] = bytes.Slice(from, Math.Min(StorageLimits.BinaryBytes, bytes.Length - from)).ToArray();
            }

            rows.Add(row);
        }

        return rows;
    }

    /// <summary>The same rows without the body, marked as done.</summary>
    public static IEnumerable<TableRow> Emptied(string deliveryId, DateTimeOffset receivedAt, int count) =>
        Enumerable.Range(0, count).Select(index =>
        {
            var row = Row(deliveryId, receivedAt, index);
            row[DoneColumn] = true;
            return row;
        });

    /// <summary>The bytes of the rows, in key order; null where the rows are marked as done.</summary>
    public static byte[]? Read(IReadOnlyList<TableRow> rows)
    {
        if (rows.Any(row => row.GetBoolean(DoneColumn) is true))
        {
            return null;
        }

        var bytes = new MemoryStream();
        foreach (var row in rows)
        {
            for (var column = 0; row.GetBinary(Column(column)) is { } part; column++)
            {
                bytes.Write(part);
            }
        }

        return bytes.ToArray();
    }

    private static TableRow Row(string deliveryId, DateTimeOffset receivedAt, int index) =>
        new(deliveryId, RowPrefix + index.ToString("00", CultureInfo.InvariantCulture)) { [ReceivedAtColumn] = receivedAt };

    private static string Column(int index) => "B" + index.ToString("00", CultureInfo.InvariantCulture);
}
