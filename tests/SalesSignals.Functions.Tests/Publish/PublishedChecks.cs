using System.Net;
using System.Text;
using SalesSignals.Azure;
using SalesSignals.Cli.Azurite;
using SalesSignals.Functions.Tests.Host;

namespace SalesSignals.Functions.Tests.Publish;

/// <summary>What every way of publishing must pass.</summary>
internal static class PublishedChecks
{
    public static async Task UnderHostAsync(string folder, string body)
    {
        await using var azurite = await AzuriteServer.StartAsync();
        await using var process = AppProcess.UnderHost(folder, AppProcess.Settings(azurite.ConnectionString));
        await process.AnswersAsync();
        var storage = StorageConnection.FromConnectionString(azurite.ConnectionString);

        using var taken = await process.PostWebhookAsync(body);
        using var forged = await process.PostWebhookAsync(body, "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        using var called = await process.Client.PostAsync(
            "/SweepOutbox", new StringContent(FunctionsHostStandIn.TimerEnvelope(false), Encoding.UTF8, "application/json"));
        var (code, took) = await process.TerminateAsync();

        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        Assert.Equal(1, await storage.Queue("deliveries").CountAsync(default));
        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
        Assert.Equal("application/problem+json", forged.Content.Headers.ContentType?.MediaType);
        Assert.Equal("""{"Outputs":{},"Logs":[],"ReturnValue":null}""", await called.Content.ReadAsStringAsync());
        Assert.Equal("", process.Errors);
        Assert.Contains("A webhook for crm was refused", process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("/api/", process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", process.Output, StringComparison.Ordinal);
        Assert.Equal(0, code);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }
}
