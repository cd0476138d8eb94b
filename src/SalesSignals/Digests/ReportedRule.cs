using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Directory;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Digests;

/// <summary>A rule, how often it was right to speak, and how often it speaks.</summary>
/// <param name="AlertsARepAWeek">Of the last four weeks; null where there are no reps.</param>
public sealed record ReportedRule(RulePrecision Precision, bool IsNoisy, double? AlertsARepAWeek)
{
    /// <summary>Those that told anything, the least precise first; those nobody can judge yet last.</summary>
    public static ImmutableArray<ReportedRule> Of(IEnumerable<RulePrecision> rules, PeopleDirectory people, FeedbackSettings settings)
    {
        ArgumentNullException.ThrowIfNull(people);
        return Of(rules, people.People.Where(person => person is { IsActive: true, OwnerKeys.IsEmpty: false }), settings);
    }

    /// <param name="reps">Among whom the alerts are shared.</param>
    public static ImmutableArray<ReportedRule> Of(IEnumerable<RulePrecision> rules, IEnumerable<Person> reps, FeedbackSettings settings)
    {
        var count = reps.Count();
        return
        [
            .. rules
                .Where(rule => rule.RecentAlerts > 0 || rule.Judged > 0)
                .Select(rule => new ReportedRule(rule, rule.IsNoisy(settings), count == 0 ? null : rule.RecentAlerts * 7.0 / RulePrecision.RecentDays / count))
                .OrderByDescending(rule => rule.IsNoisy)
                .ThenBy(rule => rule.Precision.Precision ?? double.MaxValue)
                .ThenByDescending(rule => rule.Precision.RecentAlerts)
                .ThenBy(rule => rule.Precision.Kind, StringComparer.Ordinal),
        ];
    }

    /// <summary><c>64 % of 25 alerts were useful; 0.4 a rep a week</c></summary>
    public string Describe()
    {
        var judged = Precision.Precision is { } share
            ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} % of {Precision.Judged:#,0} judged alerts were useful")
            : "not judged yet";
        var often = AlertsARepAWeek is { } rate ? string.Create(CultureInfo.InvariantCulture, $"; {rate:0.0} a rep a week") : string.Empty;
        var noRisk = Precision.NotARisk > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {Precision.NotARisk:#,0} called no risk") : string.Empty;
        return $"{judged}{often}{noRisk}";
    }
}
