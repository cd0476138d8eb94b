using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Cli.Demo.Dialects;

namespace SalesSignals.Cli.Demo;

/// <summary>A CRM that the app is connected to for the demo: the dialect it speaks, the secret it shares with the app, and its API.</summary>
/// <param name="api">Null where the app has no token for one.</param>
internal sealed class DemoSource(Dialect dialect, string secret, ToldApi? api = null) : IAsyncDisposable
{
    public string Name => dialect.Source;

    /// <summary>How the app is configured for it, by the name after <c>Sources__{name}__</c>.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("Kind", dialect.Kind),
        new("Secrets__0", secret),

        // Its webhooks begin with the first deal.
        new("TellsPast", "true"),
        .. dialect.Options,
        .. api?.Settings ?? [],
    ];

    /// <summary>How many calls its API has answered.</summary>
    public int ApiCalls => api?.Calls ?? 0;

    /// <summary>One whose webhooks the app takes, and whose API it cannot ask.</summary>
    public static DemoSource Connect(Dialect dialect) => new(dialect, dialect.CreateSecret());

    /// <summary>One that answers of an organisation's deals, too, where its webhooks do not tell all.</summary>
    public static async Task<DemoSource> StartAsync(Dialect dialect, Organisation organisation, TimeProvider time) => new(
        dialect,
        dialect.CreateSecret(),
        dialect.StartApi is { } start ? await start(organisation.Deals.Where(deal => deal.Key.Source == dialect.Source), time) : null);

    /// <summary>Lets its API know what has happened by then, as it must before a webhook tells of it.</summary>
    public void TellUntil(DateTimeOffset at) => api?.TellUntil(at);

    public ValueTask DisposeAsync() => api?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The webhook as the CRM would post it to the app at a time.</summary>
    public HttpRequestMessage Sign(FeedRequest request, Uri app, DateTimeOffset now) =>
        dialect.Sign(request, new Uri(app, $"/api/webhooks/{Name}"), secret, now);
}
