using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SalesSignals.Signals;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ImmutableArray<RaisedSignal>))]
[JsonSerializable(typeof(ImmutableArray<Evidence>))]
[JsonSerializable(typeof(ImmutableArray<HeardEvents>))]
[JsonSerializable(typeof(ImmutableArray<Parking>))]
[JsonSerializable(typeof(ImmutableArray<SignalRecord>))]
internal sealed partial class SignalJson : JsonSerializerContext;
