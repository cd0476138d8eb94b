namespace SalesSignals.Cli.Demo.Apis;

/// <summary>
/// A CRM's API while its stories are told: it knows what has happened so far and nothing of what is still to come. So whoever asks finds an
/// object as it stood when the webhook that names it went out, or a little later.
/// </summary>
internal sealed class ToldApi : IAsyncDisposable
{
    private readonly ApiStandIn _api;
    private readonly Lock _gate = new();
    private readonly Queue<(DateTimeOffset At, Action Happen)> _ahead;

    /// <param name="token">The access token that the API takes.</param>
    /// <param name="story">What happens in the CRM, and when.</param>
    public ToldApi(ApiStandIn api, string token, IEnumerable<(DateTimeOffset At, Action Happen)> story)
    {
        _api = api;
        _ahead = new(story.OrderBy(happening => happening.At));
        Settings = [new("ApiBaseAddress", api.Address), new("AccessToken", token)];
    }

    /// <summary>How the app is configured for it, by the name after <c>Sources__{name}__</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; }

    /// <summary>How many calls it has answered.</summary>
    public int Calls => _api.Requests.Count;

    /// <summary>Lets happen what has happened by then. Time does not go back.</summary>
    public void TellUntil(DateTimeOffset at)
    {
        lock (_gate)
        {
            while (_ahead.TryPeek(out var next) && next.At <= at)
            {
                _ahead.Dequeue().Happen();
            }
        }
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();
}
