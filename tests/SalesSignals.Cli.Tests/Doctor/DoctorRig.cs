using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using SalesSignals.Cli.Azurite;
using SalesSignals.Cli.Demo;
using SalesSignals.Crm.StandardWebhooks;

namespace SalesSignals.Cli.Tests.Doctor;

/// <summary>The doctor over real things: a storage emulator, the mail stand-in, and whatever is configured beside.</summary>
public sealed class DoctorRig : IAsyncLifetime
{
    public const string SigningKey = "c2lnbmluZyBrZXkgb2YgYSB0ZXN0LCBvZiA0NCBjaGFycw==";
    public const string WebhookSecret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

    private readonly WebApplication _app;

    public DoctorRig()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(context => Answer(context));
    }

    public AzuriteServer Azurite { get; private set; } = null!;

    public SendGridStandIn Mail { get; private set; } = null!;

    /// <summary>What answers at the public address, and wherever else a test points at it.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = Healthy;

    public string Address => _app.Urls.First();

    public static Task Healthy(HttpContext context) => context.Response.WriteAsync("""{"live":true,"ready":true,"storage":"reachable"}""");

    public async Task InitializeAsync()
    {
        Azurite = await AzuriteServer.StartAsync();
        Mail = await SendGridStandIn.StartAsync(TimeProvider.System, default);
        Mail.Account.Senders.Add(("signals@example.com", true));
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await Mail.DisposeAsync();
        await Azurite.DisposeAsync();
    }

    /// <summary>Settings with which nothing is wrong that settings say.</summary>
    public Dictionary<string, string?> Settings() => new()
    {
        ["AzureWebJobsStorage"] = Azurite.ConnectionString,
        ["SendGrid:ApiKey"] = SendGridStandIn.ApiKey,
        ["SendGrid:BaseAddress"] = Mail.BaseAddress.AbsoluteUri,
        ["SendGrid:From:Email"] = "signals@example.com",
        ["SendGrid:EventWebhookPublicKey"] = Mail.EventPublicKey,
        ["Links:PublicBaseAddress"] = Address,
        ["Links:SigningKeys:0"] = SigningKey,
        ["Sources:crm:Kind"] = "StandardWebhooks",
        ["Sources:crm:Secrets:0"] = WebhookSecret,
    };

    internal static Installation Open(Dictionary<string, string?> settings) => Installation.FromConfiguration(Configuration(settings));

    internal static async Task<Examination> ExamineAsync(Dictionary<string, string?> settings, TimeProvider? time = null, params string[] only)
    {
        var (code, output, _) = await RunAsync(settings, time ?? TimeProvider.System, ["doctor", "--json", .. only.SelectMany(area => new[] { "--only", area })]);
        return new(code, output, [.. JsonNode.Parse(output)!["findings"]!.AsArray().Select(finding => finding!.AsObject())]);
    }

    internal static async Task<(int Code, string Out, string Error)> RunAsync(Dictionary<string, string?> settings, TimeProvider time, params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        var context = new CommandContext(TextReader.Null, output, error, time, () => Open(settings)) { Configuration = () => Configuration(settings) };
        var code = await CommandLine.RunAsync(args, context);
        return (code, output.ToString(), error.ToString());
    }

    private static IConfiguration Configuration(Dictionary<string, string?> settings) => new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}

/// <summary>What a doctor has said.</summary>
internal sealed record Examination(int Code, string Output, IReadOnlyList<JsonObject> Findings)
{
    public (string Verdict, string Says, string? Mend) Of(string check)
    {
        var finding = Assert.Single(Findings, finding => (string?)finding["check"] == check);
        return ((string)finding["verdict"]!, (string)finding["says"]!, (string?)finding["mend"]);
    }

    public void IsWell(string check) => Assert.Equal(("well", (string?)null), (Of(check).Verdict, Of(check).Mend));

    public void Fails(string check, string says, string mend) => Is("failure", check, says, mend);

    public void Warns(string check, string says, string mend) => Is("warning", check, says, mend);

    private void Is(string verdict, string check, string says, string mend)
    {
        var finding = Of(check);
        Assert.Equal(verdict, finding.Verdict);
        Assert.Contains(says, finding.Says, StringComparison.Ordinal);
        Assert.Contains(mend, finding.Mend, StringComparison.Ordinal);
    }
}
