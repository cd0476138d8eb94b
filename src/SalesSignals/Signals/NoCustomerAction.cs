using SalesSignals.Deals;

namespace SalesSignals.Signals;

/// <summary>Late in the sale, and nothing is written down that the customer will do. The next step that counts is theirs.</summary>
public static class NoCustomerAction
{
    private const int Version = 1;
    private const int ClosingSoonDays = 14;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.NoCustomerAction;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (context.Deal.Stage is not >= DealStage.Proposal && !context.Deal.IsInCommit)
        {
            return RuleVerdict.NotApplicable("It is neither at proposal or later nor in commit.");
        }

        if (!string.IsNullOrWhiteSpace(context.Snapshot.CustomerAction.Value))
        {
            return RuleVerdict.Quiet("A step of the customer's is recorded.", 0, 0, DateTimeOffset.MaxValue);
        }

        var notes = ReadNotes(context);
        if (!notes.AreTold && !context.Snapshot.CustomerAction.IsTold)
        {
            return RuleVerdict.Unknown("Its source tells neither notes nor a field for the customer's next step.");
        }

        if (notes.LastActionAt is { } at && at.AddDays(options.LookBackDays) >= context.Now)
        {
            return RuleVerdict.Quiet("A note within the window (in days: {1:0}) names a step of the customer's.", 0, options.LookBackDays, at.AddDays(options.LookBackDays).AddTicks(1));
        }

        return context.Snapshot.CustomerAction.IsTold || context.IsToldSince(context.Now.AddDays(-options.LookBackDays))
            ? RuleVerdict.Fired(Signal(context), context.Snapshot.CloseOn.Value is null ? DateTimeOffset.MaxValue : context.TomorrowStartsAt)
            : RuleVerdict.Unknown("What notes said before we first heard of it is not told.", context.ActivitiesKnownSince!.Value.AddDays(options.LookBackDays));
    }

    private readonly record struct Notes(bool AreTold, DateTimeOffset? LastActionAt);

    private static Notes ReadNotes(in RuleContext context)
    {
        var notes = new Notes(false, null);
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is { Note: { } note } activity && Touches.TimeOf(activity, statement.Stamp) is var at && at <= context.Now)
            {
                // That tasks say what they are for does not mean that notes are told.
                notes = new(notes.AreTold || activity.Kind is not Events.ActivityKind.Task, note.HasCustomerAction && !(notes.LastActionAt >= at) ? at : notes.LastActionAt);
            }
        }

        return notes;
    }

    private static Signal Signal(in RuleContext context)
    {
        var closesSoon = context.Snapshot.CloseOn.Value is { } day && day.DayNumber - context.Today.DayNumber <= ClosingSoonDays;
        return new()
        {
            Kind = SignalKinds.NoCustomerAction,
            Severity = context.Deal.IsInCommit ? Severity.High : closesSoon ? Severity.Medium : Severity.Low,
            Summary = "Nothing is written down that the customer will do next.",
            NextAction = "Ask for the most specific thing they can do to move this forward, and write it down with its day.",
            Evidence =
            [
                new("The customer's next step", "none recorded"),
                new("Ours", context.Deal.NextPlanned is { } planned ? $"{Phrase.Activity(planned)}, {Phrase.Day(context.Deal.NextPlannedAt!.Value, context)}" : "nothing planned either"),
                new("Close date", context.Snapshot.CloseOn.Value is { } closeOn ? Phrase.Day(closeOn, context.Today) : "none"),
            ],
            Threshold = $"a step of the customer's from proposal on, in a field or in a note of the last {Phrase.Count(context.Settings.NoCustomerAction.LookBackDays, "day")}",
            RuleVersion = Version,
        };
    }
}
