using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Crm;
using SalesSignals.Events;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Webhooks;

namespace SalesSignals.Functions.Tests.Endpoints;

public sealed class CloudEventEndpointsTests
{
    private const string Token = "ce-token-0123456789abcdef0123456789";
    private const string Path = "/api/webhooks/events";
    private const string Data = """{"deal":{"id":"42","stage":"proposal"}}""";
    private const string Structured = $$"""{"specversion":"1.0","id":"ce_1","source":"/crm","type":"deal.changed","time":"2026-11-20T09:30:00Z","data":{{Data}}}""";

    private static readonly CrmSource Source = CrmSources.Create("events", new() { Kind = "CloudEvents", Secrets = [Token] });

    [Theory]
    [InlineData("application/cloudevents+json; charset=utf-8", Structured)]
    [InlineData("application/cloudevents-batch+json", $"[{Structured}]")]
    [InlineData("application/json", Data)]
    public async Task Each_Mode_Is_Queued_And_Translates_To_The_Same_Event(string contentType, string body)
    {
        await using var app = await StartAsync();
        using var request = Post(body, contentType);
        if (contentType == "application/json")
        {
            AddAttributes(request);
        }

        using var answer = await app.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var told = Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single((await TranslatedAsync(app)).Events));
        Assert.Equal(("ce_1", "42", "proposal", 9), (told.Id, told.DealId, told.Deal.Stage.Value, told.OccurredAt.Hour));
    }

    [Fact]
    public async Task A_Token_In_The_Address_Is_Taken_And_Its_Answer_Is_Private()
    {
        await using var app = await StartAsync();
        using var request = Post(Structured, "application/cloudevents+json", $"{Path}?access_token={Token}");
        request.Headers.Authorization = null;
        using var forged = Post(Structured, "application/cloudevents+json", $"{Path}?access_token=forged");
        forged.Headers.Authorization = null;

        using var taken = await app.Client.SendAsync(request);
        using var refused = await app.Client.SendAsync(forged);

        Assert.Equal((HttpStatusCode.Accepted, true), (taken.StatusCode, taken.Headers.CacheControl?.Private));
        Assert.Equal((HttpStatusCode.Unauthorized, true), (refused.StatusCode, refused.Headers.CacheControl?.Private));
        Assert.Empty(refused.Headers.WwwAuthenticate);
        Assert.DoesNotContain("forged", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, Assert.Single(await app.Queues.Deliveries.PeekAsync(2, default)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/cloudevents+xml")]
    [InlineData("text/plain")]
    public async Task Another_Format_Is_415_And_Says_What_Is_Taken(string contentType)
    {
        await using var app = await StartAsync();
        using var request = Post(Data, contentType);

        using var answer = await app.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Contains("application/cloudevents+json", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await app.Queues.Deliveries.CountAsync(default));
    }

    [Theory]
    [InlineData("ce-source", "/x%C0%A0y")]
    [InlineData("ce-id", "")]
    [InlineData("ce-specversion", "2.0")]
    public async Task Attributes_That_Cannot_Be_Are_400(string name, string value)
    {
        await using var app = await StartAsync();
        using var request = Post(Data, "application/json");
        AddAttributes(request);
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);

        using var answer = await app.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(name, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_Without_The_Token_Learns_What_Is_Wrong()
    {
        await using var app = await StartAsync();
        using var request = Post(Data, "text/plain");
        request.Headers.Authorization = new("Bearer", "forged");

        using var answer = await app.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_Sender_That_Asks_First_Is_Told_It_May_Send()
    {
        await using var app = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, Path);
        request.Headers.Add("WebHook-Request-Origin", "eventgrid.azure.net");
        request.Headers.Add("WebHook-Request-Rate", "120");
        request.Headers.Add("WebHook-Request-Callback", new Uri(app.Address, Path).ToString());

        using var answer = await app.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("eventgrid.azure.net", answer.Headers.GetValues("WebHook-Allowed-Origin").Single());
        Assert.Equal("120", answer.Headers.GetValues("WebHook-Allowed-Rate").Single());
        Assert.Equal("POST", Assert.Single(answer.Content.Headers.Allow));
    }

    [Theory]
    [InlineData(Path, null)]
    [InlineData("/api/webhooks/other", "eventgrid.azure.net")]
    [InlineData("/api/webhooks/nobody", "eventgrid.azure.net")]
    public async Task Other_Kinds_And_Other_Questions_Are_Not_Supported(string path, string? origin)
    {
        await using var app = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        if (origin is not null)
        {
            request.Headers.Add("WebHook-Request-Origin", origin);
        }

        using var answer = await app.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.False(answer.Headers.Contains("WebHook-Allowed-Origin"));
        Assert.Equal("POST", Assert.Single(answer.Content.Headers.Allow));
    }

    private static Task<RunningApp> StartAsync()
    {
        var other = CrmSources.Create("other", new() { Kind = "HubSpot", Secrets = ["secret"] });
        return RunningApp.UnderHostAsync((_, services) => services.AddSingleton<IReadOnlyList<CrmSource>>([Source, other]));
    }

    private static HttpRequestMessage Post(string body, string contentType, string path = Path)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Authorization = new("Bearer", Token);
        return request;
    }

    private static void AddAttributes(HttpRequestMessage request)
    {
        request.Headers.Add("ce-specversion", "1.0");
        request.Headers.Add("ce-id", "%63e_1");
        request.Headers.Add("ce-source", "/crm/Euro%20%E2%82%AC");
        request.Headers.Add("ce-type", "deal.changed");
        request.Headers.Add("ce-time", "2026-11-20T09:30:00Z");
    }

    private static async Task<Translation> TranslatedAsync(RunningApp app)
    {
        var message = Assert.Single(await app.Queues.Deliveries.PeekAsync(1, default));
        return Source.Translate((await new DeliveryStore(app.Tables.Deliveries).ReadAsync(message.Text, default))!);
    }
}
