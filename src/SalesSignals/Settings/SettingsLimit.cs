using System.Collections.Immutable;

namespace SalesSignals.Settings;

/// <summary>What a number may be. The validator and the schema both read it here.</summary>
internal sealed record SettingsLimit(string Path, int Min, int Max, Func<SalesSettings, int> Value)
{
    public static ImmutableArray<SettingsLimit> All { get; } =
    [
        new("rules.stalledDeal.allowedQuietDays", 1, 365, s => s.Rules.StalledDeal.AllowedQuietDays),
        new("rules.stalledDeal.plannedHorizonDays", 1, 365, s => s.Rules.StalledDeal.PlannedHorizonDays),
        new("rules.missingNotes.allowedDays", 0, 90, s => s.Rules.MissingNotes.AllowedDays),
        new("rules.missingNotes.lookBackDays", 1, 365, s => s.Rules.MissingNotes.LookBackDays),
        new("rules.noNextStep.graceDays", 0, 90, s => s.Rules.NoNextStep.GraceDays),
        new("rules.closeDateSlipped.pushes", 1, 50, s => s.Rules.CloseDateSlipped.Pushes),
        new("rules.closeDateSlipped.allowedSlipDays", 1, 730, s => s.Rules.CloseDateSlipped.AllowedSlipDays),
        new("rules.closeDateSlipped.windowDays", 1, 730, s => s.Rules.CloseDateSlipped.WindowDays),
        new("rules.silentSource.allowedGaps", 2, 100, s => s.Rules.SilentSource.AllowedGaps),
        new("rules.silentSource.hoursNeeded", 2, 336, s => s.Rules.SilentSource.HoursNeeded),
        new("alerts.dealsPerDay", 1, 100, s => s.Alerts.DealsPerDay),
        new("digest.deals", 1, 50, s => s.Digest.Deals),
    ];
}
