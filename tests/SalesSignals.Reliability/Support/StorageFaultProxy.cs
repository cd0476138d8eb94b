using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace SalesSignals.Reliability.Support;

/// <summary>
/// Stands between the app and its storage, and does to requests what networks and busy services do. Signatures cover path, query and
/// headers but not the host, so what passes passes as it came.
/// </summary>
internal sealed class StorageFaultProxy : IAsyncDisposable
{
    /// <summary>Half of them leave the caller in doubt.</summary>
    private static readonly StorageFault[] Usual =
    [
        StorageFault.Busy, StorageFault.Throttled, StorageFault.Reset, StorageFault.Delayed, StorageFault.AnswerLost, StorageFault.AppliedThenFailed,
    ];

    private static readonly HashSet<string> OfTheConnection =
        new(StringComparer.OrdinalIgnoreCase) { "Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length", "Expect" };

    private static readonly UriCreationOptions AsItCame = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly WebApplication _app;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly Random _random;
    private readonly ConcurrentDictionary<StorageFault, int> _done = new();
    private Dictionary<int, (string Authority, bool IsTable)> _targets = [];
    private CancellationTokenSource _silence = new();
    private Func<string, StorageFault?> _next = _ => null;

    private StorageFaultProxy(WebApplication app, int seed) => (_app, _random) = (app, new(seed));

    /// <summary>What to write to <c>AzureWebJobsStorage</c> to go through it.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>How often each fault was done.</summary>
    public IReadOnlyDictionary<StorageFault, int> Done => _done;

    public static async Task<StorageFaultProxy> StartAsync(string connectionString, int seed)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        var proxy = new StorageFaultProxy(builder.Build(), seed);
        proxy._app.Run(proxy.ServeAsync);
        await proxy._app.StartAsync();
        proxy.Route(connectionString);
        return proxy;
    }

    /// <summary>Everything passes, and what hung is cut off.</summary>
    public void Heal()
    {
        Volatile.Write(ref _next, _ => null);
        Interlocked.Exchange(ref _silence, new()).Cancel();
    }

    /// <summary>This happens to every request.</summary>
    public void Fail(StorageFault fault) => Volatile.Write(ref _next, _ => fault);

    /// <summary>A share of all requests that write meet a fault, each of the usual ones as often.</summary>
    public void FailWrites(double share) => Volatile.Write(ref _next, method =>
    {
        lock (_random)
        {
            return !HttpMethods.IsGet(method) && _random.NextDouble() < share ? Usual[_random.Next(Usual.Length)] : null;
        }
    });

    public async ValueTask DisposeAsync()
    {
        Heal();
        await _app.DisposeAsync();
        _http.Dispose();
        _silence.Dispose();
    }

    private void Route(string connectionString)
    {
        var ports = _app.Urls.Select(url => new Uri(url).Port).ToArray();
        var targets = new Dictionary<int, (string Authority, bool IsTable)>();
        ConnectionString = string.Join(';', connectionString.Split(';').Select(part => part.Split('=', 2) switch
        {
            ["QueueEndpoint", var address] => Through(ports[0], "QueueEndpoint", new(address)),
            ["TableEndpoint", var address] => Through(ports[1], "TableEndpoint", new(address)),
            _ => part,
        }));
        _targets = targets;

        string Through(int port, string name, Uri address)
        {
            targets[port] = (address.GetLeftPart(UriPartial.Authority), name[0] == 'T');
            return string.Create(CultureInfo.InvariantCulture, $"{name}=http://127.0.0.1:{port}{address.AbsolutePath}");
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        var fault = Volatile.Read(ref _next)(context.Request.Method);
        if (fault is { } done)
        {
            _done.AddOrUpdate(done, 1, (_, count) => count + 1);
        }

        var silence = Volatile.Read(ref _silence).Token;
        switch (fault)
        {
            case StorageFault.Busy:
                await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "ServerBusy");
                break;
            case StorageFault.Throttled:
                await RefuseAsync(context, StatusCodes.Status429TooManyRequests, "TooManyRequests");
                break;
            case StorageFault.Reset:
                Reset(context);
                break;
            case StorageFault.Delayed:
                await Task.Delay(Lateness(), context.RequestAborted);
                await PassAsync(context);
                break;
            case StorageFault.AnswerLost:
                (await AskAsync(context)).Dispose();
                Reset(context);
                break;
            case StorageFault.AppliedThenFailed:
                (await AskAsync(context)).Dispose();
                await RefuseAsync(context, StatusCodes.Status500InternalServerError, "OperationTimedOut");
                break;
            case StorageFault.Silence:
                using (var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, silence))
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                }

                Reset(context);
                break;
            default:
                await PassAsync(context);
                break;
        }
    }

    private TimeSpan Lateness()
    {
        lock (_random)
        {
            return TimeSpan.FromMilliseconds(_random.Next(50, 1_500));
        }
    }

    private async Task PassAsync(HttpContext context)
    {
        using var answer = await AskAsync(context);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) || !OfTheConnection.Contains(name))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        if (await answer.Content.ReadAsByteArrayAsync(context.RequestAborted) is { Length: > 0 } body)
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    /// <summary>Not cut short when the app goes away: what has reached storage is done there.</summary>
    private async Task<HttpResponseMessage> AskAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        using var request = new HttpRequestMessage(
            new(context.Request.Method),
            new Uri(_targets[context.Connection.LocalPort].Authority + context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, AsItCame));
        request.Content = context.Request.ContentLength is null && body.Length == 0 ? null : new ByteArrayContent(body.ToArray());
        foreach (var (name, values) in context.Request.Headers.Where(header => !OfTheConnection.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, [.. values]))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, [.. values]);
            }
        }

        return await _http.SendAsync(request);
    }

    private Task RefuseAsync(HttpContext context, int status, string code)
    {
        var isTable = _targets[context.Connection.LocalPort].IsTable;
        context.Response.StatusCode = status;
        context.Response.Headers["x-ms-error-code"] = code;
        context.Response.ContentType = isTable ? "application/json" : "application/xml";
        return context.Response.WriteAsync(isTable
            ? new JsonObject { ["odata.error"] = new JsonObject { ["code"] = code } }.ToJsonString()
            : $"""<?xml version="1.0" encoding="utf-8"?><Error><Code>{code}</Code><Message>Not now.</Message></Error>""");
    }

    private static void Reset(HttpContext context)
    {
        if (context.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        context.Abort();
    }
}
