using System.Buffers;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using SalesSignals.Storage;

namespace SalesSignals.Azure.Tables;

/// <summary>Builds a table's requests, sends them within the time limit, and says what their answers mean.</summary>
internal sealed class TableRequests(HttpPipeline pipeline, TableAddress address, string name)
{
    // The first version that takes tokens for tables.
    private const string ServiceVersion = "2020-12-06";

    private const string Json = "application/json";
    private const string Accept = "application/json;odata=minimalmetadata";

    public HttpMessage CreateTable()
    {
        var message = Create(RequestMethod.Post, address.Tables);
        message.Request.Headers.Add("Prefer", "return-no-content");
        return With(message, Encoding.UTF8.GetBytes($$"""{"TableName":"{{name}}"}"""), Json);
    }

    public HttpMessage DeleteTable() => Create(RequestMethod.Delete, address.ThisTable);

    public HttpMessage GetEntity(string partitionKey, string rowKey) => Create(RequestMethod.Get, address.Entity(partitionKey, rowKey));

    public HttpMessage Write(TableTransactionAction action)
    {
        var message = Create(TableTransactionContent.Method(action.ActionType), TableTransactionContent.Address(address, action));
        if (TableTransactionContent.IfMatch(action) is { } etag)
        {
            message.Request.Headers.Add("If-Match", etag.ToString());
        }

        switch (action.ActionType)
        {
            case TableTransactionActionType.Delete:
                // An empty body all the same: a request without one, .NET itself sends again when a kept connection closes before the
                // answer, and the second answer (404) would hide that the first delete was made.
                message.Request.Content = RequestContent.Create(ReadOnlyMemory<byte>.Empty);
                return message;
            case TableTransactionActionType.Add:
                message.Request.Headers.Add("Prefer", "return-no-content");
                break;
        }

        var body = new ArrayBufferWriter<byte>(1024);
        TableEntityWriter.Write(body, action.Entity);
        return With(message, body.WrittenMemory, Json);
    }

    public HttpMessage Transaction(IReadOnlyList<TableTransactionAction> actions)
    {
        var (batch, changes) = ($"batch_{Guid.NewGuid():D}", $"changeset_{Guid.NewGuid():D}");
        var body = TableTransactionContent.Write(address, actions, batch, changes).WrittenMemory;
        return body.Length <= StorageLimits.TransactionBytes
            ? With(Create(RequestMethod.Post, address.Batch), body, $"multipart/mixed; boundary={batch}")
            : throw new StorageLimitException($"A transaction has {body.Length} bytes; at most {StorageLimits.TransactionBytes} are allowed.");
    }

    public async Task<(PooledBody Body, TableContinuation? Next)> FetchAsync(
        string? filter, int top, IEnumerable<string>? select, TableContinuation? from, CancellationToken cancellationToken)
    {
        using var message = Create(RequestMethod.Get, address.Query(filter, top, select, from));
        var error = await SendAsync(message, cancellationToken).ConfigureAwait(false);
        var body = PooledBody.Take(message);
        if (message.Response.Status != 200)
        {
            body.Dispose();
            throw Failure(message, error);
        }

        var headers = message.Response.Headers;
        var next = headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partitionKey)
            ? new TableContinuation(partitionKey, headers.TryGetValue("x-ms-continuation-NextRowKey", out var rowKey) ? rowKey : null)
            : null;
        return (body, next);
    }

    /// <summary>Sends, retries included. What is wrong, where the answer says that something is.</summary>
    public async Task<TableError> SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StorageConnectionTimeouts.Total);
        try
        {
            await pipeline.SendAsync(message, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && e is not OperationCanceledException)
        {
            throw new OperationCanceledException("Cancelled by the caller.", e, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && StorageConnectionFailure.IsUnavailable(e))
        {
            throw StorageConnectionFailure.Unavailable($"Table '{name}'", e, MayBeWritten(message));
        }

        if (message.Response.Status < 300)
        {
            return default;
        }

        var error = TableError.Read(message);
        return StorageConnectionFailure.IsUnavailable(message.Response.Status) || error.Code == TableErrorCode.TableBeingDeleted
            ? throw StorageConnectionFailure.Unavailable($"Table '{name}'", Failure(message, error), MayBeWritten(message))
            : error;
    }

    /// <summary>The answer to a write, unless it may be the echo of an earlier try of the same write.</summary>
    public TableWriteResponse Response(HttpMessage message, int status, TableError error, bool conditional)
    {
        if (status < 300)
        {
            return new(status, ETag: message.Response.Headers.ETag ?? default);
        }

        if (!IsExpected(status, error.Code))
        {
            throw Failure(message, error, status);
        }

        return conditional && LostAnswerPolicy.MayBeApplied(message)
            ? throw StorageConnectionFailure.Unavailable($"Table '{name}', a write whose first answer was lost", Failure(message, error, status), mayBeWritten: true)
            : new(status, error.Code, FailedIndex: error.FailedIndex);
    }

    public RequestFailedException Failure(HttpMessage message, TableError error, int? status = null)
    {
        var code = status ?? message.Response.Status;
        var said = code is 401 or 403
            ? "The account key or identity was refused. Check AzureWebJobsStorage, and that an identity has the role Storage Table Data Contributor."
            : error.Message ?? message.Response.ReasonPhrase;
        return new(code, $"Table '{name}': {code} {error.Code} {said}", error.Code, null);
    }

    private static bool IsExpected(int status, string? code) => (status, code) switch
    {
        (404, TableErrorCode.ResourceNotFound or TableErrorCode.EntityNotFound) => true,
        (409, TableErrorCode.EntityAlreadyExists) => true,
        (412, _) => true,
        _ => false,
    };

    private static bool MayBeWritten(HttpMessage message) =>
        message.Request.Method != RequestMethod.Get && LostAnswerPolicy.MayBeApplied(message);

    private HttpMessage Create(RequestMethod method, string uri)
    {
        var message = pipeline.CreateMessage();
        message.BufferResponse = false;
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(uri));
        message.Request.Headers.Add("x-ms-version", ServiceVersion);
        message.Request.Headers.Add("DataServiceVersion", "3.0");
        message.Request.Headers.Add("Accept", Accept);
        return message;
    }

    private static HttpMessage With(HttpMessage message, ReadOnlyMemory<byte> body, string contentType)
    {
        message.Request.Headers.Add("Content-Type", contentType);
        message.Request.Content = RequestContent.Create(body);
        return message;
    }
}
