using System.Text.Json;
using NCrontab;
using SalesSignals.Functions.Host;

namespace SalesSignals.Functions.Tests.Host;

/// <summary>The app folder holds what the Functions host wants of it.</summary>
public sealed class FunctionJsonTests
{
    private static readonly FunctionCatalog Catalog = FunctionCatalog.Read(AppContext.BaseDirectory);

    public static TheoryData<string> HttpFunctions => [.. Catalog.Of<FunctionTrigger.Http>().Select(function => function.Name)];

    public static TheoryData<string> QueueFunctions => [.. Catalog.Of<FunctionTrigger.Queue>().Select(function => function.Name)];

    [Fact]
    public void The_Functions_Are_These()
    {
        Assert.Equal(
            [
                "Action", "Board", "Health", "MailEvents", "Preferences", "ProcessDelivery", "ProcessWork", "PruneStorage", "ReceiveWebhook", "ScheduleDigests", "ScheduleEvaluation",
                "ScheduleReconcile", "SendEmail", "SweepOutbox",
            ],
            Catalog.Functions.Select(function => function.Name));
    }

    [Theory]
    [MemberData(nameof(HttpFunctions))]
    public void An_Http_Function_Has_One_Trigger_And_One_Output_So_That_It_Is_Forwarded(string function)
    {
        var bindings = Bindings(function);

        Assert.Equal(["httpTrigger", "http"], bindings.Select(binding => binding.GetProperty("type").GetString()));
        Assert.Equal("anonymous", bindings[0].GetProperty("authLevel").GetString());
    }

    [Theory]
    [MemberData(nameof(QueueFunctions))]
    public void A_Queue_Function_Reads_The_Storage_Account_Of_The_App(string function)
    {
        var binding = Assert.Single(Bindings(function));

        Assert.Equal("AzureWebJobsStorage", binding.GetProperty("connection").GetString());
    }

    [Fact]
    public void Queues_And_Routes_Are_These()
    {
        Assert.Equal(
            [("ProcessDelivery", "deliveries"), ("ProcessWork", "work"), ("SendEmail", "emails")],
            Catalog.Of<FunctionTrigger.Queue>().Select(function => (function.Name, function.QueueName)));
        Assert.Equal(
            [
                ("Action", "actions/{token}", "GET HEAD POST"),
                ("Board", "board/{*path}", "GET POST"),
                ("Health", "health", "GET"),
                ("MailEvents", "mail/events", "POST"),
                ("Preferences", "preferences/{token}", "GET HEAD POST"),
                ("ReceiveWebhook", "webhooks/{source}", "POST OPTIONS"),
            ],
            Catalog.Of<FunctionTrigger.Http>().Select(function => (function.Name, function.Route, string.Join(' ', function.Methods))));
    }

    [Fact]
    public void A_Timer_Has_Six_Fields()
    {
        var schedules = Catalog.Of<FunctionTrigger.Timer>().Select(timer => timer.Schedule).ToList();

        Assert.Equal(["15 35 * * * *", "0 */15 * * * *", "0 5 * * * *", "45 10,40 * * * *", "30 */2 * * * *"], schedules);
        Assert.All(schedules, schedule => Assert.NotNull(CrontabSchedule.TryParse(schedule, new() { IncludingSeconds = true })));
    }

    [Fact]
    public void Host_Json_Starts_The_App_And_Forwards_Http_To_It()
    {
        using var host = ReadHostJson();
        var handler = host.RootElement.GetProperty("customHandler");

        Assert.Equal("2.0", host.RootElement.GetProperty("version").GetString());
        Assert.Equal("SalesSignals.Functions", handler.GetProperty("description").GetProperty("defaultExecutablePath").GetString());
        Assert.True(handler.GetProperty("enableForwardingHttpRequest").GetBoolean());
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "SalesSignals.Functions")));
    }

    [Fact]
    public void Host_Json_Brings_The_Queue_Extension_And_Plain_Text_Messages()
    {
        using var host = ReadHostJson();
        var bundle = host.RootElement.GetProperty("extensionBundle");
        var queues = host.RootElement.GetProperty("extensions").GetProperty("queues");

        Assert.Equal("Microsoft.Azure.Functions.ExtensionBundle", bundle.GetProperty("id").GetString());
        Assert.Equal("[4.*, 5.0.0)", bundle.GetProperty("version").GetString());
        Assert.Equal("none", queues.GetProperty("messageEncoding").GetString());
    }

    [Fact]
    public void Both_Ways_Of_Running_Read_The_Same_Queue_Rules()
    {
        Assert.Equal(
            new HostSettings
            {
                BatchSize = 16,
                NewBatchThreshold = 8,
                MaxDequeueCount = 5,
                VisibilityTimeout = TimeSpan.FromSeconds(30),
                MaxPollingInterval = TimeSpan.FromSeconds(30),
                FunctionTimeout = TimeSpan.FromMinutes(5),
                RoutePrefix = "api",
            },
            HostSettings.Read(AppContext.BaseDirectory));
    }

    [Fact]
    public void A_Folder_Without_Functions_Is_Told()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("no-functions-");

        Assert.Throws<StartException>(() => FunctionCatalog.Read(folder.FullName));
        Assert.Throws<StartException>(() => HostSettings.Read(folder.FullName));
        folder.Delete();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"bindings":[]}""")]
    [InlineData("""{"bindings":[{"type":"blobTrigger","name":"blob"}]}""")]
    [InlineData("""{"bindings":[{"type":"queueTrigger","name":"message"}]}""")]
    public void A_Function_Json_That_Will_Not_Do_Is_Told_With_Its_Function(string json)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("bad-function-");
        File.WriteAllText(Path.Combine(folder.CreateSubdirectory("Broken").FullName, "function.json"), json);

        var problem = Assert.Throws<StartException>(() => FunctionCatalog.Read(folder.FullName));

        Assert.StartsWith("Broken/function.json", problem.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static List<JsonElement> Bindings(string function)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, function, "function.json")));
        return [.. json.RootElement.GetProperty("bindings").EnumerateArray().Select(binding => binding.Clone())];
    }

    private static JsonDocument ReadHostJson() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "host.json")));
}
