namespace SalesSignals.Signals;

/// <summary>A meeting or connected call is over, and nobody has written down what was said.</summary>
public static class MissingNotes
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.MissingNotes;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (!context.ActivitiesKnown)
        {
            return RuleVerdict.Unknown("Its source does not tell meetings, calls and notes.");
        }

        var unnoted = Conversations.WithoutNote(context);
        if (unnoted.Count == 0)
        {
            return RuleVerdict.Quiet(
                "Every conversation older than {1:0} working day(s) has its note.", 0, options.AllowedDays, unnoted.NextDueAt);
        }

        var waited = context.Calendar.WorkingDaysBetween(unnoted.OldestEndedAt!.Value, context.Now);
        return RuleVerdict.Fired(Signal(context, unnoted, waited), ChangesAt(context, unnoted));
    }

    private static Signal Signal(in RuleContext context, in Conversations.Unnoted unnoted, double waited)
    {
        var options = context.Settings.MissingNotes;
        var what = Phrase.Activity(unnoted.Oldest!);
        var day = Phrase.Day(unnoted.OldestEndedAt!.Value, context);
        return new()
        {
            Kind = SignalKinds.MissingNotes,
            Severity = Grade(unnoted.Count, waited - options.AllowedDays),
            Summary = unnoted.Count == 1
                ? $"No notes yet from the {what} on {day}."
                : $"No notes yet from {unnoted.Count} conversations, the first a {what} on {day}.",
            NextAction = "Write down what they want, what was agreed and when you speak next, while it is fresh.",
            Evidence =
            [
                new("Without a note", $"{what}, {day}"),
                new("Conversations without a note", Phrase.Count(unnoted.Count, "conversation")),
                new("Waiting for", Phrase.Count(waited, "working day")),
            ],
            Threshold = Phrase.Count(options.AllowedDays, "working day"),
            RuleVersion = Version,
        };
    }

    private static Severity Grade(int count, double overdue) => (count, overdue) switch
    {
        ( >= 3, _) or (_, >= 5) => Severity.High,
        ( >= 2, _) or (_, >= 2) => Severity.Medium,
        _ => Severity.Low,
    };

    private static DateTimeOffset ChangesAt(in RuleContext context, in Conversations.Unnoted unnoted)
    {
        var changesAt = unnoted.NextDueAt;
        foreach (var step in (ReadOnlySpan<double>)[2, 5])
        {
            var graverAt = context.Calendar.After(unnoted.OldestEndedAt!.Value, context.Settings.MissingNotes.AllowedDays + step);
            if (graverAt > context.Now && graverAt < changesAt)
            {
                changesAt = graverAt;
            }
        }

        return changesAt;
    }
}
