using System.Text.Json.Serialization;

namespace SalesSignals.Events;

/// <summary>What an event says of a deal's fields.</summary>
public sealed record DealFields
{
    public Told<string> Name { get; init; }

    public Told<string> Pipeline { get; init; }

    /// <summary>The CRM's own stage id; settings map it to a canonical stage.</summary>
    public Told<string> Stage { get; init; }

    /// <summary>In whole units of <see cref="Currency"/>.</summary>
    public Told<decimal?> Amount { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public Told<string> Currency { get; init; }

    public Told<DateOnly?> CloseOn { get; init; }

    /// <summary>The CRM's id of the owner.</summary>
    public Told<string> OwnerId { get; init; }

    /// <summary>In lower case, as the forecast of SalesSignals names it: commit, best-case, pipeline, omitted, closed.</summary>
    public Told<string> ForecastCategory { get; init; }

    /// <summary>The deal's page in the CRM.</summary>
    public Told<string> Url { get; init; }

    /// <summary>Said outright by CRMs that keep it apart from the stage; otherwise it follows from the stage.</summary>
    public Told<DealStatus?> Status { get; init; }

    public Told<DateTimeOffset?> CreatedAt { get; init; }

    public Told<bool?> Outcomes { get; init; }

    public Told<bool?> Priorities { get; init; }

    public Told<bool?> Timeline { get; init; }

    public Told<bool?> Sponsor { get; init; }

    public Told<bool?> Budget { get; init; }

    /// <summary>What the customer has agreed to do next, in a line.</summary>
    public Told<string> CustomerAction { get; init; }

    /// <summary>By when.</summary>
    public Told<DateOnly?> CustomerActionDueOn { get; init; }

    /// <summary>The CRM's id of the customer that the deal is with.</summary>
    public Told<string> AccountId { get; init; }

    public Told<string> AccountName { get; init; }

    /// <summary>When what was sold ends unless it is renewed.</summary>
    public Told<DateOnly?> RenewalOn { get; init; }
}

public enum DealStatus
{
    [JsonStringEnumMemberName("open")]
    Open,

    [JsonStringEnumMemberName("won")]
    Won,

    [JsonStringEnumMemberName("lost")]
    Lost,

    [JsonStringEnumMemberName("deleted")]
    Deleted,
}
