using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>HubSpot's owners: those who can own deals, and those who could before they left.</summary>
internal sealed class HubSpotOwners(CrmApi api)
{
    private const int PageSize = 500;
    private const int MostPages = 200;

    /// <exception cref="CrmUnavailableException">HubSpot cannot be read now.</exception>
    public async Task<IReadOnlyList<CrmUser>> ReadAsync(CancellationToken cancellationToken)
    {
        var owners = await ReadAsync(archived: false, cancellationToken);
        owners.AddRange(await ReadAsync(archived: true, cancellationToken));

        // A queue of tickets is nobody's desk. Who left and came back is listed twice, present first.
        return [.. owners.Where(owner => owner.Type is null or "PERSON").DistinctBy(owner => owner.Id).Select(User)];
    }

    private async Task<List<HubSpotOwner>> ReadAsync(bool archived, CancellationToken cancellationToken)
    {
        var owners = new List<HubSpotOwner>();
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            var from = after is null ? "" : $"&after={Uri.EscapeDataString(after)}";
            var list = await api.GetAsync(
                $"/crm/v3/owners?limit={PageSize}&archived={(archived ? "true" : "false")}{from}", HubSpotJson.Default.HubSpotListHubSpotOwner, CrmApi.LongTimeout, cancellationToken);
            owners.AddRange(list.Results ?? []);
            after = list.Paging?.Next?.After;
            if (string.IsNullOrEmpty(after))
            {
                return owners;
            }
        }

        return owners;
    }

    private static CrmUser User(HubSpotOwner owner)
    {
        var name = string.Join(' ', new[] { owner.FirstName, owner.LastName }.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => part!.Trim()));
        var email = string.IsNullOrWhiteSpace(owner.Email) ? null : owner.Email.Trim();
        return new(owner.Id, name.Length > 0 ? name : email ?? owner.Id, email)
        {
            Team = owner.Teams?.OrderByDescending(team => team.Primary).FirstOrDefault()?.Name,
            IsActive = !owner.Archived,
        };
    }
}
