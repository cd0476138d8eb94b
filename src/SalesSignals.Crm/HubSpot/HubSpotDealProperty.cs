using System.Globalization;
using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>What a changed property of a HubSpot deal tells. All values are strings; an empty one, like null, means cleared.</summary>
internal static class HubSpotDealProperty
{
    /// <summary>Stands in for values that HubSpot keeps to itself.</summary>
    private const string Redacted = "REDACTED";

    /// <summary>The field that was set; null where the property is none we use, or its value is withheld.</summary>
    public static DealFields? Read(string property, string? value)
    {
        var text = string.IsNullOrWhiteSpace(value) ? null : value.Trim();
        return text is Redacted ? null : property switch
        {
            "dealname" => new() { Name = Told.Of(EventText.Name(text)) },
            "amount" => new() { Amount = Told.Of(Amount(text)) },
            "deal_currency_code" => new() { Currency = Told.Of(EventText.Currency(text, "deal_currency_code")) },
            "closedate" => new() { CloseOn = Told.Of<DateOnly?>(Instant(text, property) is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null) },
            "dealstage" => new() { Stage = Told.Of(Id(text, property)) },
            "pipeline" => new() { Pipeline = Told.Of(Id(text, property)) },
            "hubspot_owner_id" => new() { OwnerId = Told.Of(Id(text, property)) },
            "hs_forecast_category" or "hs_manual_forecast_category" => new() { ForecastCategory = Told.Of(EventText.ForecastCategory(text)) },
            "createdate" => new() { CreatedAt = Told.Of(Instant(text, property)) },
            _ => null,
        };
    }

    private static string? Id(string? text, string property) => text is null ? null : EventText.Id(text, property);

    private static decimal? Amount(string? text)
    {
        if (text is null)
        {
            return null;
        }

        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var amount)
            ? EventText.Amount(amount, "amount")
            : throw new UnreadableEventException("amount must be a decimal number such as 125000.50.");
    }

    /// <summary>Webhooks write instants as milliseconds since 1970, the API as ISO 8601; a date may also stand alone.</summary>
    private static DateTimeOffset? Instant(string? text, string property)
    {
        if (text is null)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            return EventText.UnixMilliseconds(milliseconds, property);
        }

        return text.Length == "yyyy-MM-dd".Length
            ? new DateTimeOffset(EventText.Date(text, property), TimeOnly.MinValue, TimeSpan.Zero)
            : EventText.Instant(text, property);
    }
}
