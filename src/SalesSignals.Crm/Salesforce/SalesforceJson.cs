using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesSignals.Crm.Salesforce;

/// <summary>One answer to a query. A count has a size and no records.</summary>
internal sealed record SalesforceAnswer(long TotalSize, bool Done, string? NextRecordsUrl, IReadOnlyList<JsonElement>? Records);

/// <summary>What an object consists of, as far as the user of the token may see it.</summary>
internal sealed record SalesforceDescription(IReadOnlyList<SalesforceField>? Fields);

internal sealed record SalesforceField(string? Name);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SalesforceAnswer))]
[JsonSerializable(typeof(SalesforceDescription))]
internal sealed partial class SalesforceJson : JsonSerializerContext;
