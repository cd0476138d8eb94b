using System.Globalization;
using System.Text;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Explain;

/// <summary>An explanation for people.</summary>
internal static class ExplanationText
{
    private const string Instant = "yyyy-MM-dd HH:mm'Z'";

    public static string Write(Explanation deal)
    {
        var text = new StringBuilder();
        WriteFacts(text, deal);
        text.Append('\n').Append(CultureInfo.InvariantCulture, $"Rules at {At(deal.At)}\n");
        foreach (var (kind, verdict) in deal.Rules)
        {
            WriteRule(text, kind, verdict);
            if (verdict.Signal is not null)
            {
                WriteRaised(text, deal.Standing.FirstOrDefault(raised => raised.Signal.Kind == kind));
            }
        }

        text.Append("\nTimeline, newest first\n");
        foreach (var happened in deal.Events)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {At(happened.OccurredAt)}  {EventSentence.Of(happened)}\n");
        }

        return text.ToString();
    }

    private static void WriteFacts(StringBuilder text, Explanation deal)
    {
        var snapshot = deal.Snapshot;
        text.Append(CultureInfo.InvariantCulture, $"{snapshot.Name.Value ?? "(no name told)"}  {deal.Key}\n");
        if (deal.MergedInto is { } into)
        {
            text.Append(CultureInfo.InvariantCulture, $"  Merged into {into}: explain that one.\n");
        }

        Fact(text, "Status", deal.Status);
        Fact(text, "Stage", deal.Stage);
        Fact(text, "Amount", snapshot.Amount.Value is { } amount ? $"{amount.ToString("#,0.##", CultureInfo.InvariantCulture)} {snapshot.Currency.Value}" : null);
        Fact(text, "Close date", snapshot.CloseOn.Value?.ToString("O", CultureInfo.InvariantCulture));
        Fact(text, "Owner", deal.Owner);
        Fact(text, "Last buyer touch", deal.LastBuyerTouchAt is { } touch ? At(touch) : null);
        Fact(text, "Next planned", deal.NextPlannedAt is { } planned ? At(planned) : null);
        Fact(text, "In the CRM", snapshot.Url.Value);
    }

    public static void Fact(StringBuilder text, string label, string? value) =>
        text.Append(CultureInfo.InvariantCulture, $"  {label,-16}  {value ?? "none known"}\n");

    public static void WriteRule(StringBuilder text, string kind, RuleVerdict verdict)
    {
        var mark = verdict.Signal is null ? Explanation.Outcome(verdict) : "FIRED";
        text.Append(CultureInfo.InvariantCulture, $"  {mark,-14}  {kind,-18}  {verdict.Explain()}\n");
        if (verdict.Signal is not { } signal)
        {
            return;
        }

        foreach (var evidence in signal.Evidence)
        {
            Detail(text, evidence.Label, evidence.Value);
        }

        Detail(text, "Threshold", signal.Threshold);
        Detail(text, "Severity", Explanation.SeverityName(signal.Severity));
        Detail(text, "Next", signal.NextAction);
    }

    private static void WriteRaised(StringBuilder text, RaisedSignal? raised)
    {
        Detail(text, "Raised", raised is null ? "not yet; it will be at the next evaluation" : At(raised.RaisedAt));
        if (raised?.AlertedAt is { } alerted)
        {
            Detail(text, "Owner told", At(alerted));
        }

        if (raised?.ParkedUntil is { } parked)
        {
            Detail(text, "Parked until", At(parked));
        }
    }

    private static void Detail(StringBuilder text, string label, string value) =>
        text.Append(CultureInfo.InvariantCulture, $"                    {label}: {value}\n");

    public static string At(DateTimeOffset at) => at.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture);
}
