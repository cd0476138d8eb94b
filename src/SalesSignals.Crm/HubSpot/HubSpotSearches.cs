using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>The searches and lists of HubSpot's API: which objects there are.</summary>
internal sealed class HubSpotSearches(CrmApi api)
{
    public const int PageSize = 100;

    private const string Id = "hs_object_id";

    /// <summary>The next ids after one, lowest first.</summary>
    /// <param name="groups">Conditions, of which one group has to hold.</param>
    public async Task<IReadOnlyList<string>> NextAsync(CrmObjectKind kind, HubSpotFilter[][] groups, string? after, CancellationToken cancellationToken)
    {
        var found = await SearchAsync(kind, after is null ? groups : [.. groups.Select(group => (HubSpotFilter[])[.. group, HubSpotFilter.After(after)])], PageSize, cancellationToken);
        return [.. (found.Results ?? []).OrderBy(read => read.Id).Select(read => read.Key)];
    }

    public async Task<long> CountAsync(CrmObjectKind kind, HubSpotFilter[][] groups, CancellationToken cancellationToken) =>
        (await SearchAsync(kind, groups, limit: 1, cancellationToken)).Total ?? 0;

    /// <summary>A page of deals that were deleted, and where the next one begins: an id, as long as it is good for.</summary>
    public async Task<(IReadOnlyList<HubSpotObject> Deals, string? Next)> ArchivedDealsAsync(string? after, CancellationToken cancellationToken)
    {
        var from = after is null ? "" : $"&after={Uri.EscapeDataString(after)}";
        var list = await api.GetAsync(
            $"/crm/v3/objects/deals?archived=true&limit={PageSize}&properties={Id}{from}", HubSpotJson.Default.HubSpotListHubSpotObject, CrmApi.LongTimeout, cancellationToken);
        return (list.Results ?? [], list.Paging?.Next?.After);
    }

    private Task<HubSpotList<HubSpotObject>> SearchAsync(CrmObjectKind kind, HubSpotFilter[][] groups, int limit, CancellationToken cancellationToken) => api.PostAsync(
        $"/crm/v3/objects/{HubSpotTypes.PathOf(kind)}/search",
        new HubSpotSearch([.. groups.Select(filters => new HubSpotFilters(filters))], [new(Id, "ASCENDING")], [Id], limit),
        HubSpotJson.Default.HubSpotSearch,
        HubSpotJson.Default.HubSpotListHubSpotObject,
        CrmApi.LongTimeout,
        cancellationToken);
}
