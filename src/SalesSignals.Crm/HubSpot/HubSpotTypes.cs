using System.Collections.Immutable;
using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>HubSpot's names for kinds of objects, and what we read of each.</summary>
internal static class HubSpotTypes
{
    public const string Deal = "0-3";
    public const string Contact = "0-1";

    /// <summary>Of these the API tells each value with its own time, which history needs: the object's time is only that of its last change.</summary>
    public static readonly ImmutableArray<string> DatedDealProperties = ["dealstage", "amount", "closedate"];

    private static readonly ImmutableArray<string> DealProperties =
    [
        "dealname", "amount", "deal_currency_code", "closedate", "dealstage", "pipeline", "hubspot_owner_id", "hs_forecast_category",
        "hs_manual_forecast_category", "createdate", "hs_is_closed", "hs_is_closed_won", "hs_merged_object_ids", "hs_lastmodifieddate",
    ];

    /// <summary>The kind of an object type id of theirs; null for those that are none of our concern.</summary>
    public static CrmObjectKind? KindOf(string? typeId) => typeId switch
    {
        Deal => CrmObjectKind.Deal,
        Contact => CrmObjectKind.Contact,
        "0-27" => CrmObjectKind.Task,
        "0-46" => CrmObjectKind.Note,
        "0-47" => CrmObjectKind.Meeting,
        "0-48" => CrmObjectKind.Call,
        "0-49" => CrmObjectKind.Email,
        _ => null,
    };

    public static bool IsActivity(CrmObjectKind? kind) => kind is not (null or CrmObjectKind.Deal or CrmObjectKind.Contact);

    /// <summary>The name in addresses of the API.</summary>
    public static string PathOf(CrmObjectKind kind) => $"{NameOf(kind)}s";

    /// <summary>Our id of an activity. HubSpot promises ids that are unique among objects of one type only.</summary>
    public static string ActivityId(CrmObjectKind kind, string id) => $"{NameOf(kind)}-{id}";

    /// <summary>The id of what an object says as it stood at a time; the same again whenever it is read in that state.</summary>
    public static string EventId(CrmObjectKind kind, string id, DateTimeOffset at, string? property = null) =>
        FormattableString.Invariant($"{NameOf(kind)}-{id}{(property is null ? "" : ".")}{property}@{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");

    public static ImmutableArray<string> PropertiesOf(CrmObjectKind kind) => kind switch
    {
        CrmObjectKind.Deal => DealProperties,
        CrmObjectKind.Contact => ["firstname", "lastname", "email", "hs_buying_role", "lastmodifieddate"],
        CrmObjectKind.Meeting =>
            ["hs_timestamp", "hs_meeting_start_time", "hs_meeting_end_time", "hs_meeting_outcome", "hs_meeting_body", "hs_internal_meeting_notes", "hs_createdate", "hs_lastmodifieddate"],
        CrmObjectKind.Call =>
            ["hs_timestamp", "hs_call_direction", "hs_call_duration", "hs_call_disposition", "hs_call_status", "hs_call_body", "hs_lastmodifieddate"],
        CrmObjectKind.Email =>
            ["hs_timestamp", "hs_email_direction", "hs_email_status", "hs_email_subject", "hs_email_headers", "hs_email_text", "hs_sequence_id", "hs_lastmodifieddate"],
        CrmObjectKind.Note => ["hs_timestamp", "hs_note_body", "hs_lastmodifieddate"],
        CrmObjectKind.Task => ["hs_timestamp", "hs_task_subject", "hs_task_body", "hs_task_status", "hs_task_completion_date", "hs_lastmodifieddate"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string NameOf(CrmObjectKind kind) => kind switch
    {
        CrmObjectKind.Deal => "deal",
        CrmObjectKind.Contact => "contact",
        CrmObjectKind.Meeting => "meeting",
        CrmObjectKind.Call => "call",
        CrmObjectKind.Email => "email",
        CrmObjectKind.Note => "note",
        CrmObjectKind.Task => "task",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
