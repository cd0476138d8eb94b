using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>The last conversation has a note, but not one from which anybody could go on.</summary>
public static class ThinNotes
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.ThinNotes;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (!context.ActivitiesKnown)
        {
            return RuleVerdict.Unknown("Its source does not tell meetings, calls and notes.");
        }

        if (LastConversation(context) is not { } last)
        {
            return RuleVerdict.Quiet("No conversation within the window (in days: {1:0}).", 0, options.LookBackDays, DateTimeOffset.MaxValue);
        }

        var forgottenAt = last.EndedAt.AddDays(options.LookBackDays).AddTicks(1);
        var note = ReadNotes(context, last);
        if (note.Count == 0)
        {
            return RuleVerdict.Quiet("The last conversation has no note at all.", 0, 0, forgottenAt);
        }

        return note.Missing(options) == 0
            ? RuleVerdict.Quiet("The note has a next step, a date, and enough words: {0:0}, where {1:0} will do.", note.Words, options.LeastWords, forgottenAt)
            : RuleVerdict.Fired(Signal(context, last, note), forgottenAt);
    }

    private readonly record struct Conversation(ActivityFacts Activity, DateTimeOffset StartedAt, DateTimeOffset EndedAt);

    /// <summary>What all notes of a conversation say together.</summary>
    private readonly record struct Reading(int Count, int Words, bool HasNextStep, bool HasDate)
    {
        public Reading With(NoteReading note) => new(Count + 1, Words + note.Words, HasNextStep || note.HasNextStep, HasDate || note.HasDate);

        public int Missing(ThinNotesOptions options) => (HasNextStep ? 0 : 1) + (HasDate ? 0 : 1) + (Words >= options.LeastWords ? 0 : 1);
    }

    private static Conversation? LastConversation(in RuleContext context)
    {
        Conversation? last = null;
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is not { } activity || !Touches.WasConversation(activity, context.Now))
            {
                continue;
            }

            var endedAt = Touches.TimeOf(activity, statement.Stamp);
            if (endedAt <= context.Now && endedAt >= context.Now.AddDays(-context.Settings.ThinNotes.LookBackDays) && !(last?.EndedAt >= endedAt))
            {
                last = new(activity, activity.StartsAt ?? endedAt, endedAt);
            }
        }

        return last;
    }

    private static Reading ReadNotes(in RuleContext context, in Conversation last)
    {
        var reading = new Reading(0, 0, false, false);
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is { Note: { } note } activity
                && (ReferenceEquals(activity, last.Activity) ? note.Words > 0 : IsNoteSince(activity, statement.Stamp, last.StartedAt)))
            {
                reading = reading.With(note);
            }
        }

        return reading;
    }

    private static bool IsNoteSince(ActivityFacts activity, Stamp stamp, DateTimeOffset startedAt) =>
        activity.Kind is ActivityKind.Note && Touches.TimeOf(activity, stamp) >= startedAt;

    private static Signal Signal(in RuleContext context, in Conversation last, in Reading note)
    {
        var options = context.Settings.ThinNotes;
        string[] missing =
        [
            .. note.Words >= options.LeastWords ? (ReadOnlySpan<string>)[] : [note.Words == 0 ? "no words" : $"only {Phrase.Count(note.Words, "word")}"],
            .. note.HasNextStep ? (ReadOnlySpan<string>)[] : ["no next step"],
            .. note.HasDate ? (ReadOnlySpan<string>)[] : ["no date"],
        ];
        var what = $"{Phrase.Activity(last.Activity)} on {Phrase.Day(last.EndedAt, context)}";
        return new()
        {
            Kind = SignalKinds.ThinNotes,
            Severity = missing.Length switch { 1 => Severity.Low, 2 => Severity.Medium, _ => Severity.High },
            Summary = $"The note of the {what} has {Phrase.List(missing)}.",
            NextAction = "Add what was agreed, who does what, and by when: one line each is enough.",
            Evidence =
            [
                new("Conversation", what),
                new("Words", $"{note.Words}"),
                new("Next step", note.HasNextStep ? "yes" : "none found"),
                new("Date", note.HasDate ? "yes" : "none found"),
            ],
            Threshold = options.LeastWords == 0 ? "a next step and a date" : $"a next step, a date and {Phrase.Count(options.LeastWords, "word")}",
            RuleVersion = Version,
        };
    }
}
