using System.Text.Json.Serialization;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Work;

/// <summary>What the <c>work</c> queue carries: one piece of work a message, small enough for a function's time limit.</summary>
public abstract record WorkMessage
{
    private const int Version = 1;

    private WorkMessage()
    {
    }

    /// <summary>Evaluate the deals of a bucket that are due.</summary>
    public sealed record EvaluateBucket(int Bucket) : WorkMessage;

    /// <summary>Compose a manager's digest of a day, unless it is there already.</summary>
    public sealed record BuildDigest(string PersonId) : WorkMessage;

    /// <summary>Compose what there is to tell some reps.</summary>
    public sealed record BuildAlerts(IReadOnlyList<string> PersonIds) : WorkMessage;

    /// <summary>Compare a source with its CRM, for as long as a message may take.</summary>
    /// <param name="QueuedAt">When the timer asked for it; the next tick asks again.</param>
    /// <param name="Tries">How often the CRM could not be read since.</param>
    public sealed record ReconcileSource(string Source, DateTimeOffset QueuedAt, int Tries) : WorkMessage;

    /// <summary>Learn from won deals what is usual, unless that was done within a day.</summary>
    public sealed record LearnBaselines : WorkMessage;

    /// <summary>Count what became of what the rules raised, for as long as a message may take.</summary>
    /// <param name="StartedAt">When the count began; a message that goes on with it says the same.</param>
    public sealed record CountRules(DateTimeOffset StartedAt) : WorkMessage;

    /// <summary>Send a link into the board to whoever of the team has this address.</summary>
    public sealed record SendSignInLink(string Email) : WorkMessage;

    public string Write() => this switch
    {
        EvaluateBucket work => NamedMessage.Write("evaluate-bucket", Version, work, WorkJson.Default.EvaluateBucket),
        BuildDigest work => NamedMessage.Write("build-digest", Version, work, WorkJson.Default.BuildDigest),
        BuildAlerts work => NamedMessage.Write("build-alerts", Version, work, WorkJson.Default.BuildAlerts),
        ReconcileSource work => NamedMessage.Write("reconcile-source", Version, work, WorkJson.Default.ReconcileSource),
        CountRules work => NamedMessage.Write("count-rules", Version, work, WorkJson.Default.CountRules),
        LearnBaselines work => NamedMessage.Write("learn-baselines", Version, work, WorkJson.Default.LearnBaselines),
        SendSignInLink work => NamedMessage.Write("send-sign-in-link", Version, work, WorkJson.Default.SendSignInLink),
        _ => throw new InvalidOperationException($"{GetType().Name} has no name on the queue."),
    };

    /// <exception cref="UnreadableMessageException">This version knows no such work.</exception>
    public static WorkMessage Read(string text)
    {
        var message = NamedMessage.Read(text);
        return (message.Name, message.Version) switch
        {
            ("evaluate-bucket", Version) => message.DataAs(WorkJson.Default.EvaluateBucket),
            ("build-digest", Version) => message.DataAs(WorkJson.Default.BuildDigest),
            ("build-alerts", Version) => message.DataAs(WorkJson.Default.BuildAlerts),
            ("reconcile-source", Version) => message.DataAs(WorkJson.Default.ReconcileSource),
            ("count-rules", Version) => message.DataAs(WorkJson.Default.CountRules),
            ("learn-baselines", Version) => message.DataAs(WorkJson.Default.LearnBaselines),
            ("send-sign-in-link", Version) => message.DataAs(WorkJson.Default.SendSignInLink),
            _ => throw new UnreadableMessageException($"This version knows no work '{message.Name}' version {message.Version}."),
        };
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(WorkMessage.EvaluateBucket))]
[JsonSerializable(typeof(WorkMessage.BuildDigest))]
[JsonSerializable(typeof(WorkMessage.BuildAlerts))]
[JsonSerializable(typeof(WorkMessage.ReconcileSource))]
[JsonSerializable(typeof(WorkMessage.LearnBaselines))]
[JsonSerializable(typeof(WorkMessage.CountRules))]
[JsonSerializable(typeof(WorkMessage.SendSignInLink))]
internal sealed partial class WorkJson : JsonSerializerContext;
