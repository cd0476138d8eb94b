using System.Buffers;
using System.Security.Cryptography;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SalesSignals.Benchmarks.Receive;

/// <summary>The least that could be called receiving a webhook: Kestrel, an HMAC over the body, and where asked for a queue.</summary>
internal static class BareServer
{
    public const string Hashing = "bare";
    public const string Queueing = "bare-queue";
    public const string QueueName = "bare";

    private static readonly byte[] Key = new byte[24];

    public static WebApplication BuildHashing() => Build(HashAsync);

    /// <param name="message">What is queued for each request.</param>
    public static WebApplication BuildQueueing(string message)
    {
        var queue = new QueueClient(
            Environment.GetEnvironmentVariable("AzureWebJobsStorage"), QueueName, new() { MessageEncoding = QueueMessageEncoding.None });
        return Build(async context =>
        {
            await HashAsync(context);
            await queue.SendMessageAsync(message);
        });
    }

    private static WebApplication Build(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        return app;
    }

    private static async Task HashAsync(HttpContext context)
    {
        var length = (int)context.Request.ContentLength!;
        var body = ArrayPool<byte>.Shared.Rent(length);
        await context.Request.Body.ReadExactlyAsync(body.AsMemory(0, length));
        Hash(body.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(body);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private static void Hash(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Key, body, hash);
    }
}
