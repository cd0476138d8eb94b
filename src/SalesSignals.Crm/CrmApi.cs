using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SalesSignals.Events;
using SalesSignals.Telemetry;

namespace SalesSignals.Crm;

/// <summary>
/// Calls the JSON API of a CRM. The one place that says how long a call may take, how large an answer may be, that a token that has
/// expired is renewed once, and that a limit, once told, is kept without asking again. Nothing else is retried here: that is for the queue.
/// </summary>
internal sealed class CrmApi : IDisposable
{
    /// <summary>For reading a few objects.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>For pages of hundreds of objects.</summary>
    public static readonly TimeSpan LongTimeout = TimeSpan.FromSeconds(60);

    private const int AnswerBytes = 64 * 1024 * 1024;

    private readonly CrmApiOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private long _restsUntil;

    public CrmApi(CrmApiOptions options, CrmApiAccess access)
    {
        (_options, _time) = (options, access.Time);
        _http = new(access.CreateHandler())
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = AnswerBytes,
        };
    }

    /// <summary>Asks with GET.</summary>
    /// <param name="path">With its query, every value in it escaped.</param>
    /// <param name="headers">Beside those of every call.</param>
    /// <exception cref="CrmUnavailableException">There is no answer, or one that is no success.</exception>
    public Task<TAnswer> GetAsync<TAnswer>(
        string path,
        JsonTypeInfo<TAnswer> answerType,
        TimeSpan timeout,
        CancellationToken cancellationToken,
        params IReadOnlyList<(string Name, string Value)> headers)
        where TAnswer : class =>
        AskAsync(
            path,
            () =>
            {
                var message = new HttpRequestMessage(HttpMethod.Get, new Uri(_options.BaseAddress, path));
                foreach (var (name, value) in headers)
                {
                    message.Headers.TryAddWithoutValidation(name, value);
                }

                return message;
            },
            answerType,
            timeout,
            cancellationToken);

    /// <summary>Asks with GET for one object; null where there is none (any more).</summary>
    /// <exception cref="CrmUnavailableException">There is no answer, or one that is no success.</exception>
    public Task<TAnswer?> FindAsync<TAnswer>(string path, JsonTypeInfo<TAnswer> answerType, TimeSpan timeout, CancellationToken cancellationToken)
        where TAnswer : class =>
        FindAsync(path, () => new(HttpMethod.Get, new Uri(_options.BaseAddress, path)), answerType, timeout, mayBeGone: true, cancellationToken);

    /// <summary>Asks with POST.</summary>
    /// <exception cref="CrmUnavailableException">There is no answer, or one that is no success.</exception>
    public Task<TAnswer> PostAsync<TQuestion, TAnswer>(
        string path, TQuestion question, JsonTypeInfo<TQuestion> questionType, JsonTypeInfo<TAnswer> answerType, TimeSpan timeout, CancellationToken cancellationToken)
        where TAnswer : class
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(question, questionType);
        return AskAsync(
            path,
            () => new(HttpMethod.Post, new Uri(_options.BaseAddress, path)) { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } },
            answerType,
            timeout,
            cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<TAnswer> AskAsync<TAnswer>(
        string path, Func<HttpRequestMessage> create, JsonTypeInfo<TAnswer> answerType, TimeSpan timeout, CancellationToken cancellationToken)
        where TAnswer : class =>
        (await FindAsync(path, create, answerType, timeout, mayBeGone: false, cancellationToken))!;

    private async Task<TAnswer?> FindAsync<TAnswer>(
        string path, Func<HttpRequestMessage> create, JsonTypeInfo<TAnswer> answerType, TimeSpan timeout, bool mayBeGone, CancellationToken cancellationToken)
        where TAnswer : class
    {
        ThrowIfResting();
        using var late = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var response = await SendAsync(create, either.Token);
            if (mayBeGone && response.StatusCode is (HttpStatusCode.NotFound or HttpStatusCode.Gone))
            {
                return null;
            }

            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            return response.IsSuccessStatusCode
                ? await JsonSerializer.DeserializeAsync(body, answerType, either.Token) ?? throw new JsonException("The answer is null.")
                : throw Refused(await CrmApiAnswer.ReadAsync(response, body, _time.GetUtcNow(), either.Token));
        }
        catch (HttpRequestException e)
        {
            throw new CrmUnavailableException(CrmApiAnswer.Shortly, $"{_options.Crm} cannot be reached ({e.HttpRequestError})");
        }
        catch (JsonException e)
        {
            // Its message could quote the answer.
            throw new CrmUnavailableException(
                CrmApiAnswer.UntilMended, $"{_options.Crm} answered {CrmApiAnswer.Shown(path)} with something else than documented (line {e.LineNumber}, byte {e.BytePositionInLine})");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CrmUnavailableException(CrmApiAnswer.Shortly, $"no answer from {_options.Crm} within {timeout.TotalSeconds:0} seconds");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        var response = await SendAsync(create, refused: null, cancellationToken);
        if (response.StatusCode is not HttpStatusCode.Unauthorized || !_options.Key.IsRenewable)
        {
            return response;
        }

        var refused = response.RequestMessage?.Headers.Authorization?.Parameter ?? "";
        response.Dispose();
        return await SendAsync(create, refused, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> create, string? refused, CancellationToken cancellationToken)
    {
        using var message = create();
        if (refused is not null)
        {
            message.Options.Set(CrmApiKey.Refused, refused);
        }

        await _options.Key.AuthorizeAsync(message, refused is not null, cancellationToken);
        var response = await _http.SendAsync(message, cancellationToken);
        if (SalesMetrics.ComparesClocks && response.Headers.Date is { } date)
        {
            SalesMetrics.ClockSkew(_options.Crm, date - _time.GetUtcNow());
        }

        return response;
    }

    private CrmUnavailableException Refused(CrmApiAnswer answer)
    {
        if (answer.IsLimit)
        {
            Interlocked.Exchange(ref _restsUntil, (_time.GetUtcNow() + answer.Wait).UtcTicks);
        }

        return new(answer.Wait, answer.Reason(_options));
    }

    private void ThrowIfResting()
    {
        var rest = TimeSpan.FromTicks(Interlocked.Read(ref _restsUntil) - _time.GetUtcNow().UtcTicks);
        if (rest > TimeSpan.Zero)
        {
            throw new CrmUnavailableException(rest, $"{_options.Crm}'s rate limit is reached, as it said {rest.TotalSeconds:0} seconds before that ends");
        }
    }
}
