using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SalesSignals.Crm;
using SalesSignals.Events;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Webhooks;

namespace SalesSignals.Functions.Tests.Endpoints;

/// <summary>Salesforce over the wire: the one sender that reads what it is answered, and whose secret stands in the address.</summary>
public sealed class SalesforceEndpointTests
{
    private const string Secret = "5f1d0c6a9b7e48d2a3c4e5f607182930";
    private const string Path = $"/api/webhooks/crm?key={Secret}";

    private const string Message = """
        <?xml version="1.0" encoding="UTF-8"?>
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
         <soapenv:Body>
          <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
           <OrganizationId>00D8k00000FjOrdEAF</OrganizationId>
           <SessionId>00D8k00000FjOrd!FAKE.SESSION</SessionId>
           <Notification>
            <Id>04l8k0000010300AAA</Id>
            <sObject xsi:type="sf:Opportunity" xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><sf:Id>0068k00000OpPaAAAV</sf:Id></sObject>
           </Notification>
          </notifications>
         </soapenv:Body>
        </soapenv:Envelope>
        """;

    private const string Acknowledgement = """
        <?xml version="1.0" encoding="UTF-8"?>
        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
         <soapenv:Body>
          <notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound">
           <Ack>true</Ack>
          </notificationsResponse>
         </soapenv:Body>
        </soapenv:Envelope>

        """;

