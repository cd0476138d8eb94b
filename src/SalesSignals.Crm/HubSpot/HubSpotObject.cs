using System.Globalization;
using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>An object as HubSpot's API tells it. All values are strings; an empty one, like null, means that there is none.</summary>
internal sealed record HubSpotObject(long Id)
{
    public IReadOnlyDictionary<string, string?> Properties { get; init => field = value ?? field; } = new Dictionary<string, string?>();

    public IReadOnlyDictionary<string, IReadOnlyList<HubSpotVersion>>? PropertiesWithHistory { get; init; }

    public string? CreatedAt { get; init; }

    public string? UpdatedAt { get; init; }

    /// <summary>When it was deleted, of what is listed as such.</summary>
    public string? ArchivedAt { get; init; }

    public string Key => Id.ToString(CultureInfo.InvariantCulture);

    public bool Tells(string property) => Properties.ContainsKey(property);

    public string? Text(string property) => Properties.GetValueOrDefault(property) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public DateTimeOffset? Instant(string property) => HubSpotValue.Instant(Text(property), property);

    /// <summary>When it was last modified: no later than now, or nothing else could be said of it any more.</summary>
    public DateTimeOffset ModifiedAt(DateTimeOffset now)
    {
        const string Property = "hs_lastmodifieddate";
        var at = Instant(Property) ?? Instant("lastmodifieddate") ?? HubSpotValue.Instant(UpdatedAt, "updatedAt");
        return EventText.OccurredAt(at ?? throw new UnreadableEventException($"{Property} is missing."), now, Property);
    }
}

/// <summary>A value that a property had from a time on.</summary>
internal sealed record HubSpotVersion(string? Value, string? Timestamp);
