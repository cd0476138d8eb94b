using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using SalesSignals.Outbox;

namespace SalesSignals.Azure.SendGrid;

/// <summary>What an answer of SendGrid means for the message.</summary>
internal static class SendGridAnswer
{
    private static readonly TimeSpan Shortly = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UntilMended = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AtMost = TimeSpan.FromHours(1);

    public static EmailSendResult Read(HttpStatusCode status, HttpResponseHeaders headers, ReadOnlyMemory<byte> body, bool sandbox, DateTimeOffset now) =>
        (int)status switch
        {
            202 => new EmailSendResult.Accepted(),
            200 when sandbox => new EmailSendResult.Accepted(),
            429 => new EmailSendResult.NotNow(Reset(headers, now), "SendGrid's rate limit is reached (429)"),
            401 or 403 => new EmailSendResult.NotNow(
                UntilMended, $"SendGrid answered {(int)status}: check SendGrid__ApiKey (permission 'Mail Send') and that SendGrid__From__Email is a verified sender{Errors(body)}"),
            404 or 405 or (>= 300 and < 400) => new EmailSendResult.NotNow(
                UntilMended, $"there is no mail API at SendGrid__BaseAddress (answer {(int)status}): correct it"),
            408 or 500 or 503 => new EmailSendResult.NotNow(RetryAfter(headers, now) ?? Shortly, $"SendGrid answered {(int)status}{Errors(body)}"),
            >= 400 and < 500 => new EmailSendResult.Refused($"SendGrid answered {(int)status}{Errors(body)}"),

            // A gateway that gave up waiting (502, 504), and whatever else no mail API says.
            _ => new EmailSendResult.Unknown($"SendGrid answered {(int)status}"),
        };

    private static TimeSpan Reset(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var seconds = headers.TryGetValues("X-RateLimit-Reset", out var values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
            && parsed <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? parsed
            : (long?)null;
        return seconds is { } at ? Bounded(DateTimeOffset.FromUnixTimeSeconds(at) - now) : RetryAfter(headers, now) ?? Shortly;
    }

    private static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now) => headers.RetryAfter switch
    {
        { Delta: { } delta } => Bounded(delta),
        { Date: { } date } => Bounded(date - now),
        _ => null,
    };

    private static TimeSpan Bounded(TimeSpan wait) => wait < AtLeast ? AtLeast : wait > AtMost ? AtMost : wait;

    /// <summary><c>: message; message</c> of SendGrid's <c>{"errors":[{"message":…}]}</c>, or nothing.</summary>
    private static string Errors(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var messages = document.RootElement.GetProperty("errors").EnumerateArray()
                .Select(error => error.GetProperty("message").GetString())
                .Where(message => !string.IsNullOrWhiteSpace(message));
            return MailReason.Clean(string.Join("; ", messages)) is { } clean ? ": " + clean : "";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return "";
        }
    }
}
