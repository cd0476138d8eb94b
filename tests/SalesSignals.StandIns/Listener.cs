using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Cli.Demo;
using SalesSignals.Crm;
using SalesSignals.Events;
using SalesSignals.Webhooks;

namespace SalesSignals.StandIns;

/// <summary>The app's ear for a source of the demo: proves and reads its webhooks as the app does, and asks its API, without queues and tables.</summary>
internal sealed class Listener
{
    private static readonly Uri App = new("http://127.0.0.1:5000");

    /// <param name="now">What time it is for the client of its API.</param>
    public Listener(DemoSource source, DateTimeOffset? now = null)
    {
        // As the host does with environment variables.
        var settings = source.Settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value));
        var options = new CrmSourceOptions();
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build().Bind(options);
        var time = now is { } fixedAt ? new DemoClock(fixedAt) : TimeProvider.System;
        Source = CrmSources.Create(source.Name, options, new(CrmApiAccess.CreateUsualHandler, time, NullLoggerFactory.Instance));
    }

    public CrmSource Source { get; }

    /// <summary>What a webhook is as it comes over the wire.</summary>
    public static async Task<WebhookRequest> OverTheWireAsync(DemoSource sender, FeedRequest request, DateTimeOffset now)
    {
        using var message = sender.Sign(request, App, now);
        var headers = message.Headers.Concat(message.Content!.Headers)
            .ToDictionary(header => header.Key, IReadOnlyList<string> (header) => [.. header.Value], StringComparer.OrdinalIgnoreCase);
        return new("POST", [message.RequestUri!.ToString()], headers, await message.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Null where it is taken; else why not.</summary>
    public string? Refusal(WebhookRequest request, DateTimeOffset now)
    {
        var verdict = Source.Webhook.Verify(request, now);
        return verdict is not WebhookVerdict.Accepted ? verdict.ToString()
            : Source.Webhook.CheckHeaders?.Invoke(request)?.ToString() ?? Source.Webhook.CheckForm(request);
    }

    /// <summary>What the CRM's API tells of objects that webhooks have named.</summary>
    public async Task<IReadOnlyList<CanonicalEvent>> AskAsync(IEnumerable<CrmObject> named)
    {
        var told = new List<CanonicalEvent>();
        foreach (var some in CrmObject.Distinct(named).Chunk(CrmObject.MostAtOnce))
        {
            told.AddRange(await Source.Client!.HydrateAsync(some, CancellationToken.None));
        }

        return told;
    }

    public Translation Read(WebhookRequest request, DateTimeOffset now)
    {
        var kept = Source.Webhook.KeptHeaders
            .Where(name => request.Header(name) is not null)
            .ToDictionary(name => name, name => request.Header(name)!, StringComparer.OrdinalIgnoreCase);
        return Source.Translate(new Delivery("listener", Source.Name, now, kept, Source.Webhook.Redact(request.Body)));
    }
}
