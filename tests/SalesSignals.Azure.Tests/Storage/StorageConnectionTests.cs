using SalesSignals.Azure.Tests.Support;

namespace SalesSignals.Azure.Tests.Storage;

public sealed class StorageConnectionTests
{
    private const string Key = "c2VjcmV0IGFjY291bnQga2V5IG9mIHRoZSB0ZXN0cw==";

    [Fact]
    public void A_Connection_String_Says_Where_The_Services_Are()
    {
        var connection = Read(("AzureWebJobsStorage", $"DefaultEndpointsProtocol=https;AccountName=acme;AccountKey={Key};EndpointSuffix=core.chinacloudapi.cn"));

        Assert.Equal("acme", connection.AccountName);
        Assert.Equal("https://acme.queue.core.chinacloudapi.cn/", connection.QueueEndpoint.AbsoluteUri);
        Assert.Equal("https://acme.table.core.chinacloudapi.cn/", connection.TableEndpoint.AbsoluteUri);
    }

    [Fact]
    public void Endpoints_In_A_Connection_String_Come_First()
    {
        var connection = Read(("AzureWebJobsStorage", $"accountname=acme; accountkey={Key}; tableendpoint=https://tables.example/acme;"));

        Assert.Equal("https://tables.example/acme", connection.TableEndpoint.AbsoluteUri);
        Assert.Equal("https://acme.queue.core.windows.net/", connection.QueueEndpoint.AbsoluteUri);
    }

    [Fact]
    public void Development_Storage_Is_The_Emulator_On_Its_Usual_Ports()
    {
        var connection = Read(("AzureWebJobsStorage", "UseDevelopmentStorage=true"));

        Assert.Equal("http://127.0.0.1:10001/devstoreaccount1", connection.QueueEndpoint.AbsoluteUri);
        Assert.Equal("http://127.0.0.1:10002/devstoreaccount1", connection.TableEndpoint.AbsoluteUri);
    }

    [Theory]
    [InlineData("managedidentity", null)]
    [InlineData("managedidentity", "11111111-2222-3333-4444-555555555555")]
    [InlineData(null, null)]
    public void An_Account_Name_Is_Enough_For_A_Managed_Identity(string? credential, string? clientId)
    {
        var connection = Read(
            ("AzureWebJobsStorage:accountName", "acme"),
            ("AzureWebJobsStorage:credential", credential),
            ("AzureWebJobsStorage:clientId", clientId),
            ("AzureWebJobsStorage:queueServiceUri", "https://queues.example/"));

        Assert.Equal("acme", connection.AccountName);
        Assert.Equal("https://queues.example/", connection.QueueEndpoint.AbsoluteUri);
        Assert.Equal("https://acme.table.core.windows.net/", connection.TableEndpoint.AbsoluteUri);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage", "", "AzureWebJobsStorage is not set")]
    [InlineData("AzureWebJobsStorage", "nonsense", "parts are 'Name=value'")]
    [InlineData("AzureWebJobsStorage", "AccountName=acme;AccountName=acme", "each once")]
    [InlineData("AzureWebJobsStorage", "AccountName=acme", "has no AccountKey")]
    [InlineData("AzureWebJobsStorage", "AccountKey=" + Key, "has no AccountName")]
    [InlineData("AzureWebJobsStorage", "AccountName=acme;AccountKey=" + Key + "!", "AccountKey is not base64")]
    [InlineData("AzureWebJobsStorage", "AccountName=acme;AccountKey=" + Key + ";TableEndpoint=tables", "TableEndpoint gives no address of a table service")]
    [InlineData("AzureWebJobsStorage", "QueueEndpoint=https://q.example;SharedAccessSignature=sv=2020&sig=" + Key, "shared access signature")]
    [InlineData("AzureWebJobsStorage:accountName", "not a name", "AzureWebJobsStorage__accountName gives no address")]
    [InlineData("AzureWebJobsStorage:queueServiceUri", "https://acme.queue.core.windows.net", "AzureWebJobsStorage is not set")]
    public void Settings_That_Make_No_Sense_Are_Named_And_Not_Echoed(string name, string value, string expected)
    {
        var error = Assert.Throws<StorageConnectionException>(() => Read((name, value)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Credential_Of_Another_Kind_Is_Refused()
    {
        var error = Assert.Throws<StorageConnectionException>(() =>
            Read(("AzureWebJobsStorage:accountName", "acme"), ("AzureWebJobsStorage:credential", "password")));

        Assert.Contains("AzureWebJobsStorage__credential", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Prefix_Keeps_Installations_Apart()
    {
        var wire = new FaultHandler(Fault.NotConnected, Fault.NotConnected, Fault.NotConnected, Fault.NotConnected);
        var connection = StorageConnection.FromConnectionString($"AccountName=acme;AccountKey={Key}", new() { NamePrefix = "Test7", Configure = wire.Apply });

        await Assert.ThrowsAsync<SalesSignals.Storage.StorageUnavailableException>(() => connection.Table("Deals").GetAsync("p", "r", CancellationToken.None));

        Assert.Equal("test7work", connection.Queue("work").Name);
        Assert.StartsWith("/Test7Deals(", wire.Tries[0].RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    private static StorageConnection Read(params (string Name, string? Value)[] settings) =>
        StorageConnection.FromSettings(name => settings.FirstOrDefault(setting => setting.Name == name).Value);
}
