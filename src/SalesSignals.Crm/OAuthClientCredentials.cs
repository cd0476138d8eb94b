using System.Net.Http.Headers;
using System.Text.Json;
using SalesSignals.Events;

namespace SalesSignals.Crm;

/// <summary>
/// Tokens by OAuth's client credentials (RFC 6749, 4.4). One is kept until it expires or is refused; however many calls want a new one,
/// it is asked for once.
/// </summary>
/// <param name="crm">The CRM's name, for reasons.</param>
/// <param name="setting">The source's name as it is configured, for settings that are named in reasons.</param>
internal sealed class OAuthClientCredentials(
    string crm, string setting, Uri tokenAddress, string clientId, string clientSecret, string? scope, CrmApiAccess access) : IDisposable
{
    private const int AnswerBytes = 256 * 1024;
    private const int LongestToken = 16 * 1024;

    /// <summary>A token is given up this long before its end: the call that carries it takes a while too.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly HttpClient _http = new(access.CreateHandler())
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = AnswerBytes,
    };

    private volatile Token? _token;
    private Rest? _rest;

    public CrmApiKey Key => new(AuthorizeAsync, IsRenewable: true, Setting: "ClientSecret");

    public void Dispose()
    {
        _http.Dispose();
        _gate.Dispose();
    }

    private async ValueTask AuthorizeAsync(HttpRequestMessage message, bool isRefused, CancellationToken cancellationToken)
    {
        var refused = isRefused && message.Options.TryGetValue(CrmApiKey.Refused, out var value) ? value : null;
        var token = Usable(refused) ?? await RenewAsync(refused, cancellationToken);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
    }

    private Token? Usable(string? refused) =>
        _token is { } token && token.Value != refused && access.Time.GetUtcNow() < token.UsableUntil ? token : null;

    private async Task<Token> RenewAsync(string? refused, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (Usable(refused) is { } renewed)
            {
                return renewed;
            }

            ThrowIfResting();
            return _token = await AskAsync(cancellationToken);
        }
        catch (CrmUnavailableException e)
        {
            // Whoever asks meanwhile need not ask there: wrong credentials stay wrong, and logins are limited.
            _rest ??= new(access.Time.GetUtcNow() + e.After, e.Message);
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<Token> AskAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(CrmApi.Timeout, access.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var message = Question();
            using var response = await _http.SendAsync(message, either.Token);
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            return response.IsSuccessStatusCode
                ? Read(await JsonSerializer.DeserializeAsync(body, OAuthJson.Default.OAuthAnswer, either.Token))
                : throw Refused(await CrmApiAnswer.ReadAsync(response, body, access.Time.GetUtcNow(), either.Token));
        }
        catch (HttpRequestException e)
        {
            throw new CrmUnavailableException(CrmApiAnswer.Shortly, $"{crm}'s token address cannot be reached ({e.HttpRequestError})");
        }
        catch (JsonException)
        {
            // Its message could quote the token.
            throw new CrmUnavailableException(CrmApiAnswer.UntilMended, $"{crm}'s token address answered with no token: check Sources__{setting}__TokenAddress");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CrmUnavailableException(CrmApiAnswer.Shortly, $"no token from {crm} within {CrmApi.Timeout.TotalSeconds:0} seconds");
        }
    }

    private HttpRequestMessage Question()
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = clientId, ["client_secret"] = clientSecret };
        if (scope is not null)
        {
            form["scope"] = scope;
        }

        return new(HttpMethod.Post, tokenAddress) { Content = new FormUrlEncodedContent(form), Headers = { { "Accept", "application/json" } } };
    }

    private Token Read(OAuthAnswer? answer)
    {
        if (answer?.AccessToken is not { Length: > 0 and <= LongestToken } value || value.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new JsonException("There is no token.");
        }

        var now = access.Time.GetUtcNow();
        var isTold = answer.ExpiresIn is > 0 and < 366 * 24 * 3600d;
        var lasts = isTold ? TimeSpan.FromSeconds(answer.ExpiresIn!.Value) : TimeSpan.MaxValue;
        return new(value, !isTold ? DateTimeOffset.MaxValue : now + (lasts > 2 * Margin ? lasts - Margin : lasts / 2));
    }

    private CrmUnavailableException Refused(CrmApiAnswer answer)
    {
        var mend = (int)answer.Status switch
        {
            429 or 408 or >= 500 => "",
            404 or 405 or (>= 300 and < 400) => $": check Sources__{setting}__TokenAddress",
            _ => $": check Sources__{setting}__ClientId and Sources__{setting}__ClientSecret, and that the app may use the client credentials flow",
        };
        return new(answer.Wait, $"{crm} gave no token, it answered {(int)answer.Status}{(answer.Detail.Length > 0 ? $" ({answer.Detail})" : "")}{mend}");
    }

    private void ThrowIfResting()
    {
        var rest = _rest;
        _rest = null;
        if (rest is not null && rest.Until > access.Time.GetUtcNow())
        {
            _rest = rest;
            throw new CrmUnavailableException(rest.Until - access.Time.GetUtcNow(), rest.Reason);
        }
    }

    private sealed record Token(string Value, DateTimeOffset UsableUntil);

    private sealed record Rest(DateTimeOffset Until, string Reason);
}
