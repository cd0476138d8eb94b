using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SalesSignals.Events;

namespace SalesSignals.Crm;

/// <summary>
/// Calls the JSON API of a CRM. The one place that says how long a call may take, how large an answer may be, and that a limit, once
/// told, is kept without asking again. Nothing is retried here: that is for the queue.
/// </summary>
internal sealed class CrmApi : IDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

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
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", options.AccessToken) },
        };
    }

    /// <exception cref="CrmUnavailableException">There is no answer, or one that is no success.</exception>
    public async Task<TAnswer> PostAsync<TQuestion, TAnswer>(
        string path, TQuestion question, JsonTypeInfo<TQuestion> questionType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken)
        where TAnswer : class
    {
        ThrowIfResting();
        using var timeout = new CancellationTokenSource(Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(question, questionType));
        content.Headers.ContentType = new("application/json");
        try
        {
            using var response = await _http.PostAsync(new Uri(_options.BaseAddress, path), content, either.Token);
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
                CrmApiAnswer.UntilMended, $"{_options.Crm} answered {path} with something else than documented (line {e.LineNumber}, byte {e.BytePositionInLine})");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CrmUnavailableException(CrmApiAnswer.Shortly, $"no answer from {_options.Crm} within {Timeout.TotalSeconds:0} seconds");
        }
    }

    public void Dispose() => _http.Dispose();

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
