using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Events;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Webhooks;

namespace SalesSignals.Functions.Tests.Endpoints;

public sealed class WebhookEndpointsTests
{
    private const string Body = """{"deal":1}""";

    [Fact]
    public async Task A_Signed_Webhook_Is_Stored_And_Acknowledged()
    {
        await using var app = await RunningApp.UnderHostAsync();

        using var answer = await PostAsync(app, "valid", Encoding.UTF8.GetBytes(Body));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Body, Encoding.UTF8.GetString((await StoredAsync(app)).Body.Span));
    }

    [Fact]
    public async Task Every_Byte_Survives_To_The_Signature_Check()
    {
        var seen = Array.Empty<byte>();
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        await using var app = await RunningApp.UnderHostAsync((_, services) => services.AddSingleton(Sources.Checking(request =>
        {
            seen = request.Body.ToArray();
            return WebhookVerdict.SignatureMismatch;
        })));

        using var answer = await PostAsync(app, "valid", all);

        Assert.Equal(all, seen);
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("forged", "another secret")]
    [InlineData("old", "too old")]
    public async Task What_Is_Not_Proven_Is_401_And_Says_Why(string? signature, string why)
    {
        await using var app = await RunningApp.UnderHostAsync();

        using var answer = await PostAsync(app, signature, Encoding.UTF8.GetBytes(Body));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains(why, await DetailAsync(answer), StringComparison.Ordinal);
        Assert.Equal(0, await app.Queues.Deliveries.CountAsync(default));
    }

    [Theory]
    [InlineData("Basic realm=\"SalesSignals\"")]
    [InlineData(null)]
    public async Task A_Sender_That_Http_Can_Challenge_Is_Challenged(string? challenge)
    {
        var source = Sources.Checking(Sources.BySignatureHeader)[0];
        await using var app = await RunningApp.UnderHostAsync((_, services) => services.AddSingleton<IReadOnlyList<CrmSource>>(
            [source with { Webhook = source.Webhook with { Challenge = challenge } }]));

        using var refused = await PostAsync(app, "forged", Encoding.UTF8.GetBytes(Body));
        using var taken = await PostAsync(app, "valid", Encoding.UTF8.GetBytes(Body));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("another secret", await DetailAsync(refused), StringComparison.Ordinal);
        Assert.Equal(challenge ?? "", refused.Headers.WwwAuthenticate.ToString());
        Assert.Empty(taken.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task An_Unknown_Source_Is_404()
    {
        await using var app = await RunningApp.UnderHostAsync();

        using var answer = await app.Client.PostAsync("/api/webhooks/nobody", new StringContent(Body));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("configured", await DetailAsync(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{")]
    public async Task A_Signed_Body_That_Is_Not_Json_Is_400(string body)
    {
        await using var app = await RunningApp.UnderHostAsync();

        using var answer = await PostAsync(app, "valid", Encoding.UTF8.GetBytes(body));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty(await DetailAsync(answer));
    }

    [Theory]
    [InlineData(1024 * 1024, HttpStatusCode.OK)]
    [InlineData((1024 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(2 * 1024 * 1024, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Up_To_A_Mebibyte_Is_Taken(int bytes, HttpStatusCode expected)
    {
        await using var app = await RunningApp.UnderHostAsync();
        var body = Encoding.UTF8.GetBytes($"{{{new string(' ', bytes - 2)}}}");

        using var answer = await PostAsync(app, "valid", body);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, await app.Queues.Deliveries.CountAsync(default));
    }

    [Fact]
    public async Task The_Limit_Is_A_Setting()
    {
        await using var app = await RunningApp.UnderHostAsync(null, "--Webhooks:MaxBodyBytes=5");

        using var answer = await PostAsync(app, "valid", "123456"u8.ToArray());

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked", "2\n{}\n0\n\n")]
    [InlineData("Content-Length: 0", "")]
    [InlineData("X-No: length", "")]
    public async Task A_Body_Without_Length_Is_411_Because_The_Host_Drops_It(string header, string body)
    {
        await using var app = await RunningApp.UnderHostAsync();

        var answer = await RawHttp.SendAsync(
            app.Address, $"POST /api/webhooks/crm HTTP/1.1\nHost: x\nConnection: close\nX-Signature: valid\n{header}\n\n{body}");

        Assert.Equal(411, RawHttp.StatusOf(answer));
        Assert.Contains("Content-Length", answer, StringComparison.Ordinal);
        Assert.Equal(0, await app.Queues.Deliveries.CountAsync(default));
    }

    [Fact]
    public async Task A_Body_That_Comes_Too_Slowly_Is_408()
    {
        await using var app = await RunningApp.UnderHostAsync();
        using var connection = new TcpClient();
        await connection.ConnectAsync(app.Address.Host, app.Address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync("POST /api/webhooks/crm HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 9\r\n\r\n{"u8.ToArray());
        await Eventually.TrueAsync(() => app.Clock.IsAwaited(TimeSpan.FromSeconds(30)));

        app.Clock.Advance(TimeSpan.FromSeconds(30));

        using var reader = new StreamReader(stream);
        Assert.Contains(" 408 ", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_Storage_Is_Down_The_Sender_Is_Told_When_To_Come_Again()
    {
        var storage = new FailingQueue(new MemoryQueue("deliveries"));
        await using var app = await RunningApp.UnderHostAsync((app, services) =>
            services.AddSingleton(app.Queues with { Deliveries = storage }));

        using var refused = await PostAsync(app, "valid", Encoding.UTF8.GetBytes(Body));
        storage.IsDown = false;
        using var taken = await PostAsync(app, "valid", Encoding.UTF8.GetBytes(Body));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter?.Delta);
        Assert.DoesNotContain("secret-host", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    [Fact]
    public async Task Storage_That_Does_Not_Answer_Is_Told_Before_The_Quickest_Sender_Gives_Up()
    {
        var storage = new FailingQueue(new MemoryQueue("deliveries")) { Hangs = true };
        await using var app = await RunningApp.UnderHostAsync((app, services) =>
            services.AddSingleton(app.Queues with { Deliveries = storage }));

        var post = PostAsync(app, "valid", Encoding.UTF8.GetBytes(Body));
        await Eventually.TrueAsync(() => app.Clock.IsAwaited(TimeSpan.FromSeconds(4)));
        app.Clock.Advance(TimeSpan.FromSeconds(4));

        using var answer = await post;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task The_Public_Address_With_The_Path_Of_The_Wire_Is_What_A_Sender_Most_Likely_Signed()
    {
        IReadOnlyList<string> urls = [];
        await using var app = await RunningApp.UnderHostAsync(
            (_, services) => services.AddSingleton(Sources.Checking(request =>
            {
                urls = request.Urls;
                return WebhookVerdict.SignatureMismatch;
            })),
            "--Links:PublicBaseAddress=https://signals.example.com/");

        await RawHttp.SendAsync(
            app.Address,
            """
            POST /api/webhooks/%63rm?a=%2f&b=x+y&a=2 HTTP/1.1
            Host: inner:7071
            X-Forwarded-Proto: https, http
            X-Forwarded-Host: front.example.com, inner
            Connection: close
            Content-Length: 2

            {}
            """);

        Assert.Equal(
            [
                "https://signals.example.com/api/webhooks/%63rm?a=%2f&b=x+y&a=2",
                "https://front.example.com/api/webhooks/%63rm?a=%2f&b=x+y&a=2",
                "https://inner:7071/api/webhooks/%63rm?a=%2f&b=x+y&a=2",
            ],
            urls);
    }

    [Fact]
    public async Task A_Header_Sent_Twice_Has_Two_Values()
    {
        await using var app = await RunningApp.UnderHostAsync();

        var answer = await RawHttp.SendAsync(
            app.Address,
            "POST /api/webhooks/crm HTTP/1.1\nHost: x\nConnection: close\nX-Signature: valid\nX-Signature: valid\nContent-Length: 2\n\n{}");

        Assert.Equal(401, RawHttp.StatusOf(answer));
    }

    [Theory]
    [InlineData("OPTIONS")]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Only_Post_Is_Taken(string method)
    {
        await using var app = await RunningApp.UnderHostAsync();

        using var answer = await app.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/api/webhooks/crm"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Contains("POST", answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task Every_Answer_Carries_Security_Headers_And_Does_Not_Name_The_Server()
    {
        await using var app = await RunningApp.StandaloneAsync();

        using var found = await PostAsync(app, "forged", Encoding.UTF8.GetBytes(Body));
        using var missing = await app.Client.GetAsync("/nothing/here");

        foreach (var answer in new[] { found, missing })
        {
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Empty(answer.Headers.Server);
        }
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningApp app, string? signature, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/webhooks/crm") { Content = new ByteArrayContent(body) };
        if (signature is not null)
        {
            request.Headers.Add("X-Signature", signature);
        }

        return await app.Client.SendAsync(request);
    }

    private static async Task<Delivery> StoredAsync(RunningApp app)
    {
        var message = Assert.Single(await app.Queues.Deliveries.PeekAsync(1, default));
        return (await new DeliveryStore(app.Tables.Deliveries).ReadAsync(message.Text, default))!;
    }

    private static async Task<string> DetailAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
        return problem.RootElement.GetProperty("detail").GetString()!;
    }
}
