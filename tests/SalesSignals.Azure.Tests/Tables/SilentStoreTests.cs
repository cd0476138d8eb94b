using System.Net;
using System.Net.Sockets;
using System.Text;
using SalesSignals.Azure.Tests.Support;
using SalesSignals.Storage;

namespace SalesSignals.Azure.Tests.Tables;

/// <summary>Stores that do not answer, or hang up.</summary>
public sealed class SilentStoreTests
{
    [Fact]
    public async Task No_Answer_In_Time_Is_Unavailable_And_May_Be_Written()
    {
        var connection = Connect("http://127.0.0.1:1", new FaultHandler(Fault.NoAnswer, Fault.NoAnswer, Fault.NoAnswer, Fault.NoAnswer));

        var table = await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            connection.Table("Deals").WriteAsync(new TableWrite.Insert(new("p", "r")), CancellationToken.None));

        Assert.True(table.MayBeWritten);
    }

    [Fact]
    public async Task No_Answer_From_A_Queue_Is_Unavailable()
    {
        var connection = Connect("http://127.0.0.1:1", new FaultHandler(Fault.NoAnswer, Fault.NoAnswer, Fault.NoAnswer, Fault.NoAnswer));

        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            connection.Queue("work").SendAsync("x", TimeSpan.Zero, CancellationToken.None));
    }

    [Fact]
    public async Task A_Port_Where_Nobody_Listens_Is_Unavailable_And_Surely_Not_Written()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var address = $"http://{closed.LocalEndpoint}";
        closed.Stop();

        var table = await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            Connect(address, new()).Table("Deals").WriteAsync(new TableWrite.Insert(new("p", "r")), CancellationToken.None));

        Assert.False(table.MayBeWritten);
    }

    /// <summary>.NET sends a request without a body again by itself when a kept connection closes; a delete must not be.</summary>
    [Fact]
    public async Task A_Delete_Over_A_Connection_That_Closes_Is_Never_Repeated_Unnoticed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var store = ServeAsync(listener,
        [
            ["HTTP/1.1 204 No Content\r\nETag: W/\"1\"\r\n\r\n", ""],
            ["HTTP/1.1 404 Not Found\r\nContent-Length: 45\r\n\r\n{\"odata.error\":{\"code\":\"ResourceNotFound\"}}  "],
        ]);
        var table = Connect($"http://{listener.LocalEndpoint}", new()).Table("Deals");

        await table.WriteAsync(new TableWrite.Upsert(new("p", "r")), CancellationToken.None);
        var unavailable = await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            table.WriteAsync(new TableWrite.Delete("p", "r", "W/\"1\""), CancellationToken.None));

        Assert.True(unavailable.MayBeWritten);
        Assert.Equal(["PUT", "DELETE", "DELETE"], await store.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    private static StorageConnection Connect(string address, FaultHandler wire) => StorageConnection.FromConnectionString(
        $"AccountName=acme;AccountKey=AAAA;TableEndpoint={address}/acme;QueueEndpoint={address}/acme", new() { Configure = wire.Apply });

    /// <summary>Gives each connection its answers in order; an empty answer closes the connection. The verbs that came.</summary>
    private static async Task<List<string>> ServeAsync(TcpListener listener, string[][] connections)
    {
        List<string> verbs = [];
        foreach (var answers in connections)
        {
            using var client = await listener.AcceptTcpClientAsync();
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            foreach (var answer in answers)
            {
                verbs.Add(await ReadRequestAsync(reader));
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
            }
        }

        return verbs;
    }

    private static async Task<string> ReadRequestAsync(StreamReader reader)
    {
        var verb = (await reader.ReadLineAsync())!.Split(' ')[0];
        var length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                length = int.Parse(header.AsSpan(15), System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        if (length > 0)
        {
            await reader.ReadBlockAsync(new char[length]);
        }

        return verb;
    }
}
