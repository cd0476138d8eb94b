using SalesSignals.Deals;

namespace SalesSignals.Signals;

/// <summary>All hangs on one person at the customer's.</summary>
public static class SingleThreaded
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.SingleThreaded;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        var isLarge = options.FromAmount > 0 && context.Snapshot.Amount.Value >= options.FromAmount;
        if (context.Deal.Stage is not >= DealStage.Proposal && !isLarge)
        {
            return RuleVerdict.NotApplicable("It is neither at proposal or later nor large.");
        }

        var touched = ContactTouches.Since(context, context.Now.AddDays(-options.WindowDays));
        if (!context.ActivitiesKnown || !touched.IsTold)
        {
            return RuleVerdict.Unknown("Its source does not tell with whom we were in touch.");
        }

        var forgottenAt = touched.Contacts > 0 ? touched.OldestAt.AddDays(options.WindowDays).AddTicks(1) : DateTimeOffset.MaxValue;
        if (touched.Contacts >= options.Contacts)
        {
            return RuleVerdict.Quiet("People in touch within the window: {0:0}, where {1:0} will do.", touched.Contacts, options.Contacts, forgottenAt);
        }

        return context.IsToldSince(context.Now.AddDays(-options.WindowDays))
            ? RuleVerdict.Fired(Signal(context, touched.Contacts, isLarge), forgottenAt)
            : RuleVerdict.Unknown("Who was in touch before we first heard of it is not told.", context.ActivitiesKnownSince!.Value.AddDays(options.WindowDays));
    }

    private static Signal Signal(in RuleContext context, int contacts, bool isLarge)
    {
        var options = context.Settings.SingleThreaded;
        var window = Phrase.Count(options.WindowDays, "day");
        return new()
        {
            Kind = SignalKinds.SingleThreaded,
            Severity = contacts == 0 || (isLarge && context.Deal.IsInCommit) ? Severity.High : isLarge || context.Deal.Stage >= DealStage.Negotiation ? Severity.Medium : Severity.Low,
            Summary = contacts switch
            {
                0 => $"Nobody on the customer's side was in touch in {window}.",
                1 => $"Only one person on the customer's side was in touch in {window}.",
                _ => $"Only {contacts} people on the customer's side were in touch in {window}.",
            },
            NextAction = contacts == 0
                ? "Get back in touch, and ask who else will use it, pay for it or could stop it."
                : "Ask your contact who else will use it, pay for it or could stop it, and meet one of them.",
            Evidence =
            [
                new("In touch", Phrase.Count(contacts, "person", "people")),
                new("Contacts known", Phrase.Count(context.Snapshot.Contacts.Count(statement => statement.Facts is not null), "person", "people")),
                new("Stage", context.Deal.Stage is { } stage ? stage.Name() : context.Snapshot.Stage.Value ?? "not told"),
            ],
            Threshold = $"{Phrase.Count(options.Contacts, "person", "people")} in {window}",
            RuleVersion = Version,
        };
    }
}
