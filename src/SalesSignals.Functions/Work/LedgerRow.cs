using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Outbox;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Work;

/// <summary>Where what a rep has been told is kept: beside their messages, so that both are written in one transaction.</summary>
internal static class LedgerRow
{
    private const string Key = "told|rep-alert";
    private const string Column = "Ledger";

    /// <summary>The row as it is stored, and what it says of what still stands.</summary>
    /// <param name="toldUntil">Leaves out what was told later: for a look at the past.</param>
    public static async Task<(TableRow? Stored, AlertLedger Ledger)> ReadAsync(
        Tables tables, Person rep, IReadOnlyList<BoardDeal> shown, DateTimeOffset now, CancellationToken cancellationToken, DateTimeOffset? toldUntil = null)
    {
        var stored = await tables.Outbox.GetAsync(OutboxKeys.Partition(rep.Id), Key, cancellationToken);
        var ledger = stored is not null && JsonColumn.Read(stored, Column) is { } json ? AlertLedger.FromJson(json) : AlertLedger.Empty;
        return (stored, (toldUntil is { } until ? ledger.Until(until) : ledger).PruneTo(shown, now));
    }

    /// <summary>To be written with a message; lost where somebody else has told the rep something meanwhile.</summary>
    public static TableWrite Write(Person rep, AlertLedger ledger, TableRow? stored)
    {
        var row = new TableRow(OutboxKeys.Partition(rep.Id), Key);
        JsonColumn.Write(row, Column, ledger.ToJson());
        return stored?.ETag is { } etag ? new TableWrite.Replace(row, etag) : new TableWrite.Insert(row);
    }
}
