using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using SalesSignals.Events;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>Activities and notes of a story as Pipedrive has them: a due date and time in UTC, a duration, and a tick.</summary>
internal static class PipedriveStoryActivity
{
    public static JsonObject Of(CanonicalEvent.ActivityLogged logged, DateTimeOffset at, string? text, string addedAt)
    {
        var activity = logged.Activity;
        var due = activity.DueAt ?? activity.StartsAt;
        var isDone = activity.Status is ActivityStatus.Held or ActivityStatus.Done;
        return new()
        {
            ["id"] = PipedriveStory.Number(activity.Id),
            ["type"] = activity.Kind switch { ActivityKind.Meeting => "meeting", ActivityKind.Call => "call", _ => "task" },
            ["subject"] = text ?? activity.Kind.ToString(),
            ["done"] = isDone,
            ["marked_as_done_time"] = isDone ? PipedriveStory.Time(at) : null,
            ["due_date"] = due?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["due_time"] = Clock(due?.UtcDateTime.TimeOfDay),
            ["duration"] = Clock(activity.EndsAt - activity.StartsAt),
            ["deal_id"] = PipedriveStory.Number(logged.DealId),
            ["lead_id"] = null,
            ["person_id"] = activity.ContactIds is [var person, ..] ? PipedriveStory.Number(person) : null,
            ["org_id"] = null,
            ["owner_id"] = 12415231,
            ["public_description"] = "",
            ["location"] = null,
            ["busy_flag"] = null,
            ["active_flag"] = true,
            ["add_time"] = addedAt,
            ["update_time"] = PipedriveStory.Time(at),
            ["update_user_id"] = null,
            ["custom_fields"] = new JsonObject(),
        };
    }

    public static JsonObject Note(CanonicalEvent.ActivityLogged logged, DateTimeOffset at, string? text, string addedAt) => new()
    {
        ["id"] = PipedriveStory.Number(logged.Activity.Id),
        ["user_id"] = 12415231,
        ["deal_id"] = PipedriveStory.Number(logged.DealId),
        ["person_id"] = null,
        ["org_id"] = null,
        ["lead_id"] = null,
        ["project_id"] = null,
        ["active_flag"] = true,
        ["content"] = $"<p>{WebUtility.HtmlEncode(text ?? "")}</p>",
        ["add_time"] = addedAt,
        ["update_time"] = PipedriveStory.Time(at),
    };

    private static JsonObject? Clock(TimeSpan? time) => time is { } clock
        ? new() { ["timezone_id"] = null, ["value"] = string.Create(CultureInfo.InvariantCulture, $"{(int)clock.TotalHours:D2}:{clock.Minutes:D2}:{clock.Seconds:D2}") }
        : null;
}
