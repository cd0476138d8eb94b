using System.Globalization;
using System.Text.Json;

namespace SalesSignals.Functions.Host;

/// <summary>What <c>host.json</c> says about queues, routes and time, so that both ways of running follow the same rules.</summary>
public sealed record HostSettings
{
    /// <summary>How many messages are taken at once.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>More messages are taken once no more than this many are being processed.</summary>
    public int NewBatchThreshold { get; init; } = 8;

    /// <summary>How often a message is tried before it goes to poison.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How long a message that failed stays hidden before its next try.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an idle queue is left alone at most.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the host lets a function run.</summary>
    public TimeSpan FunctionTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The first segment of every HTTP function's path.</summary>
    public string RoutePrefix { get; init; } = "api";

    /// <exception cref="StartException">The folder has no usable <c>host.json</c>.</exception>
    public static HostSettings Read(string folder)
    {
        var file = Path.Combine(folder, "host.json");
        if (!File.Exists(file))
        {
            throw new StartException($"There is no host.json in '{folder}'. Start the app from a build or publish folder.");
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new StartException($"host.json cannot be used: {e.Message}", e);
        }
    }

    private static HostSettings Read(JsonElement host)
    {
        var defaults = new HostSettings();
        var queues = Find(host, "extensions", "queues");

        return new()
        {
            BatchSize = Find(queues, "batchSize")?.GetInt32() ?? defaults.BatchSize,
            NewBatchThreshold = Find(queues, "newBatchThreshold")?.GetInt32() ?? defaults.NewBatchThreshold,
            MaxDequeueCount = Find(queues, "maxDequeueCount")?.GetInt32() ?? defaults.MaxDequeueCount,
            VisibilityTimeout = Duration(Find(queues, "visibilityTimeout")) ?? defaults.VisibilityTimeout,
            MaxPollingInterval = Duration(Find(queues, "maxPollingInterval")) ?? defaults.MaxPollingInterval,
            FunctionTimeout = Duration(Find(host, "functionTimeout")) ?? defaults.FunctionTimeout,
            RoutePrefix = Find(host, "extensions", "http", "routePrefix")?.GetString() ?? defaults.RoutePrefix,
        };
    }

    private static JsonElement? Find(JsonElement? element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element is not { ValueKind: JsonValueKind.Object } parent || !parent.TryGetProperty(name, out var child))
            {
                return null;
            }

            element = child;
        }

        return element;
    }

    private static TimeSpan? Duration(JsonElement? element) =>
        element is { } text ? TimeSpan.ParseExact(text.GetString()!, "c", CultureInfo.InvariantCulture) : null;
}
