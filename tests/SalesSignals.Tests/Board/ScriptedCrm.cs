using SalesSignals.Events;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Board;

/// <summary>A CRM that has what a test puts into it, and is away when the test says so.</summary>
internal sealed class ScriptedCrm : ICrmClient
{
    public Dictionary<CrmObject, CanonicalEvent[]> Has { get; } = [];

    public List<IReadOnlyList<CrmObject>> Asked { get; } = [];

    /// <summary>Kinds that cannot be read now, and for how long.</summary>
    public Dictionary<CrmObjectKind, TimeSpan> Away { get; } = [];

    public Task<IReadOnlyList<CanonicalEvent>> HydrateAsync(IReadOnlyList<CrmObject> wanted, CancellationToken cancellationToken)
    {
        Asked.Add(wanted);
        return Away.TryGetValue(wanted[0].Kind, out var after)
            ? throw new CrmUnavailableException(after, "The CRM is away: check Sources__crm__AccessToken")
            : Task.FromResult<IReadOnlyList<CanonicalEvent>>([.. wanted.SelectMany(named => Has.GetValueOrDefault(named with { LinkedAt = null }, []))]);
    }

    /// <summary>Pages by part, in order; the cursor is the number of the next one.</summary>
    public Dictionary<string, List<CrmPage>> Pages { get; } = [];

    public List<CrmUser> Users { get; } = [];

    public IReadOnlyList<string> PartsOf(CrmWalk walk) => [.. Pages.Keys];

    public Task<CrmPage> ReadAsync(CrmWalk walk, string part, string? after, CancellationToken cancellationToken)
    {
        var number = after is null ? 0 : int.Parse(after, System.Globalization.CultureInfo.InvariantCulture);
        return Task.FromResult(Pages[part][number] with { Next = number + 1 < Pages[part].Count ? FormattableString.Invariant($"{number + 1}") : null });
    }

    public Task<CrmEstimate> EstimateAsync(CrmWalk walk, CancellationToken cancellationToken) =>
        Task.FromResult(new CrmEstimate(Pages.Values.Sum(pages => pages.Count), Pages.Count));

    public Task<IReadOnlyList<CrmUser>> ReadUsersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CrmUser>>(Users);

    /// <summary>Puts a deal with name and stage into the CRM.</summary>
    public void AddDeal(string id) => Has[new(CrmObjectKind.Deal, id)] =
    [
        new CanonicalEvent.DealChanged { Id = $"deal-{id}", OccurredAt = Some.Noon, DealId = id, Deal = new() { Name = $"Deal {id}", Stage = "discovery", OwnerId = "7" } },
    ];

    /// <summary>Puts a meeting of a deal into the CRM.</summary>
    public void AddMeeting(string id, string dealId) => Has[new(CrmObjectKind.Meeting, id)] =
    [
        new CanonicalEvent.ActivityLogged { Id = $"meeting-{id}", OccurredAt = Some.Noon, DealId = dealId, Activity = Some.Meeting(Some.Noon, id: $"meeting-{id}") },
    ];
}
