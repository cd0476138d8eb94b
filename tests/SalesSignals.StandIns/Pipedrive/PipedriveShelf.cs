using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SalesSignals.StandIns.Pipedrive;

/// <summary>An object as the stand-in keeps it: what lists filter and sort by, and how the API shows it.</summary>
internal sealed record PipedriveStored(long Id, DateTimeOffset UpdatedAt, Func<JsonObject> Show)
{
    public string Status { get; init; } = "";

    public bool IsDeleted { get; init; }

    public bool IsArchived { get; init; }

    public long? DealId { get; init; }

    public long? PersonId { get; init; }
}

/// <summary>The objects of one entity, in both orders that lists have.</summary>
internal sealed class PipedriveShelf
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, PipedriveStored> _objects = [];
    private PipedriveStored[]? _byId;
    private PipedriveStored[]? _byTime;

    public PipedriveStored? Find(long id)
    {
        lock (_gate)
        {
            return _objects.GetValueOrDefault(id);
        }
    }

    public void Put(PipedriveStored stored)
    {
        lock (_gate)
        {
            _objects[stored.Id] = stored;
            (_byId, _byTime) = (null, null);
        }
    }

    /// <summary>All of them, by id or by time and id.</summary>
    public PipedriveStored[] Sorted(bool byTime)
    {
        lock (_gate)
        {
            return byTime
                ? _byTime ??= [.. _objects.Values.OrderBy(stored => stored.UpdatedAt).ThenBy(stored => stored.Id)]
                : _byId ??= [.. _objects.Values.OrderBy(stored => stored.Id)];
        }
    }

    /// <summary>A page of version 2, and the cursor of the next one: the place of the first object that is left.</summary>
    public (List<PipedriveStored> Page, string? Next) Page(bool byTime, string? cursor, int limit, Func<PipedriveStored, bool> isWanted)
    {
        var sorted = Sorted(byTime);
        var place = cursor is null ? default : Place(cursor, byTime);
        var page = new List<PipedriveStored>();
        for (var i = cursor is null ? 0 : From(sorted, place, byTime); i < sorted.Length; i++)
        {
            if (!isWanted(sorted[i]))
            {
                continue;
            }

            if (page.Count == limit)
            {
                return (page, Cursor(sorted[i], byTime));
            }

            page.Add(sorted[i]);
        }

        return (page, null);
    }

    private static string Cursor(PipedriveStored first, bool byTime) => Convert.ToBase64String(Encoding.UTF8.GetBytes(new JsonObject
    {
        ["field"] = byTime ? "update_time" : "id",
        ["fieldValue"] = byTime ? first.UpdatedAt.ToUnixTimeSeconds() : first.Id,
        ["sortDirection"] = "asc",
        ["id"] = first.Id,
    }.ToJsonString())).TrimEnd('=');

    /// <exception cref="FormatException">The cursor is none of this list's.</exception>
    private static (long Time, long Id) Place(string cursor, bool byTime)
    {
        var json = JsonNode.Parse(Convert.FromBase64String(cursor.PadRight((cursor.Length + 3) / 4 * 4, '=')))!;
        return json["field"]!.GetValue<string>() == (byTime ? "update_time" : "id")
            ? (json["fieldValue"]!.GetValue<long>(), json["id"]!.GetValue<long>())
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The cursor is of another order: {json["field"]}."));
    }

    private static int From(PipedriveStored[] sorted, (long Time, long Id) place, bool byTime)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var key = byTime ? (sorted[middle].UpdatedAt.ToUnixTimeSeconds(), sorted[middle].Id) : (sorted[middle].Id, sorted[middle].Id);
            (low, high) = key.CompareTo((byTime ? place.Time : place.Id, place.Id)) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
