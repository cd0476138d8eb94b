using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesSignals.Crm.Close;

/// <summary>A page of a list; that of the event log has a cursor, opportunities a total.</summary>
internal sealed record CloseList(IReadOnlyList<JsonElement>? Data, bool HasMore, long? TotalResults, string? CursorNext);

/// <summary>A lead with what hangs on it.</summary>
internal sealed record CloseLeadAnswer(IReadOnlyList<JsonElement>? Opportunities, IReadOnlyList<JsonElement>? Contacts);

/// <summary>Whose key it is.</summary>
internal sealed record CloseMe(IReadOnlyList<CloseMyOrganization>? Organizations);

internal sealed record CloseMyOrganization(string? Id);

internal sealed record CloseOrganization(IReadOnlyList<CloseMembership>? Memberships, IReadOnlyList<CloseMembership>? InactiveMemberships);

internal sealed record CloseMembership(CloseUser? User);

internal sealed record CloseUser(string? Id, string? FirstName, string? LastName, string? Email);

internal sealed record CloseSubscriptionList(IReadOnlyList<CloseSubscription>? Data);

internal sealed record CloseSubscription(string? Url, string? Status, IReadOnlyList<CloseSubscribedEvent>? Events);

internal sealed record CloseSubscribedEvent(string? ObjectType, string? Action);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CloseList))]
[JsonSerializable(typeof(CloseLeadAnswer))]
[JsonSerializable(typeof(CloseMe))]
[JsonSerializable(typeof(CloseOrganization))]
[JsonSerializable(typeof(CloseSubscriptionList))]
[JsonSerializable(typeof(JsonDocument))]
internal sealed partial class CloseJson : JsonSerializerContext;
