using SalesSignals.Storage;

namespace SalesSignals.Functions.Host;

/// <summary>Finds the queue that a <c>function.json</c> names.</summary>
public static class QueueLookup
{
    /// <exception cref="StartException">The installation has no such queue.</exception>
    public static IQueue Named(this Queues queues, string name) => Find(queues, name).Queue;

    /// <summary>Where messages of a queue go that could not be processed: <c>{name}-poison</c>, as the Functions host has it.</summary>
    /// <exception cref="StartException">The installation has no such queue.</exception>
    public static IQueue PoisonOf(this Queues queues, string name) => Find(queues, name).Poison;

    private static (IQueue Queue, IQueue Poison) Find(Queues queues, string name)
    {
        ArgumentNullException.ThrowIfNull(queues);
        return name switch
        {
            "deliveries" => (queues.Deliveries, queues.DeliveriesPoison),
            "work" => (queues.Work, queues.WorkPoison),
            "emails" => (queues.Emails, queues.EmailsPoison),
            _ => throw new StartException($"A function.json names the queue '{name}', which this app does not have."),
        };
    }
}
