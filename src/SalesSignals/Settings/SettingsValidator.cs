using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Directory;

namespace SalesSignals.Settings;

/// <summary>Finds what a settings document may not say, all of it at once.</summary>
public static class SettingsValidator
{
    /// <summary>The stages that rules know, in their order; <c>won</c> and <c>lost</c> close a deal.</summary>
    public static ImmutableArray<string> CanonicalStages { get; } =
        ["qualified", "discovery", "evaluation", "proposal", "negotiation", "commit", "won", "lost"];

    public static IReadOnlyList<SettingsProblem> Validate(SalesSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return
        [
            .. UnknownStages(settings),
            .. BadOverrides(settings.Overrides),
            .. NoteSettingsCheck.Problems(settings.Notes),
            .. BadWeek("calendar.workingDays", settings.Calendar.WorkingDays),
            .. OutOfOrder("calendar.endsAt", "calendar.startsAt", settings.Calendar.StartsAt, settings.Calendar.EndsAt),
            .. BadTeams(settings.Calendar),
            .. OutOfOrder("alerts.notAfter", "alerts.notBefore", settings.Alerts.NotBefore, settings.Alerts.NotAfter),
            .. OutOfOrder("digest.lateUntil", "digest.dueAt", settings.Digest.DueAt, settings.Digest.LateUntil),
            .. settings.Mail.Culture is { } culture && !ReaderCulture.IsKnown(culture)
                ? [new SettingsProblem("mail.culture", $"must be a known culture such as de-DE or en-US; it is \"{culture}\"")]
                : Array.Empty<SettingsProblem>(),
            .. OutOfOrder("forecast.lateUntil", "forecast.dueAt", settings.Forecast.DueAt, settings.Forecast.LateUntil),
            .. OutOfOrder("repWeek.lateUntil", "repWeek.dueAt", settings.RepWeek.DueAt, settings.RepWeek.LateUntil),
            .. CurrencySettingsCheck.Problems(settings.Currencies),
        ];
    }

    private static IEnumerable<SettingsProblem> UnknownStages(SalesSettings settings) =>
        from pipeline in settings.Pipelines
        from stage in pipeline.Value.Stages
        where !CanonicalStages.Contains(stage.Value)
        select new SettingsProblem(
            $"pipelines.{pipeline.Key}.stages.{stage.Key}",
            $"must be one of {string.Join(", ", CanonicalStages)}; it is \"{stage.Value}\"");

    private static IEnumerable<SettingsProblem> BadOverrides(ImmutableArray<RuleOverride> overrides)
    {
        if (overrides.Length > RuleSettingsMap.MostOverrides)
        {
            yield return new("overrides", string.Create(CultureInfo.InvariantCulture, $"must be at most {RuleSettingsMap.MostOverrides}; there are {overrides.Length}"));
        }

        foreach (var (i, told) in overrides.Index())
        {
            if (told.When.Conditions == 0)
            {
                yield return new($"overrides[{i}].when", "must name a source, pipeline, stage or team; what holds for all deals belongs into rules");
            }

            if (told.When.Stage is { } stage && !CanonicalStages.Contains(stage))
            {
                yield return new($"overrides[{i}].when.stage", $"must be one of {string.Join(", ", CanonicalStages)}; it is \"{stage}\"");
            }
        }
    }

    private static IEnumerable<SettingsProblem> BadTeams(CalendarSettings calendar) =>
    [
        .. calendar.Teams.SelectMany(team => BadTeam($"calendar.teams.{team.Key}", team.Value, calendar.With(team.Value))),
        .. calendar.Teams.Keys.GroupBy(team => team, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1)
            .Select(same => new SettingsProblem("calendar.teams", $"must name each team once; it names {string.Join(" and ", same.Order(StringComparer.Ordinal))}")),
    ];

    /// <param name="applied">As it holds for the team.</param>
    private static IEnumerable<SettingsProblem> BadTeam(string path, TeamCalendarSettings own, CalendarSettings applied) =>
    [
        .. own.WorkingDays is null ? [] : BadWeek($"{path}.workingDays", applied.WorkingDays),
        .. (own.StartsAt ?? own.EndsAt) is null ? [] : OutOfOrder($"{path}.endsAt", $"{path}.startsAt", applied.StartsAt, applied.EndsAt),
    ];

    private static IEnumerable<SettingsProblem> BadWeek(string path, ImmutableArray<DayOfWeek> days)
    {
        if (days.IsDefaultOrEmpty)
        {
            yield return new(path, "must name at least one day");
        }
        else if (days.Distinct().Count() != days.Length)
        {
            yield return new(path, "must name each day once");
        }
    }

    private static IEnumerable<SettingsProblem> OutOfOrder(string path, string earlierPath, TimeOnly from, TimeOnly until)
    {
        if (until <= from)
        {
            yield return new(path, $"must be later than {earlierPath} ({Text(from)}); it is {Text(until)}");
        }
    }

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
