using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using SalesSignals.Azure.Tests.Support;
using SalesSignals.Storage;

namespace SalesSignals.Azure.Tests.Tables;

/// <summary>The signature, computed here from the published rule and from nothing but what went over the wire.</summary>
public sealed class SharedKeyTests : IDisposable
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("a key of thirty-two bytes length");

    private readonly FaultHandler _wire = new(Fault.NotConnected, Fault.NotConnected, Fault.NotConnected, Fault.NotConnected);
    private readonly ITable _table;

    public SharedKeyTests()
    {
        var connection = StorageConnection.FromConnectionString(
            $"AccountName=acme;AccountKey={Convert.ToBase64String(Key)};TableEndpoint=http://127.0.0.1:1/acme", new() { Configure = _wire.Apply });
        _table = connection.Table("Deals");
    }

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task A_Read_Signs_Verb_Date_And_The_Encoded_Path()
    {
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _table.GetAsync("p", "it's ü", CancellationToken.None));

        Assert.All(_wire.Tries, request => Assert.Equal(
            Signature($"GET\n\n\n{Date(request)}\n/acme/acme/Deals(PartitionKey='p',RowKey='it%27%27s%20%C3%BC')"), Authorization(request)));
        Assert.Equal(4, _wire.Tries.Count);
    }

    [Fact]
    public async Task A_Query_Is_Not_Signed_But_For_Its_Path()
    {
        await Assert.ThrowsAsync<StorageUnavailableException>(async () =>
        {
            await foreach (var _ in _table.QueryAsync(new("p"), CancellationToken.None))
            {
            }
        });

        var request = _wire.Tries[0];
        Assert.Contains("$filter=", request.RequestUri!.Query, StringComparison.Ordinal);
        Assert.Equal(Signature($"GET\n\n\n{Date(request)}\n/acme/acme/Deals()"), Authorization(request));
    }

    [Fact]
    public async Task A_Write_Signs_Its_Content_Type()
    {
        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            _table.WriteAsync(new TableWrite.Insert(new("p", "r")), CancellationToken.None));

        var request = _wire.Tries[0];
        Assert.Equal(Signature($"POST\n\napplication/json\n{Date(request)}\n/acme/acme/Deals"), Authorization(request));
    }

    [Fact]
    public async Task A_Transaction_Signs_Its_Boundary()
    {
        TableWrite[] writes = [new TableWrite.Insert(new("p", "r")), new TableWrite.Insert(new("p", "s"))];
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _table.WriteAsync(writes, CancellationToken.None));

        var request = _wire.Tries[0];
        Assert.Equal(Signature($"POST\n\n{request.Content!.Headers.ContentType}\n{Date(request)}\n/acme/acme/$batch"), Authorization(request));
    }

    private static string Signature(string stringToSign) =>
        $"SharedKey acme:{Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(stringToSign)))}";

    private static string Date(HttpRequestMessage request) => Assert.Single(request.Headers.GetValues("x-ms-date"));

    private static string Authorization(HttpRequestMessage request) => Assert.Single(request.Headers.GetValues("Authorization"));
}
