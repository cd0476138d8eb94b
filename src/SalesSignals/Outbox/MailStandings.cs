using SalesSignals.Directory;
using SalesSignals.Storage;

namespace SalesSignals.Outbox;

/// <summary>A person, how their mail fares, and what they have chosen.</summary>
public sealed record PersonMail(Person Person, MailStanding Standing, Preferences Preferences)
{
    /// <summary>Why nothing is sent to the address they have now; null where mail goes. Of another address than theirs it says nothing.</summary>
    public MailStop? Stopped => Preferences.Stopped is { } stop && stop.Holds(Person.Email) ? stop : null;
}

/// <summary>
/// Keeps how each person's mail fares: one row, in the partition of their messages, so that it changes in one transaction with the message
/// that it counts.
/// </summary>
public sealed class MailStandings(ITable outbox, ITable directory)
{
    internal const string RowKey = "standing|mail";

    /// <summary>For an admin: everybody in the directory. One read a person, and one query.</summary>
    public async Task<IReadOnlyList<PersonMail>> ReadAsync(IReadOnlyList<Person> people, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(people);
        var preferences = await new PreferencesStore(directory).ReadAllAsync(cancellationToken);
        var found = new List<PersonMail>(people.Count);
        foreach (var person in people)
        {
            found.Add(new(person, await ReadAsync(person.Id, cancellationToken), preferences.GetValueOrDefault(person.Id) ?? Preferences.Default));
        }

        return found;
    }

    public async Task<MailStanding> ReadAsync(string personId, CancellationToken cancellationToken) =>
        Read(await outbox.GetAsync(OutboxKeys.Partition(personId), RowKey, cancellationToken));

    /// <summary>The write that brings news of a message into its reader's standing.</summary>
    internal async Task<TableWrite> CountAsync(string personId, MailOutcomes news, DateTimeOffset writtenAt, CancellationToken cancellationToken)
    {
        var row = await outbox.GetAsync(OutboxKeys.Partition(personId), RowKey, cancellationToken);
        var counted = Write(personId, Read(row).With(news, writtenAt));
        return row?.ETag is { } etag ? new TableWrite.Replace(counted, etag) : new TableWrite.Insert(counted);
    }

    private static TableRow Write(string personId, MailStanding standing) => new(OutboxKeys.Partition(personId), RowKey)
    {
        ["PersonId"] = personId,
        ["Delivered"] = standing.Delivered,
        ["Bounced"] = standing.Bounced,
        ["Blocked"] = standing.Blocked,
        ["Dropped"] = standing.Dropped,
        ["SpamReports"] = standing.SpamReports,
        ["Unsubscribes"] = standing.Unsubscribes,
        ["LastDelivered"] = standing.LastDelivered,
        ["LastUndelivered"] = standing.LastUndelivered,
    };

    private static MailStanding Read(TableRow? row) => row is null ? MailStanding.None : new()
    {
        Delivered = row.GetInt32("Delivered") ?? 0,
        Bounced = row.GetInt32("Bounced") ?? 0,
        Blocked = row.GetInt32("Blocked") ?? 0,
        Dropped = row.GetInt32("Dropped") ?? 0,
        SpamReports = row.GetInt32("SpamReports") ?? 0,
        Unsubscribes = row.GetInt32("Unsubscribes") ?? 0,
        LastDelivered = row.GetDateTimeOffset("LastDelivered"),
        LastUndelivered = row.GetDateTimeOffset("LastUndelivered"),
    };
}
