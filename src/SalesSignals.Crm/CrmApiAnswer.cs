using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SalesSignals.Crm;

/// <summary>An answer that is no success: how long to wait, and what an operator should know of it.</summary>
/// <param name="Detail">The CRM's own word for it, such as <c>MISSING_SCOPES</c>; a single word, or nothing.</param>
internal sealed partial record CrmApiAnswer(HttpStatusCode Status, string Path, TimeSpan Wait, string Detail)
{
    public static readonly TimeSpan Shortly = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(15);

    private const int LongestWord = 60;

    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AtMost = TimeSpan.FromHours(1);

    /// <summary>Salesforce says 403 where others say 429.</summary>
    public bool IsLimit => Status is HttpStatusCode.TooManyRequests || Detail is "REQUEST_LIMIT_EXCEEDED";

    public static async Task<CrmApiAnswer> ReadAsync(HttpResponseMessage response, Stream body, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var detail = await DetailAsync(body, cancellationToken);
        var wait = Told(response.Headers, response.StatusCode, now) ?? Usual(response.StatusCode, detail);
        return new(response.StatusCode, Shown(response.RequestMessage?.RequestUri?.AbsolutePath ?? ""), Bounded(wait), detail);
    }

    /// <summary>An address as reasons may hold it: without its query, and without ids, which may be whatever an answer before held in their place.</summary>
    public static string Shown(string path) =>
        string.Join('/', path.Split('?')[0].Split('/').Select(step => Documented().IsMatch(step) ? step : "*"));

    public string Reason(CrmApiOptions options)
    {
        var answered = $"{options.Crm} answered {(int)Status}{(Detail.Length > 0 ? $" ({Detail})" : "")} to {Path}";
        return (int)Status switch
        {
            401 => $"{answered}: check that Sources__{options.Setting}__{options.Key.Setting} is still valid",
            403 when !IsLimit => $"{answered}: check what Sources__{options.Setting}__{options.Key.Setting} may read",
            404 or 405 or (>= 300 and < 400) => $"{answered}: check Sources__{options.Setting}__ApiBaseAddress",
            _ => answered,
        };
    }

    /// <summary>A word of the API's own, a version, or one of HubSpot's numbers of types.</summary>
    [GeneratedRegex(@"^(?:[A-Za-z_-]{0,40}|v[0-9]+(?:\.[0-9]+)?|[0-9]{1,2}-[0-9]{1,4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Documented();

    /// <summary>How long the CRM asks us to wait: in the standard's header, in Pipedrive's, or in Close's draft of a standard.</summary>
    private static TimeSpan? Told(HttpResponseHeaders headers, HttpStatusCode status, DateTimeOffset now) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - now,
        _ => status is HttpStatusCode.TooManyRequests ? Seconds(headers, "x-ratelimit-reset") ?? Seconds(headers, "RateLimit", "reset=") : null,
    };

    private static TimeSpan? Seconds(HttpResponseHeaders headers, string name, string before = "")
    {
        foreach (var part in headers.TryGetValues(name, out var values) ? values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries)) : [])
        {
            if (part.StartsWith(before, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(part.AsSpan(before.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                && seconds <= AtMost.TotalSeconds)
            {
                return TimeSpan.FromSeconds(seconds);
            }
        }

        return null;
    }

    private static TimeSpan Usual(HttpStatusCode status, string detail) => (int)status switch
    {
        403 when detail is "REQUEST_LIMIT_EXCEEDED" => AtMost,
        429 => detail.Contains("DAILY", StringComparison.OrdinalIgnoreCase) ? AtMost : TimeSpan.FromSeconds(10),
        408 or >= 500 => Shortly,
        _ => UntilMended,
    };

    private static TimeSpan Bounded(TimeSpan wait) => wait < AtLeast ? AtLeast : wait > AtMost ? AtMost : wait;

    /// <summary>
    /// The CRM's own word for what is wrong: HubSpot's <c>policyName</c> says which limit, its <c>category</c> what else; Salesforce's errors are
    /// a list, Dataverse's an object of their own. Foreign sentences are left out: they may quote anything.
    /// </summary>
    private static async Task<string> DetailAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            var root = document.RootElement;
            var error = root.ValueKind is JsonValueKind.Array && root.GetArrayLength() > 0 ? root[0]
                : root.TryGetProperty("error", out var inner) && inner.ValueKind is JsonValueKind.Object ? inner
                : root;
            foreach (var name in (string[])["policyName", "category", "errorType", "errorCode", "code", "error"])
            {
                if (error.TryGetProperty(name, out var value)
                    && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 and <= LongestWord } word
                    && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '_'))
                {
                    return word;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A gateway's page, or nothing; the status says enough.
        }

        return "";
    }
}
