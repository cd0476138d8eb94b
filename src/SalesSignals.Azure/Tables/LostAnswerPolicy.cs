using Azure.Core;
using Azure.Core.Pipeline;

namespace SalesSignals.Azure.Tables;

/// <summary>
/// Remembers that a try may have been applied although its answer was lost. If the pipeline's retry of an insert or of a write with an
/// ETag then hears 404, 409 or 412, that refusal may be the echo of our own first try: it must not be taken for somebody else's write.
/// </summary>
internal sealed class LostAnswerPolicy : HttpPipelinePolicy
{
    public static readonly LostAnswerPolicy Shared = new();

    public static bool MayBeApplied(HttpMessage message) => message.TryGetProperty(typeof(LostAnswerPolicy), out _);

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        }
        catch (Exception e) when (!StorageConnectionFailure.NeverSent(e))
        {
            Remember(message);
            throw;
        }

        if (message.Response.Status is 408 or >= 500 && !SaysBusy(message))
        {
            Remember(message);
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Tables are only used asynchronously.");

    private static void Remember(HttpMessage message) => message.SetProperty(typeof(LostAnswerPolicy), true);

    // Throttling is decided before anything is applied.
    private static bool SaysBusy(HttpMessage message) =>
        message.Response.Status == 503 && TableError.Read(message).Code == TableErrorCode.ServerBusy;
}
