using System.Globalization;
using SalesSignals.Events;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>What a story tells of a deal, as HubSpot's properties.</summary>
internal static class HubSpotStoryDeal
{
    /// <param name="time">How an instant is written: webhooks and the API do not agree.</param>
    public static IEnumerable<(string Property, string? Value)> Properties(DealFields deal, Func<DateTimeOffset, string?> time) =>
    [
        .. Property("dealname", deal.Name, value => value),
        .. Property("pipeline", deal.Pipeline, value => value),
        .. Property("dealstage", deal.Stage, value => value),
        .. Property("hubspot_owner_id", deal.OwnerId, value => value),
        .. Property("amount", deal.Amount, value => value?.ToString(CultureInfo.InvariantCulture)),
        .. Property("deal_currency_code", deal.Currency, value => value),
        .. Property("closedate", deal.CloseOn, value => value is { } day ? time(new(day, new TimeOnly(17, 0), TimeSpan.Zero)) : null),
        .. Property("hs_manual_forecast_category", deal.ForecastCategory, value => value switch
        {
            "omitted" => "OMIT",
            "best-case" => "BEST_CASE",
            _ => value?.ToUpperInvariant(),
        }),
    ];

    private static (string, string?)[] Property<T>(string name, Told<T> told, Func<T?, string?> value) => told.IsTold ? [(name, value(told.Value))] : [];
}
