using System.Net;
using System.Net.Http.Headers;
using SalesSignals.Digests;
using SalesSignals.Outbox;

namespace SalesSignals.Azure.SendGrid;

/// <summary>Sends a message with one call of SendGrid's v3 Mail Send API.</summary>
/// <remarks>
/// No retry here or in the handler below: a second call would be a second email. <see cref="CreateHandler"/> makes the handler that keeps to this.
/// </remarks>
public sealed class SendGridClient(HttpClient http, SendGridOptions options, TimeProvider time) : IEmailSender
{
    /// <summary>The one place that says how long a call may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private const int AnswerBytes = 16 * 1024;

    /// <summary>Follows no redirects (the key would go along), keeps no cookies, and looks up the address anew every few minutes.</summary>
    public static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <inheritdoc/>
    public async Task<EmailSendResult> SendAsync(EmailMessage message, string messageId, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.BaseAddress, "/v3/mail/send"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        request.Content = new ByteArrayContent(SendGridRequest.Write(message, messageId, options))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };

        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await ReadAsync(response, either.Token);
        }
        catch (HttpRequestException e) when (WasNeverSent(e))
        {
            return new EmailSendResult.NotNow(TimeSpan.FromMinutes(1), $"SendGrid cannot be reached ({e.HttpRequestError})");
        }
        catch (HttpRequestException e)
        {
            return new EmailSendResult.Unknown($"the connection to SendGrid broke before its answer ({e.HttpRequestError})");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new EmailSendResult.Unknown($"no answer from SendGrid within {Timeout.TotalSeconds:0} seconds");
        }
    }

    /// <summary>The status is the answer; what follows it only explains, so a body that breaks off changes nothing.</summary>
    private async Task<EmailSendResult> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = new byte[AnswerBytes];
        var length = 0;
        if (response.StatusCode is not (HttpStatusCode.Accepted or HttpStatusCode.OK))
        {
            try
            {
                using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
                length = await stream.ReadAtLeastAsync(body, AnswerBytes, throwOnEndOfStream: false, cancellationToken);
            }
            catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
            {
                length = 0;
            }
        }

        return SendGridAnswer.Read(response.StatusCode, response.Headers, body.AsMemory(0, length), options.Sandbox, time.GetUtcNow());
    }

    private static bool WasNeverSent(HttpRequestException exception) => exception.HttpRequestError
        is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;
}
