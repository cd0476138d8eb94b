using System.Text.Json;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Storage;

namespace SalesSignals.Signals;

/// <summary>A raised signal as a row of its own, for people, exports and feedback. The deal's row has what evaluation needs.</summary>
internal static class SignalRow
{
    public static TableRow Write(DealKey key, RaisedSignal raised) =>
        new(DealKeys.Bucket(key), DealKeys.Signal(key, raised.Signal.Kind))
        {
            ["Deal"] = key.ToString(),
            ["Kind"] = raised.Signal.Kind,
            ["Severity"] = raised.Signal.Severity switch { Severity.Low => "low", Severity.Medium => "medium", _ => "high" },
            ["Summary"] = raised.Signal.Summary,
            ["NextAction"] = raised.Signal.NextAction,
            ["Threshold"] = raised.Signal.Threshold,
            ["RaisedAt"] = raised.RaisedAt,
            ["WorsenedAt"] = raised.WorsenedAt,
            ["AlertedAt"] = raised.AlertedAt,
            ["AlertedTo"] = raised.AlertedTo,
            ["Feedback"] = raised.Feedback is { } said ? Feedback.NameOf(said.Kind) : null,
            ["FeedbackAt"] = raised.Feedback?.At,
            ["FeedbackBy"] = raised.Feedback?.By,
            ["FeedbackReason"] = raised.Feedback?.Reason,
            ["ParkedUntil"] = raised.ParkedUntil,
            ["ParkedAt"] = raised.ParkedAt,
            ["ParkedReason"] = raised.ParkedReason,
            ["ParkedBy"] = raised.ParkedBy,
            ["ClearedAt"] = raised.ClearedAt,
            ["RuleVersion"] = raised.Signal.RuleVersion,
            ["Evidence"] = JsonSerializer.Serialize(raised.Signal.Evidence, SignalJson.Default.ImmutableArrayEvidence),
        };
}
