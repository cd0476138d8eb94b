using System.Collections.Immutable;
using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>The webhooks of a Pipedrive account. After three days without a success Pipedrive deletes one.</summary>
internal static class PipedriveSubscriptions
{
    private static readonly ImmutableArray<string> Needed = ["deal", "activity", "note"];

    public static async Task<CrmSubscriptions?> AskAsync(PipedriveReads reads, CancellationToken cancellationToken)
    {
        var page = await reads.ListAsync("/api/v1/webhooks", CrmApi.Timeout, cancellationToken);
        return new([.. from webhook in page.Items let address = webhook.Text("subscription_url") where address is not null select Read(address, webhook)], Needed);
    }

    private static CrmSubscription Read(string address, PipedriveFields webhook) => new(
        address,
        IsActive(webhook),
        [webhook.Text("event_object") ?? "*"])
    {
        Problem = ProblemOf(webhook),
    };

    /// <summary>A number, though documented as a boolean.</summary>
    private static bool IsActive(PipedriveFields webhook) =>
        !webhook.Json.TryGetProperty("is_active", out var active)
        || !(active.ValueKind is JsonValueKind.False || (active.ValueKind is JsonValueKind.Number && active.GetDouble() == 0));

    /// <summary>Neither is a reason for Pipedrive to call it inactive.</summary>
    private static string? ProblemOf(PipedriveFields webhook) => (webhook.Word("version"), webhook.Count("last_http_status")) switch
    {
        (not null and not "2.0", _) => $"is of version {webhook.Word("version")} where 2.0 is needed",
        (_, { } status and not 0 and not (>= 200 and < 300)) => FormattableString.Invariant($"was answered {status} the last time"),
        _ => null,
    };
}
