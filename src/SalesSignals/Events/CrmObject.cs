using System.Text.Json.Serialization;

namespace SalesSignals.Events;

/// <summary>An object that a delivery names and does not carry.</summary>
/// <param name="Id">The CRM's id of it.</param>
public sealed record CrmObject(CrmObjectKind Kind, string Id)
{
    /// <summary>What CRMs take in one call.</summary>
    public const int MostAtOnce = 100;

    /// <summary>
    /// When it was last linked to another object, where that is what was told. Links leave no trace in the time at which an object was
    /// modified, and a link made again must win over its removal.
    /// </summary>
    public DateTimeOffset? LinkedAt { get; init; }

    /// <summary>Each object once, with the latest of its links.</summary>
    public static IEnumerable<CrmObject> Distinct(IEnumerable<CrmObject> objects) => objects
        .GroupBy(wanted => (wanted.Kind, wanted.Id))
        .Select(same => new CrmObject(same.Key.Kind, same.Key.Id) { LinkedAt = same.Max(wanted => wanted.LinkedAt) });
}

public enum CrmObjectKind
{
    [JsonStringEnumMemberName("deal")]
    Deal,

    [JsonStringEnumMemberName("meeting")]
    Meeting,

    [JsonStringEnumMemberName("call")]
    Call,

    [JsonStringEnumMemberName("email")]
    Email,

    [JsonStringEnumMemberName("note")]
    Note,

    [JsonStringEnumMemberName("task")]
    Task,

    [JsonStringEnumMemberName("contact")]
    Contact,
}
