using System.Collections.Frozen;
using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>
/// What a webhook names and does not carry: names and addresses of a deal's contacts, and who else took part in an activity. Edits of a
/// deal that touch neither are not worth a call: each one counts against the account's day.
/// </summary>
internal static class PipedriveWants
{
    public static IReadOnlyList<CrmObject> Of(PipedriveWebhook webhook, FrozenDictionary<string, ActivityKind> types) =>
        webhook.IsDeletion ? [] : webhook.Entity switch
        {
            "deal" => HasNewContact(webhook) || webhook.MergedFromId is not null ? [new(CrmObjectKind.Deal, webhook.EntityId)] : [],
            "activity" when webhook.Current.Id("deal_id") is not null && !webhook.Current.IsFalse("active_flag") => [new(KindOf(webhook, types), webhook.EntityId)],
            _ => [],
        };

    /// <summary>A deal that is new may have participants too, of whom no webhook tells.</summary>
    public static bool HasNewContact(PipedriveWebhook webhook) => webhook.Previous is not { } previous || previous.Tells("person_id");

    private static CrmObjectKind KindOf(PipedriveWebhook webhook, FrozenDictionary<string, ActivityKind> types) =>
        types.KindOf(webhook.Current.Text("type")) switch
        {
            ActivityKind.Meeting => CrmObjectKind.Meeting,
            ActivityKind.Call => CrmObjectKind.Call,
            _ => CrmObjectKind.Task,
        };
}
