using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesSignals.Functions.Tests.Host;

/// <summary>Calls functions as the Functions host does.</summary>
internal static class FunctionsHostStandIn
{
    public static Task<HttpResponseMessage> CallQueueFunctionAsync(this RunningApp app, string function, string text, int dequeueCount = 1) =>
        app.CallAsync(function, QueueEnvelope(text, dequeueCount));

    public static Task<HttpResponseMessage> CallTimerFunctionAsync(this RunningApp app, string function, bool isPastDue = false) =>
        app.CallAsync(function, TimerEnvelope(isPastDue));

    public static async Task<HttpResponseMessage> CallAsync(this RunningApp app, string function, string envelope)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{function}")
        {
            Content = new StringContent(envelope, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Azure-Functions-InvocationId", "8d1a0bd4-98f2-4a4a-9f0c-0a3a3a3c5a11");
        request.Headers.Add("X-Azure-Functions-HostVersion", "4.1037.0.0");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Azure-Functions-Host", "4.1037.0.0"));
        return await app.Client.SendAsync(request);
    }

    /// <summary>The text as JSON inside a JSON string; metadata as JSON strings, dates and the object <c>sys</c>.</summary>
    public static string QueueEnvelope(string text, int dequeueCount) => new JsonObject
    {
        ["Data"] = new JsonObject { ["message"] = Quoted(text) },
        ["Metadata"] = new JsonObject
        {
            ["DequeueCount"] = $"{dequeueCount}",
            ["ExpirationTime"] = "2026-11-27T12:00:00+00:00",
            ["Id"] = Quoted("b0a8f1a2-6a0c-4d86-a1f9-4cf4d3a6d0f1"),
            ["InsertionTime"] = "2026-11-20T12:00:00+00:00",
            ["NextVisibleTime"] = "2026-11-20T12:10:00+00:00",
            ["PopReceipt"] = Quoted("AgAAAAMAAAAAAAAA"),
            ["sys"] = new JsonObject { ["MethodName"] = "ProcessDelivery", ["UtcNow"] = "2026-11-20T12:00:01Z", ["RandGuid"] = "0c2f" },
        },
    }.ToJsonString();

    public static string TimerEnvelope(bool isPastDue) => new JsonObject
    {
        ["Data"] = new JsonObject
        {
            ["timer"] = new JsonObject
            {
                ["Schedule"] = new JsonObject { ["AdjustForDST"] = true },
                ["ScheduleStatus"] = new JsonObject
                {
                    ["Last"] = "2026-11-20T11:45:00+00:00",
                    ["Next"] = "2026-11-20T12:00:00+00:00",
                    ["LastUpdated"] = "2026-11-20T11:45:00+00:00",
                },
                ["IsPastDue"] = isPastDue,
            },
        },
        ["Metadata"] = new JsonObject
        {
            ["sys"] = new JsonObject { ["MethodName"] = "ScheduleDigests", ["UtcNow"] = "2026-11-20T12:00:01Z", ["RandGuid"] = "0c2f" },
        },
    }.ToJsonString();

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
