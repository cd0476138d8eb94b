using System.Runtime.CompilerServices;
using Azure;
using SalesSignals.Storage;

namespace SalesSignals.Azure.Tables;

/// <summary>
/// A table in Azure Table Storage. A write is retried when its answer is lost; if the retry is then refused (the row is there, or has
/// another version), that may be our own first try, so it is no outcome but a <see cref="StorageUnavailableException"/> with
/// <see cref="StorageUnavailableException.MayBeWritten"/>: the caller reads and decides again.
/// </summary>
public sealed class AzureTable(TableClient client) : ITable
{
    private static readonly string[] Keys = ["PartitionKey", "RowKey", "Timestamp"];

    /// <inheritdoc/>
    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => client.CreateIfNotExistsAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<TableRow?> GetAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        var entity = await client.GetEntityIfExistsAsync(partitionKey, rowKey, cancellationToken).ConfigureAwait(false);
        return entity is null ? null : RowOf(entity);
    }

    /// <inheritdoc/>
    public Task<TableWriteResult> WriteAsync(TableWrite write, CancellationToken cancellationToken)
    {
        StorageLimitChecks.Check(write);
        return ResultAsync(client.SubmitAsync(ActionOf(write), cancellationToken));
    }

    /// <inheritdoc/>
    public Task<TableWriteResult> WriteAsync(IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        StorageLimitChecks.Check(writes);
        return writes.Count == 1
            ? WriteAsync(writes[0], cancellationToken)
            : ResultAsync(client.SubmitTransactionAsync([.. writes.Select(ActionOf)], cancellationToken));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<TableRow>> QueryAsync(
        TableQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.PageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.PageSize, 1000);
        var select = query.Select is null ? null : Keys.Concat(query.Select);
        var pages = client.QueryAsync(TableFilterText.Of(query), query.PageSize, select, cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            var rows = new TableRow[page.Count];
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = RowOf(page[i]);
            }

            yield return rows;
        }
    }

    private static async Task<TableWriteResult> ResultAsync(Task<TableWriteResponse> submitted)
    {
        try
        {
            var response = await submitted.ConfigureAwait(false);
            var etag = response.ETag == default ? null : response.ETag.ToString();
            return new(OutcomeOf(response.Status), etag, response.FailedIndex);
        }
        catch (RequestFailedException e) when (e.ErrorCode is TableErrorCode.EntityTooLarge or TableErrorCode.PropertyValueTooLarge
            or TableErrorCode.RequestBodyTooLarge or TableErrorCode.TooManyProperties)
        {
            // Only what a merge adds up to is not known beforehand.
            throw new StorageLimitException($"The store refused a row as too large ({e.ErrorCode}).");
        }
    }

    private static TableWriteOutcome OutcomeOf(int status) => status switch
    {
        404 => TableWriteOutcome.NotFound,
        409 => TableWriteOutcome.AlreadyExists,
        412 => TableWriteOutcome.Conflict,
        _ => TableWriteOutcome.Written,
    };

    private static TableTransactionAction ActionOf(TableWrite write) => write switch
    {
        TableWrite.Insert insert => new(TableTransactionActionType.Add, EntityOf(insert.Row)),
        TableWrite.Replace replace => new(TableTransactionActionType.UpdateReplace, EntityOf(replace.Row), new(replace.ETag)),
        TableWrite.Merge merge => new(TableTransactionActionType.UpdateMerge, EntityOf(merge.Row), new(merge.ETag)),
        TableWrite.Upsert upsert => new(TableTransactionActionType.UpsertReplace, EntityOf(upsert.Row)),
        TableWrite.UpsertMerge upsert => new(TableTransactionActionType.UpsertMerge, EntityOf(upsert.Row)),
        TableWrite.Delete delete => new(TableTransactionActionType.Delete, new(delete.Partition, delete.RowKey), new(delete.ETag)),
        _ => throw new ArgumentException($"A {write.GetType().Name} is no write.", nameof(write)),
    };

    private static TableEntity EntityOf(TableRow row)
    {
        var entity = new TableEntity(row.PartitionKey, row.RowKey, row.Columns.Count);
        foreach (var (name, value) in row.Columns)
        {
            entity.Add(name, value);
        }

        return entity;
    }

    private static TableRow RowOf(TableEntity entity)
    {
        var row = new TableRow(entity.PartitionKey, entity.RowKey, entity.Count)
        {
            ETag = entity.ETag == default ? null : entity.ETag.ToString(),
            Timestamp = entity.Timestamp,
        };
        foreach (var (name, value) in entity)
        {
            row[name] = value;
        }

        return row;
    }
}
