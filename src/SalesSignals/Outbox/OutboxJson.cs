using System.Text.Json.Serialization;
using SalesSignals.Digests;

namespace SalesSignals.Outbox;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EmailMessage))]
[JsonSerializable(typeof(SendEmail))]
internal sealed partial class OutboxJson : JsonSerializerContext;
