using SalesSignals.Cli.Demo.Dialects;

namespace SalesSignals.Cli.Demo;

/// <summary>A CRM that the app is connected to for the demo: the dialect it speaks, and the secret it shares with the app.</summary>
internal sealed class DemoSource(Dialect dialect, string secret)
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
    ];

    public static DemoSource Connect(Dialect dialect) => new(dialect, dialect.CreateSecret());

    /// <summary>The webhook as the CRM would post it to the app at a time.</summary>
    public HttpRequestMessage Sign(FeedRequest request, Uri app, DateTimeOffset now) =>
        dialect.Sign(request, new Uri(app, $"/api/webhooks/{Name}"), secret, now);
}
