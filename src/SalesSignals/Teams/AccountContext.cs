using SalesSignals.Calendars;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Teams;

/// <summary>All that a rule over a customer may know.</summary>
public sealed record AccountContext
{
    public required Account Account { get; init; }

    /// <summary>As they hold for the account's source and the team of whoever won it last.</summary>
    public required RuleSettings Settings { get; init; }

    /// <summary>Of whoever won it last.</summary>
    public required WorkCalendar Calendar { get; init; }

    public required DateTimeOffset Now { get; init; }

    public DateOnly Today => Calendar.DayOf(Now);

    public DateTimeOffset Tomorrow => LocalDay.NextStartsAfter(Now, Calendar.Zone);

    internal string Day(DateTimeOffset at) => Phrase.Day(Calendar.DayOf(at), Today);

    /// <summary>Nothing won, or switched off: the rules over customers do not look.</summary>
    internal RuleVerdict? Skip(bool enabled) => !enabled ? RuleVerdict.NotApplicable("The rule is switched off.")
        : Account.LastWin is null ? RuleVerdict.NotApplicable("No customer yet: nothing is won.")
        : null;
}
