using SalesSignals.Storage;

namespace SalesSignals.Signals;

/// <summary>Which sources have had their past told by a backfill: of their deals, silence counts for as long as the CRM knows them.</summary>
public sealed class BackfilledSources(ITable cursor)
{
    /// <summary>The row that says so, among the other rows of a source in the <c>Cursor</c> table.</summary>
    internal const string DoneRow = "backfill|done";

    /// <summary>When the backfill ended.</summary>
    internal const string DoneAt = "DoneAt";

    /// <summary>Those of the sources given that a backfill has been through.</summary>
    public async Task<IReadOnlySet<string>> AmongAsync(IEnumerable<string> sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var backfilled = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            if (await cursor.GetAsync(Partition(source), DoneRow, cancellationToken) is not null)
            {
                backfilled.Add(source);
            }
        }

        return backfilled;
    }

    /// <summary>Where a source's rows are in the <c>Cursor</c> table, which other things share.</summary>
    internal static string Partition(string source) => $"source|{KeyText.Escape(source)}";
}
