using System.Globalization;
using SalesSignals.Events;

namespace SalesSignals.Crm.HubSpot;

/// <summary>Values of HubSpot's properties, which are all strings.</summary>
internal static class HubSpotValue
{
    public static string? Id(string? text, string property) => text is null ? null : EventText.Id(text, property);

    public static decimal? Amount(string? text)
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
    public static DateTimeOffset? Instant(string? text, string property)
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
