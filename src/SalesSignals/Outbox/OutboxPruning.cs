using SalesSignals.Storage;

namespace SalesSignals.Outbox;

/// <summary>Forgets messages that were settled long ago. What is still on its way stays, however old.</summary>
public sealed class OutboxPruning(ITable outbox, TimeProvider time)
{
    private static readonly OutboxState[] Settled = [OutboxState.Sent, OutboxState.Suppressed, OutboxState.Failed, OutboxState.Bounced];

    /// <summary>Deletes messages composed before an instant, until time is up. How many are gone.</summary>
    public async Task<int> PruneAsync(DateTimeOffset before, DateTimeOffset timeIsUpAt, CancellationToken cancellationToken)
    {
        var settled = Settled
            .Select(state => (TableFilter)new TableFilter.Compare("State", TableComparison.Equal, OutboxStateText.Write(state)))
            .Aggregate((left, right) => left | right);
        var messages = new TableQuery
        {
            Filter = settled & new TableFilter.Compare("CreatedAt", TableComparison.Less, before.ToUniversalTime()),
            Select = ["CreatedAt"],
        };
        var (deleted, isAll) = await outbox.DeleteAsync(messages, time, timeIsUpAt, cancellationToken);
        if (isAll)
        {
            await outbox.DeleteAsync(OutboxIndex.DoneBefore(before), time, timeIsUpAt, cancellationToken);
        }

        return deleted;
    }
}
