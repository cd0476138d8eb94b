using System.Globalization;
using System.Text;
using SalesSignals.Explain;
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
        WriteThen(text, deal);
        text.Append('\n').Append(CultureInfo.InvariantCulture, $"Rules at {At(deal.At)}\n");
        foreach (var (kind, verdict) in deal.RulesByInterest)
        {
            WriteRule(text, deal, kind, verdict);
        }

        WritePast(text, deal.Past);

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
        foreach (var parking in deal.Parkings.OrderBy(parking => parking.Kind, StringComparer.Ordinal))
        {
            Fact(text, "Parked", $"{parking.Kind ?? "all signals"} {Parked(parking)}");
        }

        Fact(text, "In the CRM", snapshot.Url.Value);
    }

    public static void Fact(StringBuilder text, string label, string? value) =>
        text.Append(CultureInfo.InvariantCulture, $"  {label,-16}  {value ?? "none known"}\n");

    private static void WriteThen(StringBuilder text, Explanation deal)
    {
        if (deal.Then is not { } then)
        {
            return;
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"\nAs it was known at {At(deal.At)}: from the {then.Events.Length} events until then; {then.LaterEvents} later ones are left out. Settings, people and what is usual are today's.\n");
        if (then.NotKeptBefore is { } firstKept)
        {
            text.Append(CultureInfo.InvariantCulture, $"What happened before {At(firstKept)} is not kept (settings: retention.historyDays), so more may have been known.\n");
        }
    }

    /// <summary>What a rule says.</summary>
    public static void WriteRule(StringBuilder text, string kind, RuleVerdict verdict, bool isParked = false)
    {
        var mark = verdict.Signal is not null ? isParked ? "PARKED" : "FIRED" : verdict.IsNearMiss ? "near" : Explanation.Outcome(verdict);
        var far = verdict.IsNearMiss ? string.Create(CultureInfo.InvariantCulture, $" ({(1 - verdict.Closeness) * 100:0} % from its limit)") : "";
        text.Append(CultureInfo.InvariantCulture, $"  {mark,-14}  {kind,-18}  {verdict.Explain()}{far}\n");
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

    private static void WriteRule(StringBuilder text, Explanation deal, string kind, RuleVerdict verdict)
    {
        var parking = deal.ParkingOf(verdict);
        WriteRule(text, kind, verdict, parking is not null);
        if (verdict.Signal is null)
        {
            return;
        }

        var raised = deal.Standing.FirstOrDefault(raised => raised.Signal.Kind == kind);
        Detail(text, "Raised", raised is not null ? At(raised.RaisedAt) : deal.RaisedThen(kind) is { } then ? At(then) : deal.Then is null ? "not yet; it will be at the next evaluation" : "not known");
        if (raised?.AlertedAt is { } alerted)
        {
            Detail(text, "Owner told", At(alerted));
        }

        if (raised?.Feedback is { } said)
        {
            Detail(text, "Feedback", Said(said));
        }

        if (parking is not null)
        {
            Detail(text, "Parked", Parked(parking));
        }
    }

    private static void WritePast(StringBuilder text, IReadOnlyCollection<SignalRecord> past)
    {
        if (past.Count == 0)
        {
            return;
        }

        text.Append("\nRaised before, newest first\n");
        foreach (var record in past)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {At(record.RaisedAt)}  {record.Kind,-18}  ended {At(record.ClearedAt!.Value)}; {Became(record)}\n");
        }
    }

    /// <summary>What became of telling it.</summary>
    private static string Became(SignalRecord record)
    {
        var told = record.AlertedAt is { } alertedAt ? $"owner told {At(alertedAt)}" : "nobody was told";
        string?[] then =
        [
            told,
            record.Outcome?.TouchedAt is { } touchedAt ? $"{(record.Outcome.TouchedByBuyer ? "the buyer was in touch" : "touched")} {At(touchedAt)}" : null,
            record.Outcome?.NotedAt is { } notedAt ? $"a note {At(notedAt)}" : null,
            record.Outcome is { ClearedByAction: true } ? "ended by what was done" : null,
            record.Outcome is { IsUseful: false, IsSettled: true } ? "nothing followed" : null,
            record.Feedback is { } said ? Said(said) : null,
        ];
        return string.Join(", ", then.Where(part => part is not null));
    }

    private static string Said(Signals.Feedback said) =>
        $"{Signals.Feedback.NameOf(said.Kind)} ({At(said.At)}{(said.By is { } by ? $" by {by}" : "")}){(said.Reason is { } reason ? $": {reason}" : "")}";

    private static string Parked(Parking parking) =>
        $"until {At(parking.Until)}, since {At(parking.At)}{(parking.By is { } by ? $" by {by}" : "")}: {parking.Reason}";

    private static void Detail(StringBuilder text, string label, string value) =>
        text.Append(CultureInfo.InvariantCulture, $"                    {label}: {value}\n");

    public static string At(DateTimeOffset at) => at.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture);
}
