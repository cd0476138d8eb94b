using System.Collections.Immutable;

namespace SalesSignals.Storage;

/// <summary>A queue with the place where its unprocessable messages are kept.</summary>
public sealed record PoisonQueue(string Name, IQueue Queue, IQueue Poison)
{
    /// <summary>What the Queue service gives at most at once.</summary>
    public const int Batch = 32;

    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(5);

    public static ImmutableArray<string> Names { get; } = ["deliveries", "work", "emails"];

    public static ImmutableArray<PoisonQueue> All(Queues queues)
    {
        ArgumentNullException.ThrowIfNull(queues);
        return
        [
            new(Names[0], queues.Deliveries, queues.DeliveriesPoison),
            new(Names[1], queues.Work, queues.WorkPoison),
            new(Names[2], queues.Emails, queues.EmailsPoison),
        ];
    }

    /// <summary>Puts messages back on their own queue, to be tried again. How many.</summary>
    /// <param name="ids">All of them where there is none.</param>
    public Task<int> RedriveAsync(IReadOnlySet<string> ids, CancellationToken cancellationToken) =>
        DrainAsync(async message => IsAmong(ids, message) && await PutBackAsync(message, cancellationToken), cancellationToken);

    /// <summary>Throws messages away for good. How many.</summary>
    /// <param name="ids">All of them where there is none.</param>
    public Task<int> PurgeAsync(IReadOnlySet<string> ids, CancellationToken cancellationToken) =>
        DrainAsync(async message => IsAmong(ids, message) && await Poison.DeleteAsync(message, cancellationToken), cancellationToken);

    /// <summary>
    /// Takes every message there is and gives those back that <paramref name="handle"/> leaves (by returning false). How many were handled.
    /// </summary>
    public async Task<int> DrainAsync(Func<QueuedMessage, Task<bool>> handle, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(handle);
        var left = new List<QueuedMessage>();
        var handled = 0;
        try
        {
            while (await Poison.ReceiveAsync(Batch, Hold, cancellationToken) is { Count: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    if (await handle(message))
                    {
                        handled++;
                    }
                    else
                    {
                        left.Add(message);
                    }
                }
            }
        }
        finally
        {
            foreach (var message in left)
            {
                await Poison.HideAsync(message, TimeSpan.Zero, CancellationToken.None);
            }
        }

        return handled;
    }

    private static bool IsAmong(IReadOnlySet<string> ids, QueuedMessage message) => ids.Count == 0 || ids.Contains(message.Id);

    // Sent before it is deleted: to do a message twice is harmless, to lose it is not.
    private async Task<bool> PutBackAsync(QueuedMessage message, CancellationToken cancellationToken)
    {
        await Queue.SendAsync(PoisonMessage.Read(message.Text).Message, TimeSpan.Zero, cancellationToken);
        await Poison.DeleteAsync(message, cancellationToken);
        return true;
    }
}
