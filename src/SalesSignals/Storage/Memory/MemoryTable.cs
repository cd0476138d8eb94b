using System.Globalization;
using System.Runtime.CompilerServices;

namespace SalesSignals.Storage.Memory;

/// <summary>
/// A table in memory that keeps every promise of <see cref="ITable"/>: ETags, limits, all-or-none transactions, key order, pages.
/// For tests, and for running without a store. The table is there from the start.
/// </summary>
public sealed class MemoryTable(TimeProvider? timeProvider = null) : ITable
{
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;
    private readonly Lock _gate = new();
    private readonly SortedSet<TableRow> _rows = new(MemoryOrder.ByKey);
    private long _version;

    /// <inheritdoc/>
    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(Find(partitionKey, rowKey)?.Copy());
        }
    }

    /// <inheritdoc/>
    public Task<TableWriteResult> WriteAsync(TableWrite write, CancellationToken cancellationToken)
    {
        StorageLimitChecks.Check(write);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(WriteAll([write]));
    }

    /// <inheritdoc/>
    public Task<TableWriteResult> WriteAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        StorageLimitChecks.Check(writes);
        cancellationToken.ThrowIfCancellationRequested();
        var result = WriteAll(writes);
        return Task.FromResult(writes.Count == 1 ? result : result with { ETag = null });
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<TableRow>> QueryAsync(
        TableQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.PageSize, 1000);
        TableRow? last = null;
        bool more;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.CompletedTask.ConfigureAwait(false);
            var page = Page(query, last, out more);
            last = page.Count > 0 ? page[^1] : last;
            yield return page;
        }
        while (more);
    }

    private List<TableRow> Page(TableQuery query, TableRow? last, out bool more)
    {
        var page = new List<TableRow>();
        lock (_gate)
        {
            foreach (var row in MemoryOrder.Range(_rows, query, last))
            {
                if (query.Filter is not null && !MemoryFilter.Matches(row, query.Filter))
                {
                    continue;
                }

                if (page.Count == query.PageSize)
                {
                    more = true;
                    return page;
                }

                page.Add(row.Copy(query.Select));
            }
        }

        more = false;
        return page;
    }

    private TableWriteResult WriteAll(IReadOnlyList<TableWrite> writes)
    {
        lock (_gate)
        {
            for (var i = 0; i < writes.Count; i++)
            {
                if (OutcomeOf(writes[i]) is not TableWriteOutcome.Written and var refused)
                {
                    return new(refused, FailedIndex: i);
                }
            }

            CheckMergedRows(writes);
            string? etag = null;
            foreach (var write in writes)
            {
                etag = Apply(write);
            }

            return new(TableWriteOutcome.Written, etag);
        }
    }

    private TableWriteOutcome OutcomeOf(TableWrite write)
    {
        var row = Find(write.PartitionKey, write.RowKey);
        return write switch
        {
            TableWrite.Insert => row is null ? TableWriteOutcome.Written : TableWriteOutcome.AlreadyExists,
            TableWrite.Replace replace => Guarded(row, replace.ETag),
            TableWrite.Merge merge => Guarded(row, merge.ETag),
            TableWrite.Delete delete => Guarded(row, delete.ETag),
            _ => TableWriteOutcome.Written,
        };
    }

    private static TableWriteOutcome Guarded(TableRow? row, string etag) => row switch
    {
        null => TableWriteOutcome.NotFound,
        _ when etag == "*" || etag == row.ETag => TableWriteOutcome.Written,
        _ => TableWriteOutcome.Conflict,
    };

    // A merge can make a row too large although what it brings is small.
    private void CheckMergedRows(IReadOnlyList<TableWrite> writes)
    {
        foreach (var write in writes)
        {
            if (write is TableWrite.Merge or TableWrite.UpsertMerge)
            {
                StorageLimitChecks.Check(new TableWrite.Upsert(Merged(write)));
            }
        }
    }

    private TableRow Merged(TableWrite write)
    {
        var brought = write is TableWrite.Merge merge ? merge.Row : ((TableWrite.UpsertMerge)write).Row;
        return Find(write.PartitionKey, write.RowKey)?.With(brought) ?? brought;
    }

    private string? Apply(TableWrite write)
    {
        if (write is TableWrite.Delete)
        {
            _rows.Remove(new(write.PartitionKey, write.RowKey));
            return null;
        }

        var row = write switch
        {
            TableWrite.Insert insert => insert.Row,
            TableWrite.Replace replace => replace.Row,
            TableWrite.Upsert upsert => upsert.Row,
            _ => Merged(write),
        };
        var etag = $"W/\"{(++_version).ToString(CultureInfo.InvariantCulture)}\"";
        row = row.Stamped(etag, _time.GetUtcNow());
        _rows.Remove(row);
        _rows.Add(row);
        return etag;
    }

    private TableRow? Find(string partitionKey, string rowKey) =>
        _rows.TryGetValue(new(partitionKey, rowKey), out var row) ? row : null;
}
