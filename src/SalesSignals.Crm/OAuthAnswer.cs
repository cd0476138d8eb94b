using System.Text.Json.Serialization;

namespace SalesSignals.Crm;

/// <summary>What a token endpoint gives. Salesforce does not say how long its tokens are good: until they are refused.</summary>
internal sealed record OAuthAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in")] double? ExpiresIn);

// Some servers write the seconds as text.
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(OAuthAnswer))]
internal sealed partial class OAuthJson : JsonSerializerContext;
