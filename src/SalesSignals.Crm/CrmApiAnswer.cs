using System.Net;
using System.Text.Json;

namespace SalesSignals.Crm;

/// <summary>An answer that is no success: how long to wait, and what an operator should know of it.</summary>
/// <param name="Detail">The CRM's own word for it, such as <c>MISSING_SCOPES</c>; a single word, or nothing.</param>
internal sealed record CrmApiAnswer(HttpStatusCode Status, string Path, TimeSpan Wait, string Detail)
{
    public static readonly TimeSpan Shortly = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(15);

    private const int LongestWord = 60;

    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AtMost = TimeSpan.FromHours(1);

    public bool IsLimit => Status is HttpStatusCode.TooManyRequests;

    public static async Task<CrmApiAnswer> ReadAsync(HttpResponseMessage response, Stream body, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var detail = await DetailAsync(body, cancellationToken);
        var told = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => (TimeSpan?)null,
        };
        return new(response.StatusCode, response.RequestMessage?.RequestUri?.AbsolutePath ?? "", Bounded(told ?? Usual(response.StatusCode, detail)), detail);
    }

    public string Reason(CrmApiOptions options)
    {
        var answered = $"{options.Crm} answered {(int)Status}{(Detail.Length > 0 ? $" ({Detail})" : "")} to {Path}";
        return (int)Status switch
        {
            401 => $"{answered}: check that Sources__{options.Setting}__AccessToken is still valid",
            403 => $"{answered}: check what Sources__{options.Setting}__AccessToken may read",
            404 or 405 or (>= 300 and < 400) => $"{answered}: check Sources__{options.Setting}__ApiBaseAddress",
            _ => answered,
        };
    }

    private static TimeSpan Usual(HttpStatusCode status, string detail) => (int)status switch
    {
        429 => detail.Contains("DAILY", StringComparison.OrdinalIgnoreCase) ? AtMost : TimeSpan.FromSeconds(10),
        408 or >= 500 => Shortly,
        _ => UntilMended,
    };

    private static TimeSpan Bounded(TimeSpan wait) => wait < AtLeast ? AtLeast : wait > AtMost ? AtMost : wait;

    /// <summary>HubSpot's <c>policyName</c> says which limit, its <c>category</c> what else. Foreign sentences are left out: they may quote anything.</summary>
    private static async Task<string> DetailAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            foreach (var name in (string[])["policyName", "category", "errorType"])
            {
                if (document.RootElement.TryGetProperty(name, out var value)
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
