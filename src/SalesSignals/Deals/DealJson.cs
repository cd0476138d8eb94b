using System.Text.Json.Serialization;
using SalesSignals.Events;

namespace SalesSignals.Deals;

/// <summary>How a snapshot is kept: short, without what was never told.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(DealSnapshot))]
internal sealed partial class DealJson : JsonSerializerContext;
