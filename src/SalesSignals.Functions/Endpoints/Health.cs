using System.Text.Json.Serialization;

namespace SalesSignals.Functions.Endpoints;

/// <summary>
/// The body of <c>GET /api/health</c>. Anybody may read it: numbers, times, and names from the configuration, and nothing that came from outside.
/// </summary>
/// <param name="Queues">Null where they could not be asked.</param>
public sealed record Health(bool Live, bool Ready, string Storage, IReadOnlyList<QueueHealth>? Queues = null, IReadOnlyList<SourceHealth>? Sources = null)
{
    public static Health Unreachable { get; } = new(Live: true, Ready: false, "unreachable");

    public static Health Reachable { get; } = new(Live: true, Ready: true, "reachable");
}

/// <param name="Waiting">About how many messages are on their way.</param>
/// <param name="Poison">About how many could not be processed, and wait for somebody.</param>
public sealed record QueueHealth(string Name, int Waiting, int Poison);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Health))]
public sealed partial class HealthJson : JsonSerializerContext;
