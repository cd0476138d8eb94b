using System.Globalization;
using System.Net;
using SalesSignals.Events;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>Activities of a story as HubSpot's objects. It has no object for a proposal that was sent.</summary>
internal static class HubSpotStoryActivity
{
    private const string Connected = "f240bbac-87c9-4f6e-bf70-924b57d47db7";
    private const string NoAnswer = "73a0d17f-1163-4015-bdd5-ec830791da20";

    /// <summary>The kind of object, by its name in addresses and by its type id; null where there is none.</summary>
    public static (string Name, string TypeId)? TypeOf(ActivityKind kind) => kind switch
    {
        ActivityKind.Meeting => ("meetings", "0-47"),
        ActivityKind.Call => ("calls", "0-48"),
        ActivityKind.Email => ("emails", "0-49"),
        ActivityKind.Note => ("notes", "0-46"),
        ActivityKind.Task => ("tasks", "0-27"),
        _ => null,
    };

    public static IEnumerable<(string Name, string? Value)> Properties(ActivityFacts activity, string? text) =>
    [
        ("hs_timestamp", Instant(activity.Kind is ActivityKind.Task ? activity.DueAt : activity.StartsAt)),
        .. OfKind(activity, text),
    ];

    public static string? Instant(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static (string Name, string? Value)[] OfKind(ActivityFacts activity, string? text) => activity.Kind switch
    {
        ActivityKind.Meeting =>
        [
            ("hs_meeting_start_time", Instant(activity.StartsAt)),
            ("hs_meeting_end_time", Instant(activity.EndsAt)),
            ("hs_internal_meeting_notes", Html(text)),
            ("hs_meeting_outcome", activity.Status switch
            {
                ActivityStatus.Held => "COMPLETED",
                ActivityStatus.Cancelled => "CANCELED",
                ActivityStatus.NoShow => "NO_SHOW",
                ActivityStatus.Moved => "RESCHEDULED",
                _ => "SCHEDULED",
            }),
        ],
        ActivityKind.Call =>
        [
            ("hs_call_direction", activity.Direction is ActivityDirection.Inbound ? "INBOUND" : "OUTBOUND"),
            ("hs_call_status", "COMPLETED"),
            ("hs_call_body", Html(text)),
            ("hs_call_duration", (activity.EndsAt - activity.StartsAt ?? TimeSpan.Zero).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)),
            ("hs_call_disposition", activity.Status is ActivityStatus.NoShow ? NoAnswer : Connected),
        ],
        ActivityKind.Email =>
        [
            ("hs_email_direction", activity.Direction is ActivityDirection.Inbound ? "INCOMING_EMAIL" : "EMAIL"),
            ("hs_email_status", "SENT"),
            ("hs_email_text", text),
            ("hs_email_headers", activity is { Automated: true, Direction: ActivityDirection.Inbound } ? """{"auto-submitted":"auto-replied"}""" : null),
            ("hs_sequence_id", activity is { Automated: true, Direction: ActivityDirection.Outbound } ? "8811" : null),
        ],
        ActivityKind.Task =>
        [
            ("hs_task_status", activity.Status is ActivityStatus.Done ? "COMPLETED" : "NOT_STARTED"),
            ("hs_task_completion_date", Instant(activity.Status is ActivityStatus.Done ? activity.StartsAt : null)),
            ("hs_task_body", Html(text)),
        ],
        _ => [("hs_note_body", Html(text))],
    };

    private static string? Html(string? text) => text is null ? null : $"<p>{WebUtility.HtmlEncode(text)}</p>";
}
