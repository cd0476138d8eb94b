using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>
/// A deal of the API in our words. What has a history of its own (stage, amount, close date) is told value by value, each at its own
/// time, so that it says when the deal moved and not when somebody looked; the rest is told at the time of the last change.
/// </summary>
internal static class HubSpotDeal
{
    private static readonly string[] Plain = ["dealname", "deal_currency_code", "pipeline", "hubspot_owner_id", "createdate"];

    public static List<CanonicalEvent> Events(HubSpotObject deal, long portal, DateTimeOffset now)
    {
        var at = deal.ModifiedAt(now);
        var events = new List<CanonicalEvent>();
        var fields = Fields(deal, portal);
        var status = Status(deal);
        foreach (var property in HubSpotTypes.DatedDealProperties)
        {
            var history = History(deal, property, now);
            if (history.Count == 0 && deal.Text(property) is not null)
            {
                fields = HubSpotDealProperty.Read(property, deal.Text(property), fields) ?? fields;
            }

            for (var i = 0; i < history.Count; i++)
            {
                // Whether it is closed follows from its latest stage, and since then.
                var isLatestStage = property == "dealstage" && i == 0;
                var said = isLatestStage ? history[i].Fields with { Status = status } : history[i].Fields;
                status = isLatestStage ? default : status;
                events.Add(Changed(deal, history[i].At, said, property));
            }
        }

        // That it is open is said at its last change too: if it was deleted before that, it has been restored.
        events.Add(Changed(deal, at, fields with { Status = status.IsTold ? status : StillOpen(deal) }));
        return events;
    }

    /// <summary>Deals that this one came from: HubSpot answers with it when asked for one of them.</summary>
    /// <param name="wanted">Those to tell; null for all.</param>
    public static IEnumerable<CanonicalEvent> Merges(HubSpotObject deal, IReadOnlySet<string>? wanted, DateTimeOffset now) =>
        (deal.Text("hs_merged_object_ids") ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(id => id != deal.Key && wanted?.Contains(id) is not false)
            .Select(id => new CanonicalEvent.DealMerged
            {
                Id = HubSpotTypes.EventId(CrmObjectKind.Deal, deal.Key, deal.ModifiedAt(now), "merged"),
                OccurredAt = deal.ModifiedAt(now),
                DealId = id,
                IntoDealId = deal.Key,
            });

    private static DealFields Fields(HubSpotObject deal, long portal)
    {
        var fields = new DealFields();
        foreach (var property in Plain.Where(deal.Tells))
        {
            fields = HubSpotDealProperty.Read(property, deal.Text(property), fields) ?? fields;
        }

        // The seller's own word goes before what HubSpot derives from the stage.
        var category = deal.Text("hs_manual_forecast_category") is null ? "hs_forecast_category" : "hs_manual_forecast_category";
        fields = deal.Tells(category) ? HubSpotDealProperty.Read(category, deal.Text(category), fields) ?? fields : fields;
        return fields with { Url = HubSpotTranslation.Url(portal, deal.Key) };
    }

    private static Told<DealStatus?> Status(HubSpotObject deal) => (deal.Text("hs_is_closed_won"), deal.Text("hs_is_closed")) switch
    {
        ("true", _) => Told.Of<DealStatus?>(DealStatus.Won),
        ("false", "true") => Told.Of<DealStatus?>(DealStatus.Lost),
        (_, "false") => Told.Of<DealStatus?>(DealStatus.Open),
        _ => default,
    };

    private static Told<DealStatus?> StillOpen(HubSpotObject deal) => Status(deal) is { Value: DealStatus.Open } open ? open : default;

    /// <summary>Each value with its time, the latest first; HubSpot keeps the last 20.</summary>
    private static List<(DateTimeOffset At, DealFields Fields)> History(HubSpotObject deal, string property, DateTimeOffset now)
    {
        var versions = deal.PropertiesWithHistory?.GetValueOrDefault(property) ?? [];
        return
        [
            .. from version in versions
               let at = HubSpotValue.Instant(version.Timestamp, "timestamp")
               let fields = HubSpotDealProperty.Read(property, version.Value)
               where at is not null && at <= now.AddDays(1) && fields is not null
               orderby at.Value descending
               select (at.Value, fields),
        ];
    }

    private static CanonicalEvent.DealChanged Changed(HubSpotObject deal, DateTimeOffset at, DealFields fields, string? property = null) => new()
    {
        Id = HubSpotTypes.EventId(CrmObjectKind.Deal, deal.Key, at, property),
        OccurredAt = at,
        DealId = deal.Key,
        Deal = fields,
    };
}
