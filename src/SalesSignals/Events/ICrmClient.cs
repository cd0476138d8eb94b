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
}
