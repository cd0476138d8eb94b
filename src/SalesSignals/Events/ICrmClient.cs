namespace SalesSignals.Events;

/// <summary>The API of one configured CRM, for what its webhooks name but do not carry.</summary>
public interface ICrmClient
{
    /// <summary>
    /// Reads objects as they stand now and tells them as events, whole. What is gone, and what belongs to no deal, tells nothing.
    /// Asking again does no harm: the same object in the same state is told in the same words.
    /// </summary>
    /// <param name="wanted">At most <see cref="CrmObject.MostAtOnce"/>, none twice.</param>
    /// <exception cref="CrmUnavailableException">The CRM cannot be read now; nothing was told.</exception>
    Task<IReadOnlyList<CanonicalEvent>> HydrateAsync(IReadOnlyList<CrmObject> wanted, CancellationToken cancellationToken);

    /// <summary>
    /// The parts of a walk, in the order in which they have to be walked: deals first. The names are part of stored cursors.
    /// </summary>
    IReadOnlyList<string> PartsOf(CrmWalk walk);

    /// <summary>Reads one page of a part of a walk. Asking again does no harm.</summary>
    /// <param name="after">The <see cref="CrmPage.Next"/> of the page before; null for the first.</param>
    /// <exception cref="CrmUnavailableException">The CRM cannot be read now; nothing was told.</exception>
    Task<CrmPage> ReadAsync(CrmWalk walk, string part, string? after, CancellationToken cancellationToken);

    /// <summary>Asks how much there is to read.</summary>
    /// <exception cref="CrmUnavailableException">The CRM cannot be read now.</exception>
    Task<CrmEstimate> EstimateAsync(CrmWalk walk, CancellationToken cancellationToken);

    /// <summary>Everybody who owns or owned deals, those who have left included where the CRM still tells of them.</summary>
    /// <exception cref="CrmUnavailableException">The CRM cannot be read now.</exception>
    Task<IReadOnlyList<CrmUser>> ReadUsersAsync(CancellationToken cancellationToken);

    /// <summary>What the CRM posts as webhooks; null where its API does not say.</summary>
    /// <exception cref="CrmUnavailableException">The CRM cannot be read now.</exception>
    Task<CrmSubscriptions?> ReadSubscriptionsAsync(CancellationToken cancellationToken) => Task.FromResult<CrmSubscriptions?>(null);
}
