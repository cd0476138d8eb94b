namespace SalesSignals.Cli.Reconcile;

/// <summary>Counts the calls of CRMs' APIs that this process makes.</summary>
internal sealed class CallCount
{
    private long _calls;

    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Connections whose calls are counted.</summary>
    public HttpMessageHandler Over(HttpMessageHandler connections) => new Handler(this, connections);

    private sealed class Handler(CallCount count, HttpMessageHandler connections) : DelegatingHandler(connections)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref count._calls);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
