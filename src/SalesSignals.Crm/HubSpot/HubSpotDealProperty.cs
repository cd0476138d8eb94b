using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>What a property of a HubSpot deal tells. All values are strings; an empty one, like null, means cleared.</summary>
internal static class HubSpotDealProperty
{
    /// <summary>Stands in for values that HubSpot keeps to itself.</summary>
    private const string Redacted = "REDACTED";

    /// <summary>The field that is set, beside others; null where the property is none we use, or its value is withheld.</summary>
    public static DealFields? Read(string property, string? value, DealFields? others = null)
    {
        var text = string.IsNullOrWhiteSpace(value) ? null : value.Trim();
        var fields = others ?? new();
        return text is Redacted ? null : property switch
        {
            "dealname" => fields with { Name = Told.Of(EventText.Name(text)) },
            "amount" => fields with { Amount = Told.Of(HubSpotValue.Amount(text)) },
            "deal_currency_code" => fields with { Currency = Told.Of(EventText.Currency(text, property)) },
            "closedate" => fields with
            {
                CloseOn = Told.Of<DateOnly?>(HubSpotValue.Instant(text, property) is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null),
            },
            "dealstage" => fields with { Stage = Told.Of(HubSpotValue.Id(text, property)) },
            "pipeline" => fields with { Pipeline = Told.Of(HubSpotValue.Id(text, property)) },
            "hubspot_owner_id" => fields with { OwnerId = Told.Of(HubSpotValue.Id(text, property)) },
            "hs_forecast_category" or "hs_manual_forecast_category" => fields with { ForecastCategory = Told.Of(EventText.ForecastCategory(text)) },
            "createdate" => fields with { CreatedAt = Told.Of(HubSpotValue.Instant(text, property)) },
            _ => null,
        };
    }
}
