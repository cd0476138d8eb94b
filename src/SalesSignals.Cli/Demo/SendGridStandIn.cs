using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SalesSignals.Cli.Demo;

/// <summary>
/// SendGrid as far as SalesSignals sees it, on a free port of loopback: it checks what SendGrid checks, keeps the mail instead of
/// delivering it, and goes wrong on demand.
/// </summary>
public sealed class SendGridStandIn : IAsyncDisposable
{
    /// <summary>The one key it knows.</summary>
    public const string ApiKey = "SG.stand-in";

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly SendGridStandInEvents _events = new();
    private readonly SendGridStandInJournal _journal = new();
    private int _callNumber;

    private SendGridStandIn(WebApplication app, TimeProvider time)
    {
        _app = app;
        _time = time;
    }

    /// <summary>Raised for each message taken, before it is answered. Handlers run in the request.</summary>
    public event Action<CaughtEmail>? Arrived;

    /// <summary>What <c>SendGrid__BaseAddress</c> is to be.</summary>
    public Uri BaseAddress => new(_app.Urls.First());

    /// <summary>What <c>SendGrid__EventWebhookPublicKey</c> is to be.</summary>
    public string EventPublicKey => _events.PublicKey;

    /// <summary>What goes wrong with the n-th call, counted from 1; null: nothing. Calls may ask at the same time.</summary>
    public Func<int, SendGridStandInFault?>? Faults { get; set; }

    /// <summary>The messages taken, those with lost answers included, in order of arrival.</summary>
    public IReadOnlyList<CaughtEmail> Caught => _journal.Caught;

    /// <summary>All calls of the Mail Send API, in order of their answers.</summary>
    public IReadOnlyList<SendGridStandInCall> Calls => _journal.Calls;

    /// <summary>What it tells of the key, and of who may be a sender.</summary>
    internal SendGridStandInAccount Account { get; } = new();

    public static async Task<SendGridStandIn> StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var standIn = new SendGridStandIn(app, time);
        app.MapPost("/v3/mail/send", standIn.ReceiveAsync);
        app.MapGet("/v3/scopes", context => standIn.Account.ScopesAsync(context));
        app.MapGet("/v3/verified_senders", context => standIn.Account.SendersAsync(context));
        app.MapGet("/v3/whitelabel/domains", context => standIn.Account.DomainsAsync(context));
        await app.StartAsync(cancellationToken);
        return standIn;
    }

    /// <summary>Completes when what it has caught satisfies <paramref name="until"/>.</summary>
    public Task<IReadOnlyList<CaughtEmail>> WaitForAsync(Func<IReadOnlyList<CaughtEmail>, bool> until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(until);
        return _journal.WaitForAsync(until, cancellationToken);
    }

    /// <summary>Posts events to an event webhook, signed, in one call; what it answered.</summary>
    public Task<HttpStatusCode> PostEventsAsync(Uri address, IReadOnlyList<SendGridStandInEvent> events, CancellationToken cancellationToken) =>
        _events.PostAsync(address, events, _time.GetUtcNow(), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _events.Dispose();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        var fault = Faults?.Invoke(Interlocked.Increment(ref _callNumber));
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        switch (fault)
        {
            case SendGridStandInFault.Drop:
                Break(context);
                return;
            case SendGridStandInFault.RateLimited limited:
                context.Response.Headers["X-RateLimit-Remaining"] = "0";
                context.Response.Headers["X-RateLimit-Reset"] = Math.Ceiling(limited.ResetAt.ToUnixTimeMilliseconds() / 1000.0).ToString(CultureInfo.InvariantCulture);
                await AnswerAsync(context, 429, new SendGridStandInError("too many requests", null));
                return;
            case SendGridStandInFault.Answers answers:
                context.Response.Headers.Location = answers.Location?.AbsoluteUri;
                await AnswerAsync(context, answers.Status, new SendGridStandInError(answers.Error ?? "internal server error", null));
                return;
            case SendGridStandInFault.Delay delay:
                await Task.Delay(delay.For, _time, context.RequestAborted);
                break;
        }

        await AcceptAsync(context, Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length), fault is SendGridStandInFault.AcceptThenDrop);
    }

    private async Task AcceptAsync(HttpContext context, string body, bool thenDrop)
    {
        if (context.Request.Headers.Authorization != "Bearer " + ApiKey)
        {
            await AnswerAsync(context, 401, new SendGridStandInError("The provided authorization grant is invalid, expired, or revoked", null));
            return;
        }

        if (!context.Request.HasJsonContentType())
        {
            await AnswerAsync(context, 415, new SendGridStandInError("Content-Type should be application/json.", null));
            return;
        }

        using var document = Parse(body);
        SendGridStandInError[] errors = document is null ? [new("Bad Request", null)] : [.. SendGridStandInChecks.Check(document.RootElement)];
        if (errors.Length > 0)
        {
            await AnswerAsync(context, 400, errors);
        }
        else if (IsSandbox(document!.RootElement))
        {
            await AnswerAsync(context, 200);
        }
        else
        {
            await CatchAsync(context, document.RootElement, body, thenDrop);
        }
    }

    private async Task CatchAsync(HttpContext context, JsonElement request, string body, bool thenDrop)
    {
        var email = CaughtEmail.Read(Guid.NewGuid().ToString("N")[..22], request, body, _time.GetUtcNow());
        _journal.Add(email);
        Arrived?.Invoke(email);
        if (thenDrop)
        {
            Break(context);
            return;
        }

        context.Response.Headers["X-Message-Id"] = email.Id;
        await AnswerAsync(context, 202);
    }

    private void Break(HttpContext context)
    {
        Note(null);
        context.Abort();
    }

    private async Task AnswerAsync(HttpContext context, int status, params SendGridStandInError[] errors)
    {
        Note(status);
        context.Response.StatusCode = status;
        if (errors.Length == 0)
        {
            return;
        }

        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartArray("errors");
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteString("message", error.Message);
            json.WriteString("field", error.Field);
            json.WriteNull("help");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Note(int? status) => _journal.Add(new SendGridStandInCall(_time.GetUtcNow(), status));

    private static bool IsSandbox(JsonElement request) =>
        request.TryGetProperty("mail_settings", out var settings) && settings.TryGetProperty("sandbox_mode", out var sandbox)
        && sandbox.TryGetProperty("enable", out var enable) && enable.ValueKind is JsonValueKind.True;

    private static JsonDocument? Parse(string body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
