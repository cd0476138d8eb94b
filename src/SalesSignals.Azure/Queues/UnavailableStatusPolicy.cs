using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace SalesSignals.Azure.Queues;

/// <summary>
/// Ends a call whose last try still says "not now" without reading why: what stands between us and the store may say it in HTML or in
/// JSON of its own, on which the SDK fails in ways that look like our mistake.
/// </summary>
internal sealed class UnavailableStatusPolicy : HttpPipelinePolicy
{
    public static readonly UnavailableStatusPolicy Shared = new();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        var response = message.Response;
        if (StorageConnectionFailure.IsUnavailable(response.Status))
        {
            var code = response.Headers.TryGetValue("x-ms-error-code", out var value) ? value : null;
            throw new RequestFailedException(response.Status, response.ReasonPhrase, code, null);
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Queues are only used asynchronously.");
}
