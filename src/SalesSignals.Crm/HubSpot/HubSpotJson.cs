using System.Text.Json.Serialization;

namespace SalesSignals.Crm.HubSpot;

/// <summary>One id to read, with the place to go on from where its links fill several pages.</summary>
internal sealed record HubSpotInput(string Id, string? After = null);

internal sealed record HubSpotQuestion(IReadOnlyList<HubSpotInput> Inputs)
{
    public IReadOnlyList<string>? Properties { get; init; }

    public IReadOnlyList<string>? PropertiesWithHistory { get; init; }
}

/// <summary>An answer of 200, or of 207 where some inputs could not be read.</summary>
internal sealed record HubSpotAnswer<T>(IReadOnlyList<T>? Results, IReadOnlyList<HubSpotError>? Errors);

internal sealed record HubSpotError(string? Category, string? SubCategory);

internal sealed record HubSpotLinks(HubSpotEnd? From, IReadOnlyList<HubSpotTarget>? To, HubSpotPaging? Paging);

internal sealed record HubSpotEnd(long Id);

internal sealed record HubSpotTarget(long ToObjectId);

internal sealed record HubSpotPaging(HubSpotPage? Next);

internal sealed record HubSpotPage(string? After);

/// <summary>A page of a list, or of a search, which also counts.</summary>
internal sealed record HubSpotList<T>(long? Total, IReadOnlyList<T>? Results, HubSpotPaging? Paging);

internal sealed record HubSpotSearch(
    IReadOnlyList<HubSpotFilters> FilterGroups, IReadOnlyList<HubSpotSort> Sorts, IReadOnlyList<string> Properties, int Limit);

internal sealed record HubSpotFilters(IReadOnlyList<HubSpotFilter> Filters);

internal sealed record HubSpotSort(string PropertyName, string Direction);

internal sealed record HubSpotOwner(string Id)
{
    public string? Email { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    /// <summary><c>PERSON</c>, or <c>QUEUE</c>.</summary>
    public string? Type { get; init; }

    public bool Archived { get; init; }

    public IReadOnlyList<HubSpotTeam>? Teams { get; init; }
}

internal sealed record HubSpotTeam(string? Name, bool Primary);

// Ids are numbers in one place and strings in the next.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(HubSpotQuestion))]
[JsonSerializable(typeof(HubSpotAnswer<HubSpotObject>))]
[JsonSerializable(typeof(HubSpotAnswer<HubSpotLinks>))]
[JsonSerializable(typeof(HubSpotSearch))]
[JsonSerializable(typeof(HubSpotList<HubSpotObject>))]
[JsonSerializable(typeof(HubSpotList<HubSpotOwner>))]
internal sealed partial class HubSpotJson : JsonSerializerContext;
