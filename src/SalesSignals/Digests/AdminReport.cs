using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Calendars;
using SalesSignals.Directory;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Digests;

/// <summary>What an admin reads once a week: is it well, what came in, and which rules are worth their noise.</summary>
public sealed record AdminReport
{
    public const string Kind = EmailKinds.AdminReport;

    public required Person Admin { get; init; }

    /// <summary>The admin's own day.</summary>
    public required DateOnly On { get; init; }

    public required InstallationState State { get; init; }

    public required ImmutableArray<Trouble> Troubles { get; init; }

    /// <summary>Rules that told anything in the last four weeks or were judged, the least precise first; those nobody can judge yet last.</summary>
    public required ImmutableArray<ReportedRule> Rules { get; init; }

    /// <summary>Null where nothing was counted yet.</summary>
    public DateTimeOffset? RulesCountedAt { get; init; }

    /// <summary>The ISO week: an admin gets one report a week.</summary>
    public required string Period { get; init; }

    public string Headline => Troubles.Length switch
    {
        0 => "All is well",
        1 => "1 thing needs you",
        _ => $"{Troubles.Length} things need you",
    };

    public string Subject => $"SalesSignals: {Headline.ToLowerInvariant()} · {Wording.Count(State.Sources.Sum(source => source.Events), "CRM event")} this week";

    /// <param name="counted">Null where nothing was counted yet.</param>
    public static AdminReport Compose(Person admin, InstallationState state, CountedRules? counted, PeopleDirectory people, FeedbackSettings settings)
    {
        ArgumentNullException.ThrowIfNull(admin);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(people);
        var today = LocalMoment.Of(state.At, admin.TimeZone).Date;
        var findings = counted?.Findings ?? RuleFindings.None;
        return new()
        {
            Admin = admin,
            On = today,
            Period = IsoWeek.Of(today).Name,
            State = state,
            Troubles = Trouble.Find(state, findings, settings, admin.TimeZone),
            Rules = ReportedRule.Of(findings.Of(team: null), people, settings),
            RulesCountedAt = counted?.CountedAt,
        };
    }
}
