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

// Ids are numbers in one place and strings in the next.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(HubSpotQuestion))]
[JsonSerializable(typeof(HubSpotAnswer<HubSpotObject>))]
[JsonSerializable(typeof(HubSpotAnswer<HubSpotLinks>))]
internal sealed partial class HubSpotJson : JsonSerializerContext;
