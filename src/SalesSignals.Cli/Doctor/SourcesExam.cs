using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Events;
using SalesSignals.Functions.Pulse;
using SalesSignals.Pulse;
using SalesSignals.Reconcile;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Doctor;

/// <summary>Whether each CRM is connected: its settings, what it sends, its API, and how we stand beside it.</summary>
internal static class SourcesExam
{
    private static readonly TimeSpan Late = TimeSpan.FromHours(2);

    /// <summary>Deliveries are worked on within seconds; what the sources have sent is noted once a minute.</summary>
    private static readonly TimeSpan Unread = TimeSpan.FromMinutes(10);

    public static async IAsyncEnumerable<Finding> LookAsync(Patient patient, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var installation = patient.Installation!;
        foreach (var (name, problem) in installation.Unusable)
        {
            yield return Finding.Failure(name, problem, "Correct the setting as docs/connect says for this kind of CRM, and start the app again.");
        }

        if (installation.Sources.Count + installation.Unusable.Count == 0)
        {
            yield return Finding.Failure("sources", "No CRM is configured here.", "Set Sources__{name}__Kind and Sources__{name}__Secrets__0, here as for the app (docs/connect).");
            yield break;
        }

        var watch = new SourceWatch(
            installation.Sources, new PulseStore(installation.Tables.Cursor), new ReconcileStatusStore(installation.Tables.Cursor), installation.Assessors(patient.Time), patient.Time);
        foreach (var (source, state) in installation.Sources.Zip(await watch.ReadAsync(cancellationToken)))
        {
            foreach (var finding in Configured(source).Concat(Heard(state, patient.Time.GetUtcNow())))
            {
                yield return finding;
            }

            foreach (var finding in await AskAsync(source, patient, cancellationToken))
            {
                yield return finding;
            }

            foreach (var finding in source.Client is null ? [] : Reconciled(state, patient.Time.GetUtcNow()))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> Configured(CrmSource source) =>
    [
        Finding.Well($"{source.Name} secret", $"A {source.Webhook.Kind} whose webhook secret is set and has the right form."),
        .. source.Warnings.Select(warning => Finding.Warning($"{source.Name} settings", warning, $"See docs/connect for {source.Webhook.Kind}.")),
    ];

    private static IEnumerable<Finding> Heard(SourceState state, DateTimeOffset now)
    {
        var check = $"{state.Name} events";
        var day = state.Pulse.Since(now.AddDays(-1));
        yield return (state.Pulse.LastDeliveryAt, state.Measured) switch
        {
            (null, _) => Finding.Warning(check, "No webhook has come yet.", $"Change a deal in the CRM, and look at its own log of webhooks to …/api/webhooks/{state.Name}."),
            ({ } last, { } measured) when state.Silent is not null => Finding.Failure(
                check,
                string.Create(CultureInfo.InvariantCulture, $"Silent since {At(last)}: {measured.SilentFor.TotalHours:0.#} working hours, where {measured.UsualGap.TotalHours:0.#} are usual."),
                "Look whether the CRM still has its webhook and what its log says; then salessignals reconcile " + state.Name + " brings what was missed."),
            ({ } last, _) when state.Pulse.LastEventAt is null && now - last > Unread => Finding.Warning(
                check,
                string.Create(CultureInfo.InvariantCulture, $"The last webhook came at {At(last)}, and none has told anything of a deal."),
                "See that the app runs, why messages are in poison (salessignals poison list), and that the CRM posts deals and not something else."),
            ({ } last, _) => Finding.Well(check, string.Create(
                CultureInfo.InvariantCulture, $"The last webhook came at {At(last)}{(state.Pulse.LastEventAt is { } at ? $", and the latest change they told of was at {At(at)}" : "")}; {day.Deliveries} in the last day.")),
        };
        if (day.RefusedInAll > 0)
        {
            yield return Finding.Warning(
                $"{state.Name} refused",
                string.Create(CultureInfo.InvariantCulture, $"{day.RefusedInAll} requests were refused in the last day: {string.Join(", ", day.Refused.Select(refused => $"{refused.Key} {refused.Value}"))}."),
                $"Unless somebody is trying to forge webhooks: see that Sources__{state.Name}__Secrets__0 is the CRM's secret, and Links__PublicBaseAddress the address it posts to.");
        }
    }

    private static async Task<IReadOnlyList<Finding>> AskAsync(CrmSource source, Patient patient, CancellationToken cancellationToken)
    {
        var check = $"{source.Name} token";
        if (source.Client is not { } client)
        {
            return source.Webhook.Kind is "StandardWebhooks" or "CloudEvents"
                ? [Finding.Unseen(check, "This kind of source has no API that could be asked.")]
                : [Finding.Warning(check, "There is none: what webhooks only name stays unknown, and lost webhooks are not made good.", $"Set Sources__{source.Name}__AccessToken, or what docs/connect names for {source.Webhook.Kind}.")];
        }

        try
        {
            var now = patient.Time.GetUtcNow();
            await client.EstimateAsync(new CrmWalk.Changes(now.AddMinutes(-10), now.AddMinutes(-5)), cancellationToken);
            return [Finding.Well(check, "The CRM's API takes it and lets deals be read."), .. await SubscribedAsync(source, client, patient, cancellationToken)];
        }
        catch (CrmUnavailableException e)
        {
            return [Finding.Failure(check, $"The CRM's API cannot be used: {e.Message}.", $"Give Sources__{source.Name} a token that is valid and may read what docs/connect lists.")];
        }
    }

    private static async Task<IReadOnlyList<Finding>> SubscribedAsync(CrmSource source, ICrmClient client, Patient patient, CancellationToken cancellationToken)
    {
        try
        {
            return Subscriptions.Judge(source, await client.ReadSubscriptionsAsync(cancellationToken), LinksExam.AddressOf(patient, out _));
        }
        catch (CrmUnavailableException e)
        {
            // The deals can be read: this alone is no reason for the app not to work.
            return [Finding.Unseen($"{source.Name} webhooks", $"The CRM does not tell its webhooks to this token: {e.Message}.")];
        }
    }

    private static IEnumerable<Finding> Reconciled(SourceState state, DateTimeOffset now)
    {
        var check = $"{state.Name} reconcile";
        var (status, command) = (state.Reconciled, $"salessignals reconcile {state.Name}");
        if (status.BackfilledAt is null)
        {
            yield return Finding.Warning(
                $"{state.Name} backfill", "Its past was never read: deals that are quiet already are not seen.", $"Run salessignals backfill {state.Name}.");
        }

        yield return status switch
        {
            { LastError: { } error } => Finding.Failure(check, $"The last comparison did not get through: {error}", $"Mend that, then run {command}."),
            { ReconciledUntil: null } => Finding.Warning(check, "It was never compared with the CRM.", $"See that the app runs, or run {command}."),
            { ReconciledUntil: { } until } when now - until > Late => Finding.Failure(check, $"It was last compared up to {At(until)}.", $"See that the app runs, or run {command}."),
            _ => Finding.Well(check, string.Create(
                CultureInfo.InvariantCulture, $"Compared with the CRM up to {At(status.ReconciledUntil.Value)}; no webhook had told of {status.DifferencesLast7Days} differences in seven days.")),
        };
    }

    private static string At(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
