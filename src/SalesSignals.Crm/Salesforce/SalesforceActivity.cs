using System.Collections.Immutable;
using SalesSignals.Events;

namespace SalesSignals.Crm.Salesforce;

/// <summary>What tasks and events tell: a logged call or email is a task of that subtype, a meeting an event.</summary>
internal static class SalesforceActivity
{
    public const string Task = "Task";
    public const string Event = "Event";

    private const string ContactPrefix = "003";
    private const decimal MinutesOfYear = 60 * 24 * 366;

    private static readonly string[] NobodyThere =
        ["no answer", "not answered", "unanswered", "voicemail", "voice mail", "busy", "wrong number", "no contact", "unsuccessful"];

    public static ActivityFacts ReadTask(SalesforceRecord record, DateTimeOffset changedAt, NoteLexicon notes)
    {
        var kind = TaskKind(record);
        var status = Status(record, kind);
        var isOver = status is not (null or ActivityStatus.Planned);
        return new()
        {
            Id = record.Id(),
            Kind = kind,
            Status = status,
            Direction = kind is ActivityKind.Call ? Direction(record) : null,
            EndsAt = isOver ? DoneAt(record, changedAt) : null,
            DueAt = isOver ? null : EndOfDay(record.Date("ActivityDate")),
            ContactIds = Contacts(record),

            // What a task is for stands in its subject; that of a call or email says nothing.
            Note = Note(notes, kind is ActivityKind.Task ? record.Text("Subject") : null, record.Text("Description")),
        };
    }

    public static ActivityFacts ReadEvent(SalesforceRecord record, NoteLexicon notes)
    {
        var isAllDay = record.Flag("IsAllDayEvent") is true;
        var startsAt = record.Instant("StartDateTime") ?? record.Instant("ActivityDateTime") ?? StartOfDay(record.Date("ActivityDate"));
        var lasts = record.Number("DurationInMinutes") is { } minutes and >= 0 and < MinutesOfYear ? TimeSpan.FromMinutes((double)minutes) : (TimeSpan?)null;
        var endsAt = record.Instant("EndDateTime") ?? startsAt + lasts;
        return new()
        {
            Id = record.Id(),
            Kind = ActivityKind.Meeting,
            StartsAt = startsAt,

            // All day is written as midnight to midnight, the last day included.
            EndsAt = isAllDay ? (record.Instant("EndDateTime") ?? startsAt)?.AddDays(1) : endsAt,
            ContactIds = Contacts(record),
            Note = Note(notes, record.Text("Description")),
        };
    }

    private static ActivityKind TaskKind(SalesforceRecord record) => (record.Text("TaskSubtype"), record.Text("Type")) switch
    {
        ("Call", _) => ActivityKind.Call,
        ("Email" or "ListEmail", _) => ActivityKind.Email,
        (null or "Task", "Call") => ActivityKind.Call,
        (null or "Task", "Email") => ActivityKind.Email,
        (null or "Task", "Meeting") => ActivityKind.Meeting,
        _ => ActivityKind.Task,
    };

    private static ActivityStatus? Status(SalesforceRecord record, ActivityKind kind)
    {
        var isClosed = record.Flag("IsClosed") ?? (record.Text("Status") is { } status ? status is "Completed" : null);
        return isClosed switch
        {
            true when kind is ActivityKind.Call && !WasAnswered(record) => ActivityStatus.NoShow,
            true => ActivityStatus.Done,
            false => ActivityStatus.Planned,
            null => null,
        };
    }

    /// <summary>Salesforce has a call's result as free text only. One that took no time was not answered.</summary>
    private static bool WasAnswered(SalesforceRecord record) =>
        record.Number("CallDurationInSeconds") is not 0
        && !(record.Text("CallDisposition") is { } result
            && NobodyThere.Any(words => result.Contains(words, StringComparison.OrdinalIgnoreCase)));

    private static ActivityDirection? Direction(SalesforceRecord record) => record.Text("CallType") switch
    {
        "Inbound" => ActivityDirection.Inbound,
        "Outbound" => ActivityDirection.Outbound,
        "Internal" => ActivityDirection.Internal,
        _ => null,
    };

    /// <summary>A task knows the day it was for. If it was written down on a later day, that day is when it was done.</summary>
    private static DateTimeOffset DoneAt(SalesforceRecord record, DateTimeOffset changedAt)
    {
        var endOfDay = EndOfDay(record.Date("ActivityDate"));
        return record.Instant("CompletedDateTime") ?? (endOfDay < changedAt ? endOfDay.Value : changedAt);
    }

    /// <summary>Only a contact: a lead is no part of a deal yet.</summary>
    private static ImmutableArray<string> Contacts(SalesforceRecord record) =>
        record.OptionalId("WhoId") is { } id && SalesforceId.IsOf(id, ContactPrefix) ? [id] : [];

    private static NoteReading? Note(NoteLexicon notes, params string?[] texts) =>
        string.Join('\n', texts.Where(text => text is not null)) is { Length: > 0 } text ? NoteReader.Read(text, notes) : null;

    private static DateTimeOffset? StartOfDay(DateOnly? date) => date is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;

    private static DateTimeOffset? EndOfDay(DateOnly? date) => StartOfDay(date)?.AddDays(1).AddSeconds(-1);
}
