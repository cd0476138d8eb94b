using System.Globalization;
using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>A condition of HubSpot's search; those of a group hold together.</summary>
internal sealed record HubSpotFilter(string PropertyName, string Operator, string? Value = null)
{
    /// <summary>Open deals, and those closed since: either group.</summary>
    public static HubSpotFilter[][] Of(CrmWalk.Backfill walk) =>
    [
        [new("hs_is_closed", "EQ", "false")],
        [new("hs_is_closed", "EQ", "true"), new("closedate", "GTE", Instant(walk.ClosedSince))],
    ];

    /// <summary>What was modified in the window; of contacts only those with deals, which in most accounts are few.</summary>
    public static HubSpotFilter[][] Of(CrmWalk.Changes walk, CrmObjectKind kind)
    {
        var modified = kind is CrmObjectKind.Contact ? "lastmodifieddate" : "hs_lastmodifieddate";
        HubSpotFilter[] window = [new(modified, "GTE", Instant(walk.Since)), new(modified, "LT", Instant(walk.Until))];
        return [kind is CrmObjectKind.Contact ? [.. window, new("num_associated_deals", "GT", "0")] : window];
    }

    /// <summary>Deals that came out of a merge, and were modified in the window: by the merge, or since.</summary>
    public static HubSpotFilter[][] OfMerged(CrmWalk.Changes walk) =>
        [[.. Of(walk, CrmObjectKind.Deal)[0], new("hs_merged_object_ids", "HAS_PROPERTY")]];

    public static HubSpotFilter After(string id) => new("hs_object_id", "GT", id);

    private static string Instant(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
