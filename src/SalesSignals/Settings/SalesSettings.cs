using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace SalesSignals.Settings;

/// <summary>
/// The one document that steers an installation. An empty document is valid: every part has its default. (Setters, since generated
/// JSON readers would reset init-only properties that a document leaves out.)
/// </summary>
public sealed record SalesSettings
{
    public static SalesSettings Default { get; } = new();

    [Description("Where the editor finds the schema of this document; ignored.")]
    [JsonPropertyName("$schema")]
    public string? Schema { get; set; }

    [Description("What the CRM's own stage ids mean, by pipeline. '*' holds for pipelines that are not named.")]
    public ImmutableSortedDictionary<string, PipelineSettings> Pipelines { get; set; } = ImmutableSortedDictionary<string, PipelineSettings>.Empty;

    [Description("When each rule fires.")]
    public RuleSettings Rules { get; set; } = new();

    [Description("Other limits for some deals: by source, pipeline, stage or team. Of those that fit, the one with more conditions is the stronger; of two with as many, the later.")]
    public ImmutableArray<RuleOverride> Overrides { get; set; } = [];

    [Description("What counts as a touch of the buyer's or of ours.")]
    public TouchSettings Touches { get; set; } = new();

    [Description("What notes are searched for: competitors, departments of ours, words of further languages.")]
    public NoteSettings Notes { get; set; } = new();

    [Description("Working days, hours and holidays.")]
    public CalendarSettings Calendar { get; set; } = new();

    [Description("How many deals a rep is told about, and when not.")]
    public AlertSettings Alerts { get; set; } = new();

    [Description("When managers get their digest.")]
    public DigestSettings Digest { get; set; } = new();

    [Description("When managers get their weekly forecast.")]
    public ForecastSettings Forecast { get; set; } = new();

    [Description("When reps get the note about their own week.")]
    public RepWeekSettings RepWeek { get; set; } = new();

    [Description("What other currencies are worth, so that sums can be made of several.")]
    public CurrencySettings Currencies { get; set; } = new();

    [Description("How mail is written.")]
    public MailSettings Mail { get; set; } = new();

    [Description("When an alert counts as useful, and when a rule as noisy.")]
    public FeedbackSettings Feedback { get; set; } = new();

    [Description("How long what is only of use in hindsight is kept.")]
    public RetentionSettings Retention { get; set; } = new();
}

public sealed record PipelineSettings
{
    [Description("Canonical stage by the CRM's stage id: qualified, discovery, evaluation, proposal, negotiation, commit, won or lost.")]
    public ImmutableSortedDictionary<string, string> Stages { get; set; } = ImmutableSortedDictionary<string, string>.Empty;
}

public sealed record CalendarSettings
{
    [Description("Working days of the week.")]
    public ImmutableArray<DayOfWeek> WorkingDays { get; set; } = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    [Description("When the working day begins, in each person's own time zone.")]
    public TimeOnly StartsAt { get; set; } = new(9, 0);

    [Description("When the working day ends, in each person's own time zone.")]
    public TimeOnly EndsAt { get; set; } = new(17, 0);

    [Description("Days on which nobody works.")]
    public ImmutableArray<DateOnly> Holidays { get; set; } = [];

    [Description("What differs for a team, by its name in the directory. What a team leaves out is as for everybody.")]
    public ImmutableSortedDictionary<string, TeamCalendarSettings> Teams { get; set; } = ImmutableSortedDictionary<string, TeamCalendarSettings>.Empty;

    /// <summary>The calendar as it holds for a team, whatever the case of its name; this one where nothing differs.</summary>
    public CalendarSettings ForTeam(string? team)
    {
        var (_, own) = team is null ? default : Teams.FirstOrDefault(told => string.Equals(told.Key, team, StringComparison.OrdinalIgnoreCase));
        return own is null ? this : With(own);
    }

