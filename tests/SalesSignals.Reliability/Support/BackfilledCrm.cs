using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Crm;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.StandIns;
using SalesSignals.StandIns.Pipedrive;

namespace SalesSignals.Reliability.Support;

/// <summary>A CRM to backfill from: a stand-in for its API over real HTTP, and how a source is configured for it.</summary>
/// <param name="Api">Holds the deals, and knows what it was asked.</param>
/// <param name="Options">The source's settings, by their names.</param>
/// <param name="LaterPart">What requests of a part hold that comes after the deals.</param>
internal sealed record BackfilledCrm(ApiStandIn Api, CrmSourceOptions Options, string LaterPart) : IAsyncDisposable
{
    public const string Source = "crm";

    public static async Task<BackfilledCrm> PipedriveAsync(int deals)
    {
        var api = await PipedriveStandIn.CreateAsync();
        api.AddMany(deals);
        return new(
            api,
            new() { Kind = "Pipedrive", Secrets = { "hook:a password of the rig" }, AccessToken = PipedriveStandIn.Token, ApiBaseAddress = api.Address },
            LaterPart: "/api/v2/activities?");
    }

    /// <summary>The source's settings as a process takes them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Environment =>
    [
        new($"Sources__{Source}__Kind", Options.Kind),
        new($"Sources__{Source}__Secrets__0", Options.Secrets[0]),
        new($"Sources__{Source}__AccessToken", Options.AccessToken!),
        new($"Sources__{Source}__ApiBaseAddress", Options.ApiBaseAddress!),
    ];

    public int AskedOfLaterPart => Api.Requests.Count(request => request.Contains(LaterPart, StringComparison.Ordinal));

    /// <summary>What an undisturbed walk tells, merged in memory, and every event of it by deal.</summary>
    public async Task<Dictionary<DealKey, (DealSnapshot Deal, List<CanonicalEvent> Events)>> ModelAsync(DateTimeOffset closedSince)
    {
        var source = CrmSources.Create(Source, Options, new(CrmApiAccess.CreateUsualHandler, TimeProvider.System, NullLoggerFactory.Instance));
        var walk = new CrmWalk.Backfill(closedSince);
        var model = new Dictionary<DealKey, (DealSnapshot Deal, List<CanonicalEvent> Events)>();
        foreach (var part in source.Client!.PartsOf(walk))
        {
            string? after = null;
            do
            {
                var page = await source.Client.ReadAsync(walk, part, after, CancellationToken.None);
                foreach (var happened in page.Events)
                {
                    var key = new DealKey(Source, happened.DealId);
                    var (deal, events) = model.TryGetValue(key, out var known) ? known : (DealSnapshot.Empty(key), []);
                    events.Add(happened);
                    model[key] = (DealMerge.Apply(deal, happened), events);
                }

                after = page.Next;
            }
            while (after is not null);
        }

        return model;
    }

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}
