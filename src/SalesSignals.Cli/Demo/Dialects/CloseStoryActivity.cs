using System.Text.Json.Nodes;
using SalesSignals.Events;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>Activities and tasks of a lead. Close has no word for a proposal that was sent.</summary>
internal static class CloseStoryActivity
{
    public static string TypeOf(ActivityKind kind) => kind is ActivityKind.Task ? "task.lead" : $"activity.{Name(kind).ToLowerInvariant()}";

    public static string Id(ActivityKind kind, string id) => kind is ActivityKind.Task ? $"task_{id}" : $"acti_{id}";

    public static JsonObject? Of(string deal, DateTimeOffset at, ActivityFacts activity, string? text)
    {
        if (activity.Kind is ActivityKind.Deliverable)
        {
            return null;
        }

        JsonNode? contact = activity.ContactIds is [var first, ..] ? CloseIds.Contact(first) : null;
        var data = new JsonObject
        {
            ["id"] = Id(activity.Kind, activity.Id),
            ["_type"] = activity.Kind is ActivityKind.Task ? "lead" : Name(activity.Kind),
            ["organization_id"] = CloseIds.Organization,
            ["lead_id"] = CloseIds.Lead(deal),
            ["contact_id"] = contact,
            ["date_created"] = CloseIds.Time(at),
            ["date_updated"] = CloseIds.Time(at),
        };
        foreach (var (name, value) in Rest(activity, at, text))
        {
            data[name] = value;
        }

        return data;
    }

    private static IEnumerable<(string Name, JsonNode? Value)> Rest(ActivityFacts activity, DateTimeOffset at, string? text) => activity.Kind switch
    {
        ActivityKind.Task =>
        [
            ("date", activity.DueAt is { } due ? CloseIds.Time(due) : null),
            ("is_complete", activity.Status is ActivityStatus.Done),
            ("text", text ?? "Follow up"),
        ],
        ActivityKind.Meeting =>
        [
            ("status", activity.Status switch
            {
                ActivityStatus.Held or ActivityStatus.Done => "completed",
                ActivityStatus.Cancelled or ActivityStatus.NoShow or ActivityStatus.Moved => activity.CancelledBy is ActivityParty.Buyer ? "declined-by-lead" : "canceled",
                _ => "upcoming",
            }),
            ("starts_at", Time(activity.StartsAt)),
            ("ends_at", Time(activity.EndsAt)),
            ("activity_at", Time(activity.StartsAt)),
            ("attendees", new JsonArray([.. activity.ContactIds.Select(id => new JsonObject { ["contact_id"] = CloseIds.Contact(id), ["status"] = "yes" })])),
            ("note", text),
        ],
        ActivityKind.Call =>
        [
            ("status", "completed"),
            ("direction", activity.Direction is ActivityDirection.Inbound ? "inbound" : "outbound"),
            ("disposition", activity.Status is ActivityStatus.Held or ActivityStatus.Done ? "answered" : "no-answer"),
            ("duration", activity is { EndsAt: { } end, StartsAt: { } start } ? (int)(end - start).TotalSeconds : 0),
            ("activity_at", Time(activity.StartsAt)),
            ("note", text),
        ],
        ActivityKind.Email =>
        [
            ("status", activity.Direction is ActivityDirection.Inbound ? "inbox" : "sent"),
            ("direction", activity.Direction is ActivityDirection.Inbound ? "incoming" : "outgoing"),
            ("sequence_id", activity.Automated ? "seq_Welcome" : null),
            ("activity_at", Time(activity.StartsAt)),
            ("body_text", text),
        ],
        _ => [("note", text ?? ""), ("activity_at", Time(activity.StartsAt ?? at))],
    };

    private static string Name(ActivityKind kind) => kind switch
    {
        ActivityKind.Meeting => "Meeting",
        ActivityKind.Call => "Call",
        ActivityKind.Email => "Email",
        _ => "Note",
    };

    private static JsonNode? Time(DateTimeOffset? at) => at is { } instant ? CloseIds.Time(instant) : null;
}
