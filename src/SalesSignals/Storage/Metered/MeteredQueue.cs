namespace SalesSignals.Storage.Metered;

/// <summary>A queue whose operations are measured where somebody listens, and go straight through where nobody does.</summary>
public sealed class MeteredQueue(IQueue queue) : IQueue
{
    /// <inheritdoc/>
    public string Name => queue.Name;

    /// <inheritdoc/>
    public Task CreateIfNotExistsAsync(CancellationToken cancellationToken) => queue.CreateIfNotExistsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task SendAsync(string text, TimeSpan visibleAfter, CancellationToken cancellationToken)
    {
        var since = Metering.Begin();
        var sent = queue.SendAsync(text, visibleAfter, cancellationToken);
        return since == 0 ? sent : Metering.TimeAsync(Name, "send", DoneAsync(sent), _ => Metering.Ok, since);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(int count, TimeSpan visibility, CancellationToken cancellationToken) =>
        Time("receive", Metering.Begin(), queue.ReceiveAsync(count, visibility, cancellationToken), messages => messages.Count == 0 ? "empty" : Metering.Ok);

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueuedMessage>> PeekAsync(int count, CancellationToken cancellationToken) =>
        Time("peek", Metering.Begin(), queue.PeekAsync(count, cancellationToken), messages => messages.Count == 0 ? "empty" : Metering.Ok);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(QueuedMessage message, CancellationToken cancellationToken) =>
        Time("delete", Metering.Begin(), queue.DeleteAsync(message, cancellationToken), isDeleted => isDeleted ? Metering.Ok : "not-found");

    /// <inheritdoc/>
    public Task<QueuedMessage?> HideAsync(QueuedMessage message, TimeSpan visibility, CancellationToken cancellationToken) =>
        Time("hide", Metering.Begin(), queue.HideAsync(message, visibility, cancellationToken), hidden => hidden is null ? "not-found" : Metering.Ok);

    /// <inheritdoc/>
    public Task<int> CountAsync(CancellationToken cancellationToken) => Time("count", Metering.Begin(), queue.CountAsync(cancellationToken), _ => Metering.Ok);

    // Arguments are evaluated in order: the clock is read before the call begins.
    private Task<T> Time<T>(string operation, long since, Task<T> call, Func<T, string> outcomeOf) =>
        since == 0 ? call : Metering.TimeAsync(Name, operation, call, outcomeOf, since);

    private static async Task<bool> DoneAsync(Task call)
    {
        await call.ConfigureAwait(false);
        return true;
    }
}
