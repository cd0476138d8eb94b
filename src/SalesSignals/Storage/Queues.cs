namespace SalesSignals.Storage;

/// <summary>The queues of an installation, each with the queue for messages that could not be processed.</summary>
public sealed record Queues(
    IQueue Deliveries,
    IQueue DeliveriesPoison,
    IQueue Work,
    IQueue WorkPoison,
    IQueue Emails,
    IQueue EmailsPoison)
{
    public static Queues Open(Func<string, IQueue> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new(
            open("deliveries"), open("deliveries-poison"), open("work"), open("work-poison"), open("emails"), open("emails-poison"));
    }

    public IReadOnlyList<IQueue> All => [Deliveries, DeliveriesPoison, Work, WorkPoison, Emails, EmailsPoison];

    public Task CreateAsync(CancellationToken cancellationToken) => Task.WhenAll(All.Select(queue => queue.CreateIfNotExistsAsync(cancellationToken)));
}
