using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesSignals.Crm.Dataverse;

/// <summary>One answer of a list; what the API holds back for the next one is behind <see cref="NextLink"/>.</summary>
internal sealed record DataversePage
{
    [JsonPropertyName("value")]
    public IReadOnlyList<JsonElement> Value { get; init; } = [];

    [JsonPropertyName("@odata.nextLink")]
    public string? NextLink { get; init; }
}

/// <summary>Who the API takes us for.</summary>
internal sealed record DataverseIdentity(Guid UserId);

/// <summary>Through which roles a user has a privilege; none: it has not.</summary>
internal sealed record DataversePrivileges(IReadOnlyList<JsonElement>? RolePrivileges);

[JsonSerializable(typeof(DataversePage))]
[JsonSerializable(typeof(DataverseIdentity))]
[JsonSerializable(typeof(DataversePrivileges))]
internal sealed partial class DataverseApiJson : JsonSerializerContext;
