using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm;

/// <summary>
/// Keeps a client's promise where an answer is of another form than documented, in whatever member: the CRM cannot be read now, and is asked
/// again when somebody may have mended it. Without it one wrong answer would look like a bug, and end in poison after five quick tries.
/// </summary>
internal sealed class UnderstoodClient(string crm, ICrmClient client) : ICrmClient
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<CanonicalEvent>> HydrateAsync(IReadOnlyList<CrmObject> wanted, CancellationToken cancellationToken) =>
        UnderstandAsync(() => client.HydrateAsync(wanted, cancellationToken));

    /// <inheritdoc/>
    public IReadOnlyList<string> PartsOf(CrmWalk walk) => client.PartsOf(walk);

    /// <inheritdoc/>
    public Task<CrmPage> ReadAsync(CrmWalk walk, string part, string? after, CancellationToken cancellationToken) =>
        UnderstandAsync(() => client.ReadAsync(walk, part, after, cancellationToken));

    /// <inheritdoc/>
    public Task<CrmEstimate> EstimateAsync(CrmWalk walk, CancellationToken cancellationToken) =>
        UnderstandAsync(() => client.EstimateAsync(walk, cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<CrmUser>> ReadUsersAsync(CancellationToken cancellationToken) =>
        UnderstandAsync(() => client.ReadUsersAsync(cancellationToken));

    /// <inheritdoc/>
    public Task<CrmSubscriptions?> ReadSubscriptionsAsync(CancellationToken cancellationToken) =>
        UnderstandAsync(() => client.ReadSubscriptionsAsync(cancellationToken));

    private async Task<T> UnderstandAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (UnreadableEventException e)
        {
            throw Unavailable(": " + e.Message, e);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException and not ObjectDisposedException or FormatException
            or KeyNotFoundException or OverflowException or ArgumentNullException or NullReferenceException)
        {
            // Its message could quote the answer. What is null where there must be something shows in as many ways as there are members.
            throw Unavailable($" ({e.GetType().Name})", e);
        }
    }

    private CrmUnavailableException Unavailable(string what, Exception cause) =>
        new(CrmApiAnswer.UntilMended, $"{crm} answered with something else than documented{what}", cause);
}
