using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Storage.Metered;

namespace SalesSignals.Benchmarks.Receive;

/// <summary>The app as it is, started as the Functions host starts it: it receives, and polls nothing.</summary>
internal static class AppServer
{
    public const string OnStorage = "app";
    public const string InMemory = "app-in-memory";

    private static readonly string[] Arguments = ["--FUNCTIONS_CUSTOMHANDLER_PORT=0"];

    public static WebApplication BuildOnStorage() => Functions.Program.Build(Arguments);

    public static WebApplication BuildInMemory() => Functions.Program.Build(Arguments, builder => builder.Services
        .AddSingleton(Tables.Open(name => new MeteredTable(name, new MemoryTable())))
        .AddSingleton(Queues.Open(name => new MeteredQueue(new ForgettingQueue(name)))));
}
