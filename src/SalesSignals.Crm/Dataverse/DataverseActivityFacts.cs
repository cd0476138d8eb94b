using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>What the row of an activity says, by its kind. States: 0 open, 1 completed, 2 cancelled, 3 scheduled (appointments).</summary>
internal static class DataverseActivityFacts
{
    private const int Completed = 1;
    private const int Cancelled = 2;

    /// <summary>The statuscode of an email that could not be sent; its state is open again.</summary>
    private const int SendingFailed = 8;

    /// <param name="doneAt">When it was done, where the row does not say.</param>
    public static ActivityFacts Read(string id, ActivityKind kind, DataverseRow row, DateTimeOffset? doneAt, NoteLexicon notes)
    {
        var facts = new ActivityFacts { Id = id, Kind = kind, ContactIds = [.. DataverseParties.ContactIds(row)] };
        return kind switch
        {
            ActivityKind.Meeting => Meeting(facts, row),
            ActivityKind.Call => Call(facts, row, doneAt, notes),
            ActivityKind.Email => Email(facts, row, notes),
            ActivityKind.Task => Task(facts, row, doneAt, notes),
            _ => facts with { Note = Note(notes, row.Text("subject"), row.Text("notetext")) },
        };
    }

    /// <summary>A draft, one that failed, or one that was called off: nobody has read it.</summary>
    public static bool IsUnsent(DataverseRow row) => row.Option("statecode") switch
    {
        Completed => false,
        Cancelled => true,
        _ => row.Flag("directioncode") is not false,
    };

    /// <summary>An unsent email that may have counted as sent before.</summary>
    public static bool IsWithdrawn(DataverseRow row) => row.Option("statecode") == Cancelled || row.Option("statuscode") == SendingFailed;

    /// <summary>
    /// Few people mark their meetings as completed, so an open one is not told as planned: once over, it counts as held. Its description
    /// is the invitation, and no note of what was said.
    /// </summary>
    private static ActivityFacts Meeting(ActivityFacts facts, DataverseRow row) => facts with
    {
        Direction = DataverseParties.OfMeeting(row),
        Status = row.Option("statecode") switch
        {
            Completed => ActivityStatus.Held,
            Cancelled => ActivityStatus.Cancelled,
            _ => null,
        },
        StartsAt = row.Instant("scheduledstart"),
        EndsAt = row.Instant("scheduledend"),
    };

    private static ActivityFacts Call(ActivityFacts facts, DataverseRow row, DateTimeOffset? doneAt, NoteLexicon notes)
    {
        facts = facts with { Direction = DataverseParties.OfMessage(row) };
        return row.Option("statecode") switch
        {
            Completed => facts with
            {
                Status = row.Flag("leftvoicemail") is true ? ActivityStatus.NoShow : ActivityStatus.Held,
                StartsAt = row.Instant("actualstart"),
                EndsAt = row.Instant("actualend") ?? doneAt,
                Note = Note(notes, row.Text("description")),
            },
            var state => Open(facts, row, state),
        };
    }

    private static ActivityFacts Task(ActivityFacts facts, DataverseRow row, DateTimeOffset? doneAt, NoteLexicon notes)
    {
        facts = facts with { Note = Note(notes, row.Text("subject"), row.Text("description")) };
        return row.Option("statecode") switch
        {
            Completed => facts with { Status = ActivityStatus.Done, EndsAt = row.Instant("actualend") ?? doneAt },
            var state => Open(facts, row, state),
        };
    }

    private static ActivityFacts Open(ActivityFacts facts, DataverseRow row, int? state) => facts with
    {
        Status = state == Cancelled ? ActivityStatus.Cancelled : ActivityStatus.Planned,
        StartsAt = row.Instant("scheduledstart"),
        DueAt = row.Instant("scheduledend"),
    };

    private static ActivityFacts Email(ActivityFacts facts, DataverseRow row, NoteLexicon notes) => facts with
    {
        Direction = DataverseParties.OfMessage(row),
        Status = ActivityStatus.Done,
        StartsAt = row.Instant("senton") ?? row.Instant("actualend") ?? row.Instant("createdon"),
        Automated = row.Flag("isworkflowcreated") is true,
        Note = Note(notes, row.Text("description")),
    };

    private static NoteReading? Note(NoteLexicon notes, params string?[] texts) =>
        string.Join('\n', texts.Where(text => !string.IsNullOrWhiteSpace(text))) is { Length: > 0 } text ? NoteReader.Read(text, notes) : null;
}
