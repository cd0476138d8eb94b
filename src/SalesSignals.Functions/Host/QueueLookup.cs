using SalesSignals.Storage;

namespace SalesSignals.Functions.Host;

/// <summary>Finds the queue that a <c>function.json</c> names.</summary>
public static class QueueLookup
{
    private const string PoisonSuffix = "-poison";

    /// <exception cref="StartException">The installation has no such queue.</exception>
    public static IQueue Named(this Queues queues, string name)
    {
        ArgumentNullException.ThrowIfNull(queues);
        IQueue[] all = [queues.Deliveries, queues.DeliveriesPoison, queues.Work, queues.WorkPoison, queues.Emails, queues.EmailsPoison];
        return Array.Find(all, queue => queue.Name == name)
            ?? throw new StartException($"A function.json names the queue '{name}', which this app does not have.");
    }

    /// <summary>The queue for messages of <paramref name="name"/> that could not be processed.</summary>
    public static IQueue PoisonOf(this Queues queues, string name) => queues.Named(name + PoisonSuffix);
}
