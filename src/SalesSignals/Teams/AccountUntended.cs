using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Teams;

/// <summary>A customer whom nobody has been in touch with for long, or whose contract is to be renewed and nobody works on it.</summary>
public static class AccountUntended
{
    private const int Version = 1;

    /// <summary>A renewal that is longer past than this was settled somewhere else.</summary>
    private const int DaysAfterRenewal = 30;

    public static RuleVerdict Detect(AccountContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = context.Settings.AccountUntended;
        if (context.Skip(options.Enabled) is { } skipped)
        {
            return skipped;
        }

        if (context.Account.Id is null)
        {
            return RuleVerdict.Unknown("Which customer the deal is of is not told.");
        }

        if (OpenRenewal(context) is { } renewal)
        {
            return RuleVerdict.Fired(Renewal(context, renewal), context.Tomorrow);
        }

        if (context.Account.LastTouchAt is null)
        {
            return RuleVerdict.Unknown("No touch with them was ever told, so nobody can say whether there was one.");
        }

        var quietSince = QuietSince(context);
        var days = context.Calendar.WorkingDaysBetween(quietSince, context.Now);
        return days < options.AllowedQuietDays
                ? RuleVerdict.Quiet("In touch {0:0.#} of {1:0} allowed working days ago.", days, options.AllowedQuietDays, context.Tomorrow)
            : context.Account.NextPlannedAfter(context.Now) is { } plannedAt ? RuleVerdict.Quiet("Something is planned with them.", 0, 0, plannedAt)
            : RuleVerdict.Fired(Quiet(context, quietSince, days), context.Tomorrow);
    }

    /// <summary>From when on somebody should have been in touch, or have opened the deal for the renewal.</summary>
    public static DateTimeOffset Since(AccountContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = context.Settings.AccountUntended;
        return OpenRenewal(context) is { } renewal
            ? new(renewal.AddDays(-options.RenewalDays).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : context.Calendar.After(QuietSince(context), options.AllowedQuietDays);
    }

    /// <summary>The next renewal, where it is near and no deal is open.</summary>
    private static DateOnly? OpenRenewal(AccountContext context)
    {
        var next = context.Account.Deals
            .Where(owned => owned.Deal.Status == DealStatus.Won && owned.Deal.RenewalOn >= context.Today.AddDays(-DaysAfterRenewal))
            .Min(owned => owned.Deal.RenewalOn);
        return !context.Account.HasOpenDeal && next <= context.Today.AddDays(context.Settings.AccountUntended.RenewalDays) ? next : null;
    }

    private static DateTimeOffset QuietSince(AccountContext context)
    {
        var (touchAt, wonAt) = (context.Account.LastTouchAt ?? DateTimeOffset.MinValue, context.Account.LastWin!.Deal.ClosedAt ?? DateTimeOffset.MinValue);
        return touchAt > wonAt ? touchAt : wonAt;
    }

    private static Signal Renewal(AccountContext context, DateOnly renewal)
    {
        var days = renewal.DayNumber - context.Today.DayNumber;
        return Signal(context) with
        {
            Severity = days <= 30 ? Severity.High : days <= 60 ? Severity.Medium : Severity.Low,
            Summary = days >= 0
                ? $"The contract is up for renewal on {Phrase.Day(renewal, context.Today)}, and no deal is open for it."
                : $"The contract was up for renewal on {Phrase.Day(renewal, context.Today)}, and no deal is open for it.",
            NextAction = "Ask what they got out of this year and what the next one should bring, and open the deal.",
            Evidence = [new("Renewal", $"{Phrase.Day(renewal, context.Today)}, {(days >= 0 ? $"in {Phrase.Count(days, "day")}" : "past")}"), new("Open deals", "none"), LastTouch(context)],
            Threshold = $"an open deal {context.Settings.AccountUntended.RenewalDays} days before the renewal",
        };
    }

    private static Signal Quiet(AccountContext context, DateTimeOffset quietSince, double days)
    {
        var allowed = context.Settings.AccountUntended.AllowedQuietDays;
        return Signal(context) with
        {
            Severity = Phrase.Graded(days, allowed) is Severity.Low ? Severity.Low : Severity.Medium,
            Summary = $"A customer, and nobody has been in touch for {Phrase.Count(days, "working day")}.",
            NextAction = "Call without an offer in hand: how is it going, and what comes next for them?",
            Evidence = [new("Quiet since", context.Day(quietSince)), LastTouch(context), new("Open deals", context.Account.HasOpenDeal ? "yes" : "none")],
            Threshold = $"{allowed} working days without a touch",
        };
    }

    private static Evidence LastTouch(AccountContext context) => new("Last touch", context.Account.LastTouchAt is { } at ? context.Day(at) : "none known");

    private static Signal Signal(AccountContext context) => new()
    {
        Kind = SignalKinds.AccountUntended,
        Severity = Severity.Low,
        Summary = "",
        NextAction = "",
        Evidence = [],
        Threshold = "",
        RuleVersion = Version,
    };
}
