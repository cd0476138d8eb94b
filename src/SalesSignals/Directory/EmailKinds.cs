using System.Collections.Immutable;

namespace SalesSignals.Directory;

/// <summary>The emails there are, each of which a reader may switch off. The names are contract: they stand in storage and at the mail service.</summary>
public static class EmailKinds
{
    /// <summary>A manager's, each working morning.</summary>
    public const string MorningDigest = "morning-digest";

    /// <summary>A rep's, when something on their deals is new or worse.</summary>
    public const string RepAlert = "rep-alert";

    /// <summary>A rep's own week, once a week.</summary>
    public const string RepWeek = "rep-week";

    /// <summary>A manager's, once a week.</summary>
    public const string WeeklyForecast = "weekly-forecast";

    /// <summary>An admin's, once a week: is it well, and which rules are worth their noise.</summary>
    public const string AdminReport = "admin-report";

    public static ImmutableArray<string> All { get; } = [MorningDigest, RepAlert, RepWeek, WeeklyForecast, AdminReport];

    /// <summary>The kinds that somebody in their place gets.</summary>
    public static ImmutableArray<string> Of(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var isManager = person.Role is PersonRole.Manager;
        return [.. All.Where(kind => kind switch
        {
            MorningDigest or WeeklyForecast => isManager,
            AdminReport => person.Role is PersonRole.Admin,
            RepWeek => person.Role is PersonRole.Rep,
            _ => person.Role is PersonRole.Rep || !person.OwnerKeys.IsEmpty,
        })];
    }

    /// <summary>How a sentence names emails of a kind: <c>morning digests</c>.</summary>
    public static string Words(string emailKind) => emailKind switch
    {
        MorningDigest => "morning digests",
        RepAlert => "alerts",
        RepWeek => "weekly notes",
        WeeklyForecast => "weekly forecasts",
        AdminReport => "admin reports",
        _ => "emails of this kind",
    };
}
