using System.Collections.Concurrent;

namespace SalesSignals.Storage;

/// <summary>Does the same for each of many that have nothing to do with one another: one that fails must not hold up the others.</summary>
public static class Independently
{
    /// <summary>Tries all of them, then fails with what went wrong. Only where the store is down, nothing more is tried.</summary>
    /// <param name="atOnce">How many are worked on at a time.</param>
    public static async Task DoAsync<T>(
        IAsyncEnumerable<T> items, int atOnce, Func<T, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var failures = new ConcurrentQueue<Exception>();
        await Parallel.ForEachAsync(
            items,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
            async (item, cancel) =>
            {
                try
                {
                    await work(item, cancel);
                }
                catch (Exception e) when (e is not (OperationCanceledException or StorageUnavailableException))
                {
                    failures.Enqueue(e);
                }
            });
        if (failures.TryPeek(out var first))
        {
            throw new PartlyFailedException(failures.Count, first);
        }
    }
}

/// <summary>Some of a message's work has failed, and the rest is done; doing all of it again is safe.</summary>
/// <param name="first">One of the failures.</param>
public sealed class PartlyFailedException(int count, Exception first)
    : Exception($"{count} failed, the others are done; the first", first)
{
    public int Count { get; } = count;
}
