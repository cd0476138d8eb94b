using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Teams;

internal static class Thresholds
{
    /// <summary>A rule's answer; where it fires, the limit says where it comes from: the default, or settings, and for whom.</summary>
    public static RuleVerdict From(this RuleVerdict verdict, RuleSettings settings) => verdict.Signal is { } signal
        ? RuleVerdict.Fired(signal with { Threshold = $"{signal.Threshold} ({settings.OriginOf(signal.Kind)})" }, verdict.ChangesAt)
        : verdict;
}