    [Fact]
    public async Task What_Is_Durable_Is_Acknowledged_In_Salesforces_Own_Words()
    {
        await using var app = await StartAsync();

        using var answer = await PostAsync(app, Message);

        Assert.Equal((HttpStatusCode.OK, "text/xml; charset=utf-8"), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        Assert.Equal(Encoding.UTF8.GetBytes(Acknowledgement), await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(1, await app.Queues.Deliveries.CountAsync(default));
    }

    [Theory]
    [InlineData(Secret, HttpStatusCode.Accepted)]
    [InlineData("00000000000000000000000000000000", HttpStatusCode.Unauthorized)]
    public async Task A_Bridge_Is_Answered_As_CloudEvents_Are(string token, HttpStatusCode expected)
    {
        await using var app = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/crm")
        {
            Content = new StringContent("""{"specversion":"1.0","id":"1","source":"s","type":"t","data":{}}""", Encoding.UTF8, "application/cloudevents+json"),
            Headers = { { "Authorization", $"Bearer {token}" } },
        };

        using var answer = await app.Client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        Assert.DoesNotContain("Ack", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(expected is HttpStatusCode.Accepted ? 1 : 0, await app.Queues.Deliveries.CountAsync(default));
    }

    [Fact]
    public async Task Neither_Key_Nor_Session_Is_Stored()
    {
        await using var app = await StartAsync();

        using var answer = await PostAsync(app, Message);

        var message = Assert.Single(await app.Queues.Deliveries.PeekAsync(1, default));
        var delivery = (await new DeliveryStore(app.Tables.Deliveries).ReadAsync(message.Text, default))!;
        var body = Encoding.UTF8.GetString(delivery.Body.Span);
        Assert.Contains("04l8k0000010300AAA", body, StringComparison.Ordinal);
        Assert.DoesNotContain("FAKE.SESSION", body, StringComparison.Ordinal);
        Assert.Empty(delivery.Headers);
        Assert.DoesNotContain(Secret, message.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/webhooks/crm", Message, HttpStatusCode.Unauthorized)]
    [InlineData("/api/webhooks/crm?key=00000000000000000000000000000000", Message, HttpStatusCode.Unauthorized)]
    [InlineData(Path, "<!DOCTYPE a [<!ENTITY b \"b\">]><a>&b;</a>", HttpStatusCode.Unauthorized)]
    [InlineData(Path, "{}", HttpStatusCode.Unauthorized)]
    [InlineData("/api/webhooks/other?key=" + Secret, Message, HttpStatusCode.NotFound)]
    public async Task What_Is_Refused_Is_Never_Acknowledged(string path, string body, HttpStatusCode expected) =>
        await AssertRefusedAsync(path, body, expected);

    [Fact]
    public async Task Another_Organisation_Is_Told_Why_It_Is_Refused() => await AssertRefusedAsync(
        Path, Message.Replace("00D8k00000FjOrdEAF", "00D000000000062EAA", StringComparison.Ordinal), HttpStatusCode.Unauthorized, "account");

    [Fact]
    public async Task A_Message_That_Breaks_Off_Is_Malformed() =>
        await AssertRefusedAsync(Path, Message[..^20], HttpStatusCode.BadRequest, "well-formed");

    [Theory]
    [InlineData(DeliveryStore.MaxBodyBytes, HttpStatusCode.OK)]
    [InlineData(DeliveryStore.MaxBodyBytes + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Batches_Up_To_Two_Mebibytes_Are_Taken(int bytes, HttpStatusCode expected)
    {
        await using var app = await StartAsync();

        using var answer = await PostAsync(app, Message.PadRight(bytes));

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected is HttpStatusCode.OK, (await answer.Content.ReadAsStringAsync()).Contains("Ack", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_Is_Not_Durable_Is_Not_Acknowledged()
    {
        var storage = new FailingQueue(new MemoryQueue("deliveries"));
        await using var app = await StartAsync((app, services) => services.AddSingleton(app.Queues with { Deliveries = storage }));

        using var answer = await PostAsync(app, Message);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.DoesNotContain("Ack", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Body_Without_Length_Is_Not_Acknowledged()
    {
        await using var app = await StartAsync();

        var answer = await RawHttp.SendAsync(
            app.Address, $"POST {Path} HTTP/1.1\nHost: x\nConnection: close\nTransfer-Encoding: chunked\n\n4\n<a/>\n0\n\n");

        Assert.Equal(411, RawHttp.StatusOf(answer));
        Assert.DoesNotContain("Ack>", answer, StringComparison.Ordinal);
    }

    /// <summary>At whatever level the app logs, and whatever becomes of the request.</summary>
    [Fact]
    public async Task The_Key_Is_In_No_Log()
    {
        using var log = new KeptLogs();
        var storage = new FailingQueue(new MemoryQueue("deliveries"));
        await using var app = await StartAsync((app, services) =>
        {
            services.AddSingleton<ILoggerProvider>(log);
            services.AddSingleton(app.Queues with { Deliveries = storage });
        }, "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Trace");

        using var unavailable = await PostAsync(app, Message);
        using var malformed = await PostAsync(app, Message[..^20]);
        using var refused = await PostAsync(app, Message.Replace("00D8k", "00D9k", StringComparison.Ordinal));
        using var mistaken = await app.Client.GetAsync(Path);
        using var elsewhere = await app.Client.GetAsync($"/nothing?key={Secret}");
        await RawHttp.SendAsync(app.Address, $"POST {Path} HTTP/9.9\nHost: x\n\n");
        await RawHttp.SendAsync(app.Address, $"POST {Path} HTTP/1.1\nHost: x\nConnection: close\nContent-Length: nine\n\n");
        storage.IsDown = false;
        using var stored = await PostAsync(app, Message);

        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        Assert.Contains(log.Entries, entry => entry.Contains("could not be stored", StringComparison.Ordinal));
        Assert.Contains(log.Entries, entry => entry.Contains("refused", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Entries, entry => entry.Contains(Secret, StringComparison.Ordinal));
    }

    private static Task<RunningApp> StartAsync(Action<RunningApp, IServiceCollection>? configure = null, params string[] args) => RunningApp.UnderHostAsync((app, services) =>
    {
        var options = new CrmSourceOptions { Kind = "Salesforce", Secrets = [Secret], OrganizationIds = ["00D8k00000FjOrd"] };
        services.AddSingleton<IReadOnlyList<CrmSource>>([CrmSources.Create("crm", options)]);
        configure?.Invoke(app, services);
    }, args);

    private static async Task<HttpResponseMessage> PostAsync(RunningApp app, string body, string path = Path)
    {
        using var content = new StringContent(body, Encoding.UTF8, "text/xml");
        content.Headers.Add("SOAPAction", "\"\"");
        return await app.Client.PostAsync(path, content);
    }

    private static async Task AssertRefusedAsync(string path, string body, HttpStatusCode expected, string why = "")
    {
        await using var app = await StartAsync();

        using var answer = await PostAsync(app, body, path);

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains(why, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ack", text, StringComparison.Ordinal);
        Assert.Equal(0, await app.Queues.Deliveries.CountAsync(default));
    }
}
