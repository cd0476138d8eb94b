using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>The buyer's most active person has been silent for much longer than is their habit.</summary>
public static class ChampionSilent
{
    private const int Version = 1;
    private const int FewestTouches = 3;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.ChampionSilent;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (!context.ActivitiesKnown)
        {
            return RuleVerdict.Unknown("Its source does not tell activities.");
        }

        if (MostActive(context) is not { } champion)
        {
            return RuleVerdict.Unknown("Nobody on the customer's side was in touch three times or more, so nobody has a habit.");
        }

        var usual = context.Calendar.WorkingDaysBetween(champion.FirstAt, champion.LastAt) / (champion.Touches - 1);
        var limit = Math.Max(options.LeastDays, options.Times * usual);
        var silent = context.Calendar.WorkingDaysBetween(champion.LastAt, context.Now);
        var silentAt = context.Calendar.After(champion.LastAt, limit);
        return context.Now < silentAt
            ? RuleVerdict.Quiet("The most active contact has been silent; in working days: {0:0.#}, where up to {1:0.#} is usual.", silent, limit, silentAt)
            : RuleVerdict.Fired(Signal(context, champion, usual, silent, limit), StepsOf(context, champion.LastAt, limit).NextAfter(context.Now));
    }

    private readonly record struct Contact(ContactFacts Facts, int Touches, DateTimeOffset FirstAt, DateTimeOffset LastAt);

    /// <summary>Who was in touch most often; of two, who was last.</summary>
    private static Contact? MostActive(in RuleContext context)
    {
        Contact? most = null;
        foreach (var statement in context.Snapshot.Contacts)
        {
            if (statement.Facts is { } contact && Count(context, contact) is { Touches: >= FewestTouches } counted
                && (most is not { } before || counted.Touches > before.Touches || (counted.Touches == before.Touches && counted.LastAt > before.LastAt)))
            {
                most = counted;
            }
        }

        return most;
    }

    private static Contact Count(in RuleContext context, ContactFacts contact)
    {
        var counted = new Contact(contact, 0, DateTimeOffset.MaxValue, DateTimeOffset.MinValue);
        foreach (var statement in context.Snapshot.Activities)
        {
            if (statement.Facts is { } activity && activity.IsWith(contact.Id) && Touches.IsBuyerTouch(activity, context.Now, context.Deal.Counts)
                && Touches.TimeOf(activity, statement.Stamp) is var at && at <= context.Now)
            {
                counted = counted with
                {
                    Touches = counted.Touches + 1,
                    FirstAt = at < counted.FirstAt ? at : counted.FirstAt,
                    LastAt = at > counted.LastAt ? at : counted.LastAt,
                };
            }
        }

        return counted;
    }

    private static Signal Signal(in RuleContext context, in Contact champion, double usual, double silent, double limit)
    {
        var options = context.Settings.ChampionSilent;
        var name = champion.Facts.Name ?? "The most active contact";
        return new()
        {
            Kind = SignalKinds.ChampionSilent,
            Severity = StepsOf(context, champion.LastAt, limit).At(context.Now),
            Summary = $"{name} has been silent for {Phrase.Count(silent, "working day")}; usually they are in touch {Every(usual)}.",
            NextAction = "Call them, not with a question but with something useful, and ask a second person how things stand.",
            Evidence =
            [
                new("Most active contact", champion.Facts.Name ?? "known, without a name"),
                new("Last touch", Phrase.Day(champion.LastAt, context)),
                new("Touches", $"{champion.Touches}, {Every(usual)} or so"),
            ],
            Threshold = limit <= options.LeastDays
                ? Phrase.Count(options.LeastDays, "working day")
                : $"{(options.Times == 1 ? "their own usual gap" : $"{options.Times} times their own usual gap")}, {Phrase.Count(limit, "working day")}",
            RuleVersion = Version,
        };
    }

    private static string Every(double days) => days < 1.5 ? "every working day" : $"every {Math.Round(days, MidpointRounding.AwayFromZero):0} working days";

    private static Steps StepsOf(in RuleContext context, DateTimeOffset lastAt, double limit) =>
        new(context.Calendar.After(lastAt, 1.5 * limit), context.Calendar.After(lastAt, 2.5 * limit));
}
