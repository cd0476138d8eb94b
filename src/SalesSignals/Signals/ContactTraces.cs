using System.Runtime.CompilerServices;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Storage;

namespace SalesSignals.Signals;

/// <summary>What deals, their histories and their signals hold of contacts. Names and addresses of people stand nowhere else.</summary>
public sealed class ContactTraces(ITable deals)
{
    /// <summary>The deals of a bucket that have, had, or may have had one of some contacts of a source.</summary>
    public async IAsyncEnumerable<DealKey> FindDealsAsync(
        int bucket, string source, IReadOnlySet<string> contactIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contactIds);
        var query = TableQuery.Prefix(DealKeys.Bucket(bucket), DealKeys.DealPrefix) with
        {
            Filter = new TableFilter.Compare(DealRow.Source, TableComparison.Equal, source),
        };
        await foreach (var page in deals.QueryAsync(query, cancellationToken))
        {
            foreach (var snapshot in page.Select(row => DealRow.Read(row).Snapshot))
            {
                // With that many, some may have been pushed out of the deal and stand in its history only.
                if (snapshot.Contacts.Length >= DealSnapshot.ContactCapacity || snapshot.Contacts.Any(told => contactIds.Contains(told.Id)))
                {
                    yield return snapshot.Key;
                }
            }
        }
    }

    /// <summary>The ids of the contacts of a source that have an email address, in deals or in their histories.</summary>
    public async Task<IReadOnlyCollection<string>> FindContactsAsync(string source, string email, CancellationToken cancellationToken)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        for (var bucket = 0; bucket < DealKeys.Buckets; bucket++)
        {
            await foreach (var page in deals.QueryAsync(TableQuery.Prefix(DealKeys.Bucket(bucket), DealKeys.DealPrefix) with { PageSize = 200 }, cancellationToken))
            {
                ids.UnionWith(page.Select(row => DealRow.Read(row).Snapshot)
                    .Where(deal => deal.Key.Source == source)
                    .SelectMany(deal => deal.Contacts)
                    .Where(told => Is(told.Facts?.Email, email))
                    .Select(told => told.Id));
            }

            await foreach (var page in deals.QueryAsync(TableQuery.Prefix(DealKeys.Bucket(bucket), DealKeys.EventPrefix), cancellationToken))
            {
                ids.UnionWith(page.Where(row => DealKey.Parse(row.GetString("Deal")!).Source == source)
                    .Select(EventRow.Read)
                    .OfType<CanonicalEvent.ContactAssociated>()
                    .Where(told => Is(told.Contact.Email, email))
                    .Select(told => told.Contact.Id));
            }
        }

        return ids;
    }

    private static bool Is(string? told, string email) => string.Equals(told?.Trim(), email.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Deletes from a deal's history what was told of contacts. How much there was.</summary>
    public async Task<int> EraseAsync(DealKey key, IReadOnlySet<string> contactIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contactIds);
        var erased = 0;
        await foreach (var page in deals.QueryAsync(TableQuery.Prefix(DealKeys.Bucket(key), DealKeys.EventsOf(key)), cancellationToken))
        {
            foreach (var row in page.Where(row => EventRow.Read(row) is CanonicalEvent.ContactAssociated told && contactIds.Contains(told.Contact.Id)))
            {
                await deals.WriteAsync(new TableWrite.Delete(row.PartitionKey, row.RowKey, "*"), cancellationToken);
                erased++;
            }
        }

        await EraseEndedSignalsAsync(key, cancellationToken);
        return erased;
    }

    /// <summary>Signals may name a person. Those that stand are written anew when the deal is looked at again; those that have ended go.</summary>
    private async Task EraseEndedSignalsAsync(DealKey key, CancellationToken cancellationToken)
    {
        await foreach (var page in deals.QueryAsync(TableQuery.Prefix(DealKeys.Bucket(key), DealKeys.SignalsOf(key)), cancellationToken))
        {
            foreach (var row in page.Where(row => row.GetDateTimeOffset("ClearedAt") is not null))
            {
                await deals.WriteAsync(new TableWrite.Delete(row.PartitionKey, row.RowKey, "*"), cancellationToken);
            }
        }
    }
}
