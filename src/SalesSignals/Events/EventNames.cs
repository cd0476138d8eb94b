using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SalesSignals.Events;

/// <summary>The names of a closed set in JSON, as its members are annotated: the same in what we read and in what we store.</summary>
public sealed class EventNames<T>
    where T : struct, Enum
{
    private readonly (string Name, T Value)[] _names;

    internal EventNames(JsonTypeInfo<T> type, params ReadOnlySpan<T> values)
    {
        _names = new (string, T)[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            _names[i] = (JsonSerializer.SerializeToElement(values[i], type).GetString()!, values[i]);
        }
    }

    public IEnumerable<string> All => _names.Select(name => name.Name);

    public T? Find(string text)
    {
        foreach (var (name, value) in _names)
        {
            if (name == text)
            {
                return value;
            }
        }

        return null;
    }
}

/// <summary>The closed sets of the canonical events.</summary>
public static class EventNames
{
    public static EventNames<ActivityKind> Kinds { get; } = new(EventsJson.Default.ActivityKind, Enum.GetValues<ActivityKind>());

    public static EventNames<ActivityDirection> Directions { get; } = new(EventsJson.Default.ActivityDirection, Enum.GetValues<ActivityDirection>());

    public static EventNames<ActivityStatus> Statuses { get; } = new(EventsJson.Default.ActivityStatus, Enum.GetValues<ActivityStatus>());

    public static EventNames<ActivityParty> Parties { get; } = new(EventsJson.Default.ActivityParty, Enum.GetValues<ActivityParty>());

    public static EventNames<DeliverableKind> Deliverables { get; } = new(EventsJson.Default.DeliverableKind, Enum.GetValues<DeliverableKind>());

    public static EventNames<BuyingRole> BuyingRoles { get; } = new(EventsJson.Default.BuyingRole, Enum.GetValues<BuyingRole>());

    /// <summary>Not <see cref="DealStatus.Deleted"/>: a deletion is an event of its own, which a restore undoes.</summary>
    public static EventNames<DealStatus> DealStatuses { get; } =
        new(EventsJson.Default.DealStatus, DealStatus.Open, DealStatus.Won, DealStatus.Lost);
}
