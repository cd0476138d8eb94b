using Microsoft.Extensions.Logging;
using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>HubSpot's API: what webhooks name, walks through the account, and who owns deals.</summary>
internal sealed class HubSpotClient(string source, CrmApi api, long portal, Func<NoteLexicon> notes, TimeProvider time, ILogger logger) : ICrmClient
{
    /// <summary>All calls for one question together.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private readonly HubSpotObjects _objects = new(source, new(api, CrmApi.Timeout), portal, notes, time, logger);
    private readonly HubSpotWalks _walks = new(new(api), new(source, new(api, CrmApi.LongTimeout), portal, notes, time, logger), time);
    private readonly HubSpotOwners _owners = new(api);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CanonicalEvent>> HydrateAsync(IReadOnlyList<CrmObject> wanted, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var events = new List<CanonicalEvent>();
        try
        {
            foreach (var kind in wanted.GroupBy(named => named.Kind))
            {
                var linkedAt = kind.ToDictionary(named => named.Id, named => named.LinkedAt, StringComparer.Ordinal);
                events.AddRange(await _objects.TellAsync(kind.Key, linkedAt, either.Token));
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CrmUnavailableException(CrmApiAnswer.Shortly, $"HubSpot needed more than {Timeout.TotalSeconds:0} seconds for all that was asked");
        }

        return events;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> PartsOf(CrmWalk walk) => HubSpotWalks.PartsOf(walk);

    /// <inheritdoc/>
    public Task<CrmPage> ReadAsync(CrmWalk walk, string part, string? after, CancellationToken cancellationToken) =>
        _walks.ReadAsync(walk, part, after, cancellationToken);

    /// <inheritdoc/>
    public Task<CrmEstimate> EstimateAsync(CrmWalk walk, CancellationToken cancellationToken) => _walks.EstimateAsync(walk, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CrmUser>> ReadUsersAsync(CancellationToken cancellationToken) => _owners.ReadAsync(cancellationToken);
}
