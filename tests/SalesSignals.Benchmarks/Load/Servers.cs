using Microsoft.AspNetCore.Builder;
using SalesSignals.Benchmarks.Receive;
using SalesSignals.Benchmarks.Scan;

namespace SalesSignals.Benchmarks.Load;

/// <summary>What this program is when it is started as a server.</summary>
internal static class Servers
{
    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = args switch
        {
            [AppServer.OnStorage] => AppServer.BuildOnStorage(),
            [AppServer.InMemory] => AppServer.BuildInMemory(),
            [BareServer.Hashing] => BareServer.BuildHashing(),
            [BareServer.Queueing, var message] => BareServer.BuildQueueing(await File.ReadAllTextAsync(message)),
            [PageServer.Name, var page, var pages] => PageServer.Build(await File.ReadAllBytesAsync(page), int.Parse(pages, System.Globalization.CultureInfo.InvariantCulture)),
            _ => throw new ArgumentException($"There is no server '{string.Join(' ', args)}'.", nameof(args)),
        };
        await app.StartAsync();
        Console.WriteLine(ServerProcess.Listening + app.Urls.Single());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }
}
