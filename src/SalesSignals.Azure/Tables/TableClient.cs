using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using SalesSignals.Storage;

namespace SalesSignals.Azure.Tables;

/// <summary>
/// One table of the Table service, by REST. Refusals that callers expect are answers; what the store cannot serve now is a
/// <see cref="StorageUnavailableException"/>; anything else is a <see cref="RequestFailedException"/>.
/// </summary>
public sealed class TableClient
{
    private readonly TableRequests _requests;

    internal TableClient(HttpPipeline pipeline, Uri endpoint, string name)
    {
        Name = name;
        _requests = new(pipeline, new TableAddress(endpoint, name), name);
    }

    public string Name { get; }

    /// <summary>True where the table was not there before.</summary>
    public async Task<bool> CreateIfNotExistsAsync(CancellationToken cancellationToken)
    {
        using var message = _requests.CreateTable();
        var error = await _requests.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return error.Code is null || (error.Code == TableErrorCode.TableAlreadyExists ? false : throw _requests.Failure(message, error));
    }

    /// <summary>Deletes the table with all that is in it. False where there was none.</summary>
    public async Task<bool> DeleteAsync(CancellationToken cancellationToken)
    {
        using var message = _requests.DeleteTable();
        var error = await _requests.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return message.Response.Status < 300 || (message.Response.Status == 404 ? false : throw _requests.Failure(message, error));
    }

    public async Task<TableEntity?> GetEntityIfExistsAsync(string partitionKey, string rowKey, CancellationToken cancellationToken)
    {
        using var message = _requests.GetEntity(partitionKey, rowKey);
        var error = await _requests.SendAsync(message, cancellationToken).ConfigureAwait(false);
        using var body = PooledBody.Take(message);
        return message.Response.Status switch
        {
            200 => new TablePageReader().ReadEntity(body.Span),
            404 when error.Code is TableErrorCode.ResourceNotFound or TableErrorCode.EntityNotFound => null,
            _ => throw _requests.Failure(message, error),
        };
    }

    public Task<TableWriteResponse> AddEntityAsync(TableEntity entity, CancellationToken cancellationToken) =>
        SubmitAsync(new(TableTransactionActionType.Add, entity), cancellationToken);

    public Task<TableWriteResponse> UpdateEntityAsync(TableEntity entity, ETag ifMatch, TableUpdateMode mode, CancellationToken cancellationToken) =>
        SubmitAsync(new(mode == TableUpdateMode.Merge ? TableTransactionActionType.UpdateMerge : TableTransactionActionType.UpdateReplace, entity, ifMatch), cancellationToken);

    public Task<TableWriteResponse> UpsertEntityAsync(TableEntity entity, TableUpdateMode mode, CancellationToken cancellationToken) =>
        SubmitAsync(new(mode == TableUpdateMode.Merge ? TableTransactionActionType.UpsertMerge : TableTransactionActionType.UpsertReplace, entity), cancellationToken);

    public Task<TableWriteResponse> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch, CancellationToken cancellationToken) =>
        SubmitAsync(new(TableTransactionActionType.Delete, new(partitionKey, rowKey), ifMatch), cancellationToken);

    /// <summary>Makes one write by itself.</summary>
    public async Task<TableWriteResponse> SubmitAsync(TableTransactionAction action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(action);
        using var message = _requests.Write(action);
        var error = await _requests.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return IsOurDelete(action, message, error)
            ? new(204)
            : _requests.Response(message, message.Response.Status, error, action.IsConditional);
    }

    /// <summary>Makes all writes, of one partition, or none.</summary>
    public async Task<TableWriteResponse> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actions);
        using var message = _requests.Transaction(actions);
        var error = await _requests.SendAsync(message, cancellationToken).ConfigureAwait(false);
        using var body = PooledBody.Take(message);
        if (message.Response.Status != 202)
        {
            throw _requests.Failure(message, error);
        }

        var (status, refusal) = TableTransactionAnswer.Read(body.Span, actions.Count)
            ?? throw new StorageUnavailableException($"Table '{Name}': the answer to a transaction cannot be read.") { MayBeWritten = true };
        return _requests.Response(message, status, refusal, actions.Any(action => action.IsConditional));
    }

    /// <summary>Reads entities in key order, a page at a time; a page may be empty although more follow.</summary>
    public async IAsyncEnumerable<IReadOnlyList<TableEntity>> QueryAsync(
        string? filter, int maxPerPage, IEnumerable<string>? select, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reader = new TablePageReader();
        var fetching = FetchAsync(null);
        try
        {
            for (var pages = 0; fetching is not null; pages++)
            {
                var (body, continuation) = await fetching.ConfigureAwait(false);

                // From the second page on, the next is fetched while this one is read. Who wants one page only pays for one.
                fetching = continuation is not null && pages > 0 ? FetchAsync(continuation) : null;
                yield return Read(reader, body, maxPerPage);
                fetching ??= continuation is not null ? FetchAsync(continuation) : null;
            }
        }
        finally
        {
            await AbandonAsync(fetching, stop).ConfigureAwait(false);
        }

        Task<(PooledBody Body, TableContinuation? Next)> FetchAsync(TableContinuation? from) =>
            _requests.FetchAsync(filter, maxPerPage, select, from, stop.Token);
    }

    private List<TableEntity> Read(TablePageReader reader, PooledBody body, int expected)
    {
        using (body)
        {
            try
            {
                return reader.ReadPage(body.Span, expected);
            }
            catch (JsonException e)
            {
                throw StorageConnectionFailure.Unavailable($"Table '{Name}'", e, mayBeWritten: false);
            }
        }
    }

    private static async Task AbandonAsync(Task<(PooledBody Body, TableContinuation? Next)>? fetching, CancellationTokenSource stop)
    {
        if (fetching is { IsFaulted: false, IsCanceled: false })
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)fetching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (fetching.IsCompletedSuccessfully)
            {
                (await fetching.ConfigureAwait(false)).Body.Dispose();
            }
        }
    }

    /// <summary>
    /// A delete of whatever is there, whose answer was lost: the next try finds nothing. What was asked for is so, whoever did it, and nobody
    /// has to decide anew.
    /// </summary>
    private static bool IsOurDelete(TableTransactionAction action, HttpMessage message, TableError error) =>
        action.ActionType == TableTransactionActionType.Delete
        && action.ETag == ETag.All
        && message.Response.Status == 404
        && error.Code is (TableErrorCode.ResourceNotFound or TableErrorCode.EntityNotFound)
        && LostAnswerPolicy.MayBeApplied(message);
}
