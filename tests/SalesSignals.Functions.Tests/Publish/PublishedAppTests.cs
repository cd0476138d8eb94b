using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using SalesSignals.Azure;
using SalesSignals.Cli.Azurite;
using SalesSignals.Functions.Host;
using SalesSignals.Functions.Tests.Host;

namespace SalesSignals.Functions.Tests.Publish;

/// <summary>The published app, started as the Functions host starts it and on its own, on a storage emulator.</summary>
public sealed class PublishedAppTests(PublishedApp app) : IClassFixture<PublishedApp>
{
    private const string Event = """{"type":"deal.changed","id":"evt_1","occurredAt":"2026-11-20T09:30:00Z","deal":{"id":"42","name":"Acme renewal"}}""";

    [Fact]
    public void The_Folder_Holds_Host_Json_The_Executable_And_A_Folder_For_Each_Function()
    {
        Assert.Equal(HostSettings.Read(AppContext.BaseDirectory), HostSettings.Read(app.Folder));
        Assert.Equal(FunctionCatalog.Read(AppContext.BaseDirectory).Functions.Count, FunctionCatalog.Read(app.Folder).Functions.Count);
        Assert.True(File.Exists(Path.Combine(app.Folder, "SalesSignals.Functions")));
        Assert.False(System.IO.Directory.Exists(Path.Combine(app.Folder, "Triggers")));
        Assert.False(File.Exists(Path.Combine(app.Folder, "web.config")));
    }

    [Fact]
    public Task Under_The_Host_It_Takes_Webhooks_And_Calls() => PublishedChecks.UnderHostAsync(app.Folder, Event);

    [Fact]
    public async Task On_Its_Own_It_Processes_What_It_Took_And_Ends_In_Time()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        await using var process = AppProcess.Standalone(app.Folder, AppProcess.Settings(azurite.ConnectionString));
        await process.AnswersAsync();
        var storage = StorageConnection.FromConnectionString(azurite.ConnectionString);

        using var taken = await process.PostWebhookAsync(Event);
        await Eventually.TrueAsync(async () => await storage.Queue("deliveries").CountAsync(default) == 0);
        using var health = await process.Client.GetAsync("/api/health");
        using var byHand = await process.Client.PostAsync(
            "/admin/functions/SweepOutbox", new StringContent("""{"input":""}""", Encoding.UTF8, "application/json"));
        var (code, took) = await process.TerminateAsync();

        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, byHand.StatusCode);
        Assert.Equal(0, await storage.Queue("deliveries-poison").CountAsync(default));
        Assert.Equal(0, code);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Without_Storage_Webhooks_Are_Sent_Away_To_Come_Again()
    {
        var settings = AppProcess.Settings("DefaultEndpointsProtocol=http;AccountName=nobody;AccountKey=AAAA;QueueEndpoint=http://127.0.0.1:9/q;TableEndpoint=http://127.0.0.1:9/t");
        await using var process = AppProcess.UnderHost(app.Folder, settings);
        await process.AnswersAsync();

        using var answer = await process.PostWebhookAsync(Event);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("Sources__crm__Secrets__0", null, "Sources__crm__Secrets__0")]
    [InlineData("Sources__crm__Kind", "Abacus", "Sources__crm__Kind")]
    [InlineData("AzureWebJobsStorage", "", "AzureWebJobsStorage")]
    [InlineData("AzureWebJobsStorage", "nonsense", "AzureWebJobsStorage")]
    [InlineData("SendGrid__ApiKey", "", "SendGrid__ApiKey")]
    [InlineData("Links__PublicBaseAddress", "signals", "Links:PublicBaseAddress")]
    [InlineData("DOTNET_ENVIRONMENT", "Production", "SALESSIGNALS_NOW")]
    public async Task What_Is_Not_Configured_Is_Told_In_One_Line(string setting, string? value, string named)
    {
        var settings = AppProcess.Settings("UseDevelopmentStorage=true");
        settings[setting] = value;
        await using var process = AppProcess.UnderHost(app.Folder, settings);

        var code = await process.ExitAsync();

        Assert.Equal(1, code);
        Assert.Single(process.Errors.Split('\n'));
        Assert.StartsWith("SalesSignals cannot start: ", process.Errors, StringComparison.Ordinal);
        Assert.Contains(named, process.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", process.Output + process.Errors, StringComparison.Ordinal);
    }
}

/// <summary>The same, compiled ahead and with its own runtime.</summary>
[Trait("Category", "Publish")]
public sealed class ReadyToRunAppTests(ReadyToRunApp app) : IClassFixture<ReadyToRunApp>
{
    [Fact]
    public Task Under_The_Host_It_Takes_Webhooks_And_Calls() => PublishedChecks.UnderHostAsync(app.Folder, "{}");

    [Fact]
    public void It_Brings_Its_Runtime()
    {
        Assert.True(File.Exists(Path.Combine(app.Folder, "libcoreclr.so")));
    }

    /// <summary>Flex Consumption mounts the zip as it is: what is not executable in it cannot be made so there.</summary>
    [Fact]
    public void The_Zip_Holds_The_Same_And_What_The_Host_Starts_Is_Executable_In_It()
    {
        using var zip = ZipFile.OpenRead(app.Zip);
        var files = zip.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToDictionary(entry => entry.FullName, StringComparer.Ordinal);
        using var host = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(app.Folder, "host.json")));
        var started = host.RootElement.GetProperty("customHandler").GetProperty("description").GetProperty("defaultExecutablePath").GetString()!;

        Assert.Equal(
            System.IO.Directory.EnumerateFiles(app.Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(app.Folder, file)).Order(StringComparer.Ordinal),
            files.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("host.json", files.Keys);
        Assert.All(FunctionCatalog.Read(app.Folder).Functions, function => Assert.Contains($"{function.Name}/function.json", files.Keys));
        Assert.Equal(UnixFileMode.UserExecute, (UnixFileMode)(files[started].ExternalAttributes >> 16) & UnixFileMode.UserExecute);
    }
}
