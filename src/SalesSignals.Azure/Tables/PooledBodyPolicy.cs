using Azure.Core;
using Azure.Core.Pipeline;

namespace SalesSignals.Azure.Tables;

/// <summary>
/// Reads each answer into a rented buffer instead of the pipeline's growing stream. It stands inside the retries and the time limit of
/// a try, so that a body that breaks off is tried again.
/// </summary>
internal sealed class PooledBodyPolicy : HttpPipelinePolicy
{
    public static readonly PooledBodyPolicy Shared = new();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        PooledBody.Of(message)?.Dispose();
        message.SetProperty(typeof(PooledBody), null!);
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        if (message.Response.ContentStream is not { } stream)
        {
            return;
        }

        var body = new PooledBody();
        message.SetProperty(typeof(PooledBody), body);
        await using (stream.ConfigureAwait(false))
        {
            await body.FillAsync(stream, message.Response.Headers.ContentLengthLong, message.CancellationToken).ConfigureAwait(false);
        }

        message.Response.ContentStream = null;
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Tables are only used asynchronously.");
}
