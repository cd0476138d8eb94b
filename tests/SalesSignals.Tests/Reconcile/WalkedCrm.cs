using System.Globalization;
using SalesSignals.Events;

namespace SalesSignals.Tests.Reconcile;

/// <summary>A CRM that has what a test puts into it, as events with the times at which they were made, and tells it in small pages.</summary>
internal sealed class WalkedCrm : ICrmClient
{
    public const int PageSize = 2;

    /// <summary>What happened in the CRM.</summary>
    public List<CanonicalEvent> Has { get; } = [];

    /// <summary>Every page that was asked for.</summary>
    public List<(CrmWalk Walk, string Part, string? After)> Asked { get; } = [];

    /// <summary>What comes between a question and its answer; may throw.</summary>
    public Func<int, Task> BeforeAnswer { get; set; } = _ => Task.CompletedTask;

    public IEnumerable<CrmWalk.Changes> Windows => Asked.Select(page => page.Walk).OfType<CrmWalk.Changes>().Distinct();

    public Task<IReadOnlyList<CanonicalEvent>> HydrateAsync(IReadOnlyList<CrmObject> wanted, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CanonicalEvent>>([.. Has.Where(told => IsOfDeal(told) && wanted.Any(named => named.Id == told.DealId))]);

    public IReadOnlyList<string> PartsOf(CrmWalk walk) => ["deals", "activities"];

    public async Task<CrmPage> ReadAsync(CrmWalk walk, string part, string? after, CancellationToken cancellationToken)
    {
        Asked.Add((walk, part, after));
        await BeforeAnswer(Asked.Count);
        cancellationToken.ThrowIfCancellationRequested();
        var told = Has.Where(happened => IsOfDeal(happened) == (part == "deals") && IsIn(walk, happened)).ToList();

        // Deals come whole, one after the other; activities one by one, of whatever deal.
        var objects = part == "deals"
            ? told.GroupBy(happened => happened.DealId).OrderBy(deal => deal.Key, StringComparer.Ordinal).Select(deal => deal.ToArray()).ToList()
            : [.. told.Select(happened => new[] { happened })];
        var from = after is null ? 0 : int.Parse(after, CultureInfo.InvariantCulture);
        var page = objects.Skip(from).Take(PageSize).ToList();
        return new([.. page.SelectMany(events => events)], page.Count, from + PageSize < objects.Count ? FormattableString.Invariant($"{from + PageSize}") : null)
        {
            OfKnownDealsOnly = walk is CrmWalk.Backfill && part == "activities",
        };
    }

    public Task<CrmEstimate> EstimateAsync(CrmWalk walk, CancellationToken cancellationToken) =>
        Task.FromResult(new CrmEstimate(Has.Where(IsOfDeal).Select(told => told.DealId).Distinct().Count(), 0));

    public Task<IReadOnlyList<CrmUser>> ReadUsersAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CrmUser>>([]);

    private static bool IsOfDeal(CanonicalEvent happened) => happened is not (CanonicalEvent.ActivityLogged or CanonicalEvent.ActivityRemoved);

    private static bool IsIn(CrmWalk walk, CanonicalEvent happened) =>
        walk is not CrmWalk.Changes window || (happened.OccurredAt >= window.Since && happened.OccurredAt < window.Until);
}
