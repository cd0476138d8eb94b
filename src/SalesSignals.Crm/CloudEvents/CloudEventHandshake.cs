using System.Globalization;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.CloudEvents;

/// <summary>
/// The question of a sender, Azure Event Grid among them, whether we want its events at all. Yes, whoever asks: each delivery has to prove
/// itself anyway. The callback address it may name is never called, since anybody can name any address.
/// Source: CloudEvents, "HTTP 1.1 Web Hooks for Event Delivery", 4.
/// </summary>
internal static class CloudEventHandshake
{
    private const int MaxOrigin = 255;
    private const string AnyRate = "*";

    /// <summary>The headers of consent; null where nothing was asked.</summary>
    public static IReadOnlyDictionary<string, string>? Answer(WebhookRequest request)
    {
        if (request.Header("WebHook-Request-Origin") is not { Length: > 0 and <= MaxOrigin } origin || !origin.All(IsOfOrigin))
        {
            return null;
        }

        return new Dictionary<string, string>
        {
            ["Allow"] = "POST",
            ["WebHook-Allowed-Origin"] = origin,
            ["WebHook-Allowed-Rate"] = Rate(request.Header("WebHook-Request-Rate")),
        };
    }

    /// <summary>The rate asked for; without one, or with none that is a number, any.</summary>
    private static string Rate(string? asked) =>
        int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate > 0 ? rate.ToString(CultureInfo.InvariantCulture) : AnyRate;

    private static bool IsOfOrigin(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '/' or '*' or '[' or ']';
}
