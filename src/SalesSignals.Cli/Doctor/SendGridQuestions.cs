using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using SalesSignals.Azure.SendGrid;

namespace SalesSignals.Cli.Doctor;

/// <summary>What SendGrid says of a key.</summary>
internal abstract record SendGridScopes
{
    private SendGridScopes()
    {
    }

    public sealed record Known(ImmutableArray<string> Scopes) : SendGridScopes;

    public sealed record Refused(int Status) : SendGridScopes;

    public sealed record Unreachable(string Reason) : SendGridScopes;
}

/// <summary>Asks SendGrid's API what its description has: <c>GET /v3/scopes</c>, <c>/v3/verified_senders</c>, <c>/v3/whitelabel/domains</c>.</summary>
internal sealed class SendGridQuestions(HttpClient http, SendGridOptions options)
{
    private const int Page = 100;
    private const int MostPages = 20;

    public async Task<SendGridScopes> ScopesAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await AskAsync("/v3/scopes", cancellationToken);
            return (int)answer.StatusCode switch
            {
                200 => new SendGridScopes.Known([.. (await ReadAsync(answer, cancellationToken)).GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString() ?? "")]),
                401 or 403 => new SendGridScopes.Refused((int)answer.StatusCode),
                var status => new SendGridScopes.Unreachable(string.Create(CultureInfo.InvariantCulture, $"it answered {status}")),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return new SendGridScopes.Unreachable("it answered with something else than documented");
        }
        catch (HttpRequestException e)
        {
            return new SendGridScopes.Unreachable($"it cannot be reached ({e.HttpRequestError})");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendGridScopes.Unreachable("no answer in time");
        }
    }

    /// <summary>Whether an address is a verified sender, or of an authenticated domain; null where the key may not ask.</summary>
    public async Task<bool?> IsVerifiedAsync(string email, CancellationToken cancellationToken)
    {
        try
        {
            var sender = await IsSenderAsync(email, cancellationToken);
            if (sender is true)
            {
                return true;
            }

            var domain = await IsOfDomainAsync(email[(email.LastIndexOf('@') + 1)..], cancellationToken);
            return domain is true ? true : sender is null || domain is null ? null : false;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or InvalidOperationException or KeyNotFoundException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private async Task<bool?> IsSenderAsync(string email, CancellationToken cancellationToken)
    {
        var last = 0L;
        for (var page = 0; page < MostPages; page++)
        {
            using var answer = await AskAsync(string.Create(CultureInfo.InvariantCulture, $"/v3/verified_senders?limit={Page}&lastSeenID={last}"), cancellationToken);
            if (answer.StatusCode is not HttpStatusCode.OK)
            {
                return null;
            }

            var senders = (await ReadAsync(answer, cancellationToken)).GetProperty("results").EnumerateArray().ToList();
            if (senders.Any(sender => IsText(sender, "from_email", email) && IsTrue(sender, "verified")))
            {
                return true;
            }

            if (senders.Count < Page)
            {
                return false;
            }

            last = senders.Max(sender => sender.GetProperty("id").GetInt64());
        }

        return null;
    }

    /// <summary>Mail from below an authenticated domain is of that domain too.</summary>
    private async Task<bool?> IsOfDomainAsync(string domain, CancellationToken cancellationToken)
    {
        using var answer = await AskAsync(string.Create(CultureInfo.InvariantCulture, $"/v3/whitelabel/domains?limit={Page}"), cancellationToken);
        if (answer.StatusCode is not HttpStatusCode.OK)
        {
            return null;
        }

        return (await ReadAsync(answer, cancellationToken)).EnumerateArray()
            .Any(one => IsTrue(one, "valid") && one.TryGetProperty("domain", out var name) && IsIn(domain, name.GetString()));
    }

    private static bool IsIn(string domain, string? authenticated) => !string.IsNullOrEmpty(authenticated)
        && (domain.Equals(authenticated, StringComparison.OrdinalIgnoreCase) || domain.EndsWith("." + authenticated, StringComparison.OrdinalIgnoreCase));

    private async Task<HttpResponseMessage> AskAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.BaseAddress, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        return await http.SendAsync(request, cancellationToken);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var document = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        return document.RootElement.Clone();
    }

    private static bool IsText(JsonElement element, string name, string text) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && text.Equals(value.GetString(), StringComparison.OrdinalIgnoreCase);

    private static bool IsTrue(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True;
}
