using System.Net.Http.Headers;

namespace SalesSignals.Cli.Demo;

/// <summary>A webhook that waits to be signed and posted.</summary>
/// <param name="Source">The source it is posted to.</param>
/// <param name="Id">The sender's id of the message.</param>
internal sealed record FeedRequest(string Source, string Id, byte[] Body)
{
    public string ContentType { get; init; } = "application/json";

    /// <summary>When happened what it tells; of several events, the last of them.</summary>
    public DateTimeOffset HappenedAt { get; init; }

    /// <summary>The request, still without any proof of who sends it.</summary>
    public HttpRequestMessage PostTo(Uri address) => new(HttpMethod.Post, address)
    {
        Content = new ByteArrayContent(Body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(ContentType) } },
    };
}
