using System.Globalization;
using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>An activity of the API in our words, whole. Its text is read once, here, and goes no further.</summary>
internal static class HubSpotActivity
{
    public static ActivityFacts Facts(CrmObjectKind kind, HubSpotObject activity, NoteLexicon notes)
    {
        var facts = kind switch
        {
            CrmObjectKind.Meeting => Meeting(activity, notes),
            CrmObjectKind.Call => Call(activity, notes),
            CrmObjectKind.Email => HubSpotEmail.Facts(activity, notes),
            CrmObjectKind.Note => new() { Id = "", Kind = ActivityKind.Note, StartsAt = activity.Instant("hs_timestamp"), Note = Read(notes, activity.Text("hs_note_body")) },
            CrmObjectKind.Task => Task(activity, notes),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return facts with { Id = HubSpotTypes.ActivityId(kind, activity.Key) };
    }

    public static NoteReading? Read(NoteLexicon notes, params ReadOnlySpan<string?> html)
    {
        var texts = string.Join('\n', html.ToArray().Where(text => text is not null).Select(text => HtmlText.Of(text!)));
        return texts.Length > 0 ? NoteReader.Read(texts, notes) : null;
    }

    private static ActivityFacts Meeting(HubSpotObject meeting, NoteLexicon notes)
    {
        var startsAt = meeting.Instant("hs_meeting_start_time") ?? meeting.Instant("hs_timestamp");
        return new()
        {
            Id = "",
            Kind = ActivityKind.Meeting,
            Status = meeting.Text("hs_meeting_outcome") switch
            {
                "COMPLETED" => ActivityStatus.Held,
                "RESCHEDULED" => ActivityStatus.Moved,
                "NO_SHOW" => ActivityStatus.NoShow,
                "CANCELED" or "CANCELLED" => ActivityStatus.Cancelled,

                // SCHEDULED is what calendars write, and few people ever change it: whether it is over, the clock says.
                _ => null,
            },
            StartsAt = startsAt,
            EndsAt = meeting.Instant("hs_meeting_end_time"),
            Note = Read(notes, meeting.Text("hs_internal_meeting_notes"), WasLoggedAfter(meeting, startsAt) ? meeting.Text("hs_meeting_body") : null),
        };
    }

    /// <summary>The body of a meeting that was planned is its invitation; that of one put down afterwards is what was said.</summary>
    private static bool WasLoggedAfter(HubSpotObject meeting, DateTimeOffset? startsAt) =>
        (meeting.Instant("hs_createdate") ?? HubSpotValue.Instant(meeting.CreatedAt, "createdAt")) >= startsAt;

    private static ActivityFacts Call(HubSpotObject call, NoteLexicon notes)
    {
        var startsAt = call.Instant("hs_timestamp");
        var lasted = Duration(call.Text("hs_call_duration"));
        return new()
        {
            Id = "",
            Kind = ActivityKind.Call,
            Direction = call.Text("hs_call_direction") switch
            {
                "INBOUND" => ActivityDirection.Inbound,
                "OUTBOUND" => ActivityDirection.Outbound,
                _ => null,
            },
            Status = HubSpotCall.Status(call.Text("hs_call_disposition"), call.Text("hs_call_status"), lasted),
            StartsAt = startsAt,
            EndsAt = lasted > TimeSpan.Zero ? startsAt + lasted : null,
            Note = Read(notes, call.Text("hs_call_body")),
        };
    }

    private static ActivityFacts Task(HubSpotObject task, NoteLexicon notes)
    {
        var isDone = task.Text("hs_task_status") is "COMPLETED";
        return new()
        {
            Id = "",
            Kind = ActivityKind.Task,
            Status = isDone ? ActivityStatus.Done : ActivityStatus.Planned,

            // Until it is done HubSpot keeps the day it is due in this property.
            StartsAt = isDone ? task.Instant("hs_task_completion_date") : null,
            DueAt = task.Instant("hs_timestamp"),
            Note = Read(notes, task.Text("hs_task_subject"), task.Text("hs_task_body")),
        };
    }

    /// <summary>Milliseconds, up to a day.</summary>
    private static TimeSpan Duration(string? milliseconds) =>
        double.TryParse(milliseconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var length) && length <= TimeSpan.MillisecondsPerDay
            ? TimeSpan.FromMilliseconds(length)
            : TimeSpan.Zero;
}
