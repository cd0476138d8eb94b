using System.Collections.Immutable;
using SalesSignals.Storage;

namespace SalesSignals.Directory;

/// <summary>Keeps the people of the team, one row a person.</summary>
public sealed class DirectoryStore(ITable directory)
{
    private const string Partition = "person";

    public async Task<PeopleDirectory> ReadAsync(CancellationToken cancellationToken)
    {
        var people = new List<Person>();
        await foreach (var page in directory.QueryAsync(new TableQuery(Partition), cancellationToken))
        {
            people.AddRange(page.Select(Read));
        }

        return new(people);
    }

    /// <summary>Adds people, or replaces those of the same id. Nobody is removed.</summary>
    public async Task SaveAsync(IReadOnlyList<Person> people, CancellationToken cancellationToken)
    {
        foreach (var chunk in people.Chunk(StorageLimits.TransactionWrites))
        {
            await directory.WriteAsync([.. chunk.Select(person => new TableWrite.Upsert(Write(person)))], cancellationToken);
        }
    }

    /// <summary>Takes a person off the team, and what they have chosen about their mail. Whether they were there.</summary>
    public async Task<bool> RemoveAsync(string personId, CancellationToken cancellationToken)
    {
        await new PreferencesStore(directory).RemoveAsync(personId, cancellationToken);
        return (await directory.WriteAsync(new TableWrite.Delete(Partition, KeyText.Escape(personId), "*"), cancellationToken)).IsWritten;
    }

    private static TableRow Write(Person person) => new(Partition, KeyText.Escape(person.Id))
    {
        ["Name"] = person.Name,
        ["Email"] = person.Email,
        ["Role"] = person.Role switch { PersonRole.Manager => "manager", PersonRole.Admin => "admin", _ => "rep" },
        ["Manager"] = person.ManagerId,
        ["Team"] = person.Team,
        ["TimeZone"] = person.TimeZone,
        ["Culture"] = person.Culture,
        ["QuarterlyQuota"] = (double?)person.QuarterlyQuota,
        ["QuotaCurrency"] = person.QuotaCurrency,
        ["Leave"] = LeaveText.Write(person.Leave),
        ["Owners"] = string.Join(';', person.OwnerKeys),
        ["InactiveOwners"] = person.InactiveOwnerKeys.IsEmpty ? null : string.Join(';', person.InactiveOwnerKeys),
        ["SyncedFrom"] = person.SyncedFrom,
        ["IsActive"] = person.IsSaidActive,
    };

    private static Person Read(TableRow row) => new()
    {
        Id = KeyText.Unescape(row.RowKey),
        Name = row.GetString("Name") ?? "",
        Email = row.GetString("Email") ?? "",
        Role = row.GetString("Role") switch { "manager" => PersonRole.Manager, "admin" => PersonRole.Admin, _ => PersonRole.Rep },
        ManagerId = row.GetString("Manager"),
        Team = row.GetString("Team"),
        TimeZone = row.GetString("TimeZone") ?? "Etc/UTC",
        Culture = row.GetString("Culture"),
        QuarterlyQuota = (decimal?)row.GetDouble("QuarterlyQuota"),
        QuotaCurrency = row.GetString("QuotaCurrency"),
        Leave = LeaveText.Read(row.GetString("Leave") ?? "").Leave,
        OwnerKeys = Keys(row, "Owners"),
        InactiveOwnerKeys = Keys(row, "InactiveOwners"),
        SyncedFrom = row.GetString("SyncedFrom"),
        IsActive = row.GetBoolean("IsActive") ?? true,
    };

    private static ImmutableArray<string> Keys(TableRow row, string column) =>
        [.. (row.GetString(column) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)];
}