    /// <summary>The calendar with what differs for a team.</summary>
    internal CalendarSettings With(TeamCalendarSettings own) => this with
    {
        WorkingDays = own.WorkingDays?.ToImmutableArray() ?? WorkingDays,
        StartsAt = own.StartsAt ?? StartsAt,
        EndsAt = own.EndsAt ?? EndsAt,
        Holidays = own.Holidays?.ToImmutableArray() ?? Holidays,
    };
}

public sealed record TeamCalendarSettings
{
    [Description("The team's working days of the week.")]
    public ImmutableList<DayOfWeek>? WorkingDays { get; set; }

    [Description("When the team's working day begins, in each person's own time zone.")]
    public TimeOnly? StartsAt { get; set; }

    [Description("When the team's working day ends, in each person's own time zone.")]
    public TimeOnly? EndsAt { get; set; }

    [Description("Days on which nobody of the team works, in place of those of everybody.")]
    public ImmutableList<DateOnly>? Holidays { get; set; }
}

public sealed record AlertSettings
{
    [Description("At most this many deals a rep a day; the rest waits.")]
    [Range(1, 100)]
    public int DealsPerDay { get; set; } = 5;

    [Description("No alert before this time, in the rep's own time zone.")]
    public TimeOnly NotBefore { get; set; } = new(8, 0);

    [Description("No alert from this time on, in the rep's own time zone.")]
    public TimeOnly NotAfter { get; set; } = new(18, 0);
}

public sealed record DigestSettings
{
    [Description("When the morning digest is due, in the manager's own time zone.")]
    public TimeOnly DueAt { get; set; } = new(7, 30);

    [Description("A digest that is late is still sent before this time.")]
    public TimeOnly LateUntil { get; set; } = new(12, 0);

    [Description("At most this many deals a digest.")]
    [Range(1, 50)]
    public int Deals { get; set; } = 7;
}

public sealed record ForecastSettings
{
    [Description("The day of the week on which the weekly forecast is due. Where a manager does not work that day: on their next working day of that week.")]
    public DayOfWeek Day { get; set; } = DayOfWeek.Monday;

    [Description("When it is due, in the manager's own time zone.")]
    public TimeOnly DueAt { get; set; } = new(7, 30);

    [Description("A forecast that is late is still sent before this time; after that, on the next working day of the week.")]
    public TimeOnly LateUntil { get; set; } = new(17, 0);

    [Description("At most this many commits with risk a forecast.")]
    [Range(1, 50)]
    public int Deals { get; set; } = 5;
}

public sealed record RepWeekSettings
{
    [Description("The day of the week on which a rep's own note is due. Where a rep does not work that day: on their next working day of that week.")]
    public DayOfWeek Day { get; set; } = DayOfWeek.Monday;

    [Description("When it is due, in the rep's own time zone.")]
    public TimeOnly DueAt { get; set; } = new(8, 0);

    [Description("A note that is late is still sent before this time; after that, on the next working day of the week.")]
    public TimeOnly LateUntil { get; set; } = new(12, 0);

    [Description("At most this many deals that no alert had room for.")]
    [Range(1, 50)]
    public int Deals { get; set; } = 6;
}

public sealed record MailSettings
{
    [Description("How amounts, numbers, days and times are written to people of whom the directory tells no culture: BCP 47, such as en-US or de-DE. Left out: 12,000, 2 Nov, 18:40.")]
    public string? Culture { get; set; }
}

public sealed record FeedbackSettings
{
    [Description("A touch or a note within this many working days after an alert makes the alert useful.")]
    [Range(1, 20)]
    public int TouchDays { get; set; } = 2;

    [Description("So does a change of the deal that ends the signal within this many working days.")]
    [Range(1, 60)]
    public int ClearDays { get; set; } = 5;

    [Description("A rule with a smaller share of useful alerts is noisy.")]
    [Range(0.0, 1.0)]
    public double LeastPrecision { get; set; } = 0.3;

    [Description("With fewer alerts than this no rule is called noisy.")]
    [Range(1, 10_000)]
    public int LeastAlerts { get; set; } = 20;
}
