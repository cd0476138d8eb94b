using System.Text.Json;
using System.Text.Json.Serialization;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>An answer of the API: what it holds, and where it goes on.</summary>
internal sealed record PipedriveAnswer(JsonElement Data, PipedriveMore? AdditionalData);

/// <param name="NextCursor">Version 2, and the change log: where the next page begins; null at the end.</param>
/// <param name="Pagination">Version 1.</param>
internal sealed record PipedriveMore(string? NextCursor, PipedrivePagination? Pagination);

internal sealed record PipedrivePagination(bool? MoreItemsInCollection);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PipedriveAnswer))]
internal sealed partial class PipedriveJson : JsonSerializerContext;
