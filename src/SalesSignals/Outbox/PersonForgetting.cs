using SalesSignals.Directory;
using SalesSignals.Forecasts;
using SalesSignals.Storage;
using SalesSignals.Teams;

namespace SalesSignals.Outbox;

/// <summary>
/// Forgets a person of the team: who they are, what they have chosen, what was sent to them, and their teams' forecasts. Doing it again
/// finishes what was interrupted.
/// </summary>
public sealed class PersonForgetting(Tables tables, TimeProvider time)
{
    /// <summary>Forgets a person. How many rows of mail and forecasts went with them.</summary>
    public async Task<int> ForgetAsync(string personId, CancellationToken cancellationToken)
    {
        // Off the team first: nothing is composed for them any more.
        await new DirectoryStore(tables.Directory).RemoveAsync(personId, cancellationToken);
        var rows = await DeleteAsync(tables.Outbox, new(OutboxKeys.Partition(personId)) { Select = [] }, cancellationToken);
        await new OutboxIndex(tables.Outbox).ForgetPersonAsync(personId, time, cancellationToken);
        return rows
            + await DeleteAsync(tables.Cursor, ForecastStore.Of(personId), cancellationToken)
            + await DeleteAsync(tables.Cursor, ForecastWeekStore.Of(personId), cancellationToken);
    }

    private async Task<int> DeleteAsync(ITable table, TableQuery query, CancellationToken cancellationToken) =>
        (await table.DeleteAsync(query, time, DateTimeOffset.MaxValue, cancellationToken)).Deleted;
}
