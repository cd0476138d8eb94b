using System.Collections.Frozen;
using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>What Pipedrive's activity types are in our words. Accounts add types of their own, which configuration explains.</summary>
internal static class PipedriveActivityTypes
{
    private static readonly Dictionary<string, ActivityKind> BuiltIn = new()
    {
        ["meeting"] = ActivityKind.Meeting,
        ["lunch"] = ActivityKind.Meeting,
        ["call"] = ActivityKind.Call,
        ["task"] = ActivityKind.Task,
        ["deadline"] = ActivityKind.Task,

        // Somebody's plan to write an email, ticked when done. Emails themselves are no activities in Pipedrive.
        ["email"] = ActivityKind.Task,
    };

    private static readonly ActivityKind[] Kinds = [ActivityKind.Meeting, ActivityKind.Call, ActivityKind.Task];

    /// <summary>The kinds by type: ours, and over them the configured ones.</summary>
    public static FrozenDictionary<string, ActivityKind> Read(string settingName, IDictionary<string, string> configured)
    {
        var types = new Dictionary<string, ActivityKind>(BuiltIn, StringComparer.OrdinalIgnoreCase);
        foreach (var (type, name) in configured)
        {
            types[type] = EventNames.Kinds.Find(name.ToLowerInvariant()) is { } kind && Kinds.Contains(kind)
                ? kind
                : throw new InvalidOperationException($"Sources__{settingName}__ActivityTypes__{type} must be meeting, call or task.");
        }

        return types.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// A type that nobody explained is a task: planned, it is a next step, and done, the seller did something; it never claims that the
    /// buyer was there.
    /// </summary>
    public static ActivityKind KindOf(this FrozenDictionary<string, ActivityKind> types, string? type) =>
        type is not null && types.TryGetValue(type, out var kind) ? kind : ActivityKind.Task;
}
