using System.Text.Json.Nodes;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>Something that happened to an object of Pipedrive's.</summary>
/// <param name="Action"><c>create</c>, <c>change</c> or <c>delete</c>.</param>
/// <param name="Data">The object as it is now; null once it is deleted.</param>
/// <param name="Previous">Old values of what has changed; the last state of what was deleted.</param>
internal sealed record PipedriveTold(DateTimeOffset At, string Entity, string Action, string Id, JsonObject? Data, JsonObject? Previous)
{
    public string? MergedTo { get; init; }

    public string? MergedFrom { get; init; }
}
