using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SalesSignals.Crm.StandardWebhooks;
using SalesSignals.Functions.Tests.Host;

namespace SalesSignals.Functions.Tests.Publish;

/// <summary>The published app as a process of its own, started from elsewhere.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private AppProcess(string folder, Dictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo(Path.Combine(folder, "SalesSignals.Functions"))
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    public HttpClient Client { get; } = new();

    public static Dictionary<string, string?> Settings(string storage) => new()
    {
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["SALESSIGNALS_NOW"] = $"{RunningApp.Noon:O}",
        ["AzureWebJobsStorage"] = storage,
        ["Sources__crm__Kind"] = "StandardWebhooks",
        ["Sources__crm__Secrets__0"] = Secret,
        ["SendGrid__ApiKey"] = "SG.none",
        ["SendGrid__BaseAddress"] = "http://127.0.0.1:9",
        ["SendGrid__From__Email"] = "signals@example.com",
    };

    /// <summary>As the Functions host starts it, on a port of its choice.</summary>
    public static AppProcess UnderHost(string folder, Dictionary<string, string?> settings)
    {
        var port = FreePort();
        settings["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";
        return new(folder, settings) { Client = { BaseAddress = new($"http://127.0.0.1:{port}") } };
    }

    public static AppProcess Standalone(string folder, Dictionary<string, string?> settings)
    {
        var port = FreePort();
        settings["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        return new(folder, settings) { Client = { BaseAddress = new($"http://127.0.0.1:{port}") } };
    }

    /// <summary>Asks the root until it answers, as the Functions host does.</summary>
    public Task AnswersAsync() => Eventually.TrueAsync(async () =>
    {
        Assert.False(_process.HasExited, Output + Errors);
        try
        {
            using var answer = await Client.GetAsync("/");
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    });

    public async Task<HttpResponseMessage> PostWebhookAsync(string body, string? signature = null)
    {
        var timestamp = $"{RunningApp.Noon.ToUnixTimeSeconds()}";
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/crm") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("webhook-id", "msg_1");
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", signature ?? StandardWebhookSignature.Sign(Secret, "msg_1", timestamp, bytes));
        return await Client.SendAsync(request);
    }

    /// <summary>Asks the process to end, and says with which code and how soon it did.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> TerminateAsync()
    {
        var asked = TimeProvider.System.GetTimestamp();
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {_process.Id}"]);
        var code = await ExitAsync();
        return (code, TimeProvider.System.GetElapsedTime(asked));
    }

    public async Task<int> ExitAsync()
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(late.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static void Keep(StringBuilder lines, string? line)
    {
        lock (lines)
        {
            lines.AppendLine(line);
        }
    }

    private static string Read(StringBuilder lines)
    {
        lock (lines)
        {
            return lines.ToString().Trim();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
