using System.Collections.Concurrent;
using System.Net;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Cli.Tests.Support;

namespace SalesSignals.Cli.Tests.Demo;

public sealed class WebhookPosterTests
{
    private static readonly FeedRequest[] Requests = [.. Enumerable.Range(0, 8).Select(i => new FeedRequest("crm", $"msg_{i}", [(byte)i]))];

    [Fact]
    public async Task A_Busy_App_Is_Asked_Again_Until_It_Accepts()
    {
        var app = new App(attempt => attempt == 1 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.Accepted);
        var seen = new ConcurrentBag<int>();

        var accepted = await Poster(app).PostAsync(Requests, seen.Add, default);

        Assert.Equal(Requests.Length, accepted);
        Assert.Equal(Enumerable.Range(1, Requests.Length), seen.Order());
        Assert.All(app.Attempts.Values, attempts => Assert.Equal(2, attempts));
    }

    [Fact]
    public async Task A_Refusal_Ends_The_Demo_At_Once()
    {
        var app = new App(_ => HttpStatusCode.Unauthorized);

        var refused = await Assert.ThrowsAsync<CliException>(() => Poster(app).PostAsync(Requests[..1], _ => { }, default));

        Assert.Equal("The app answered a webhook of 'crm' with 401; its log says why.", refused.Message);
        Assert.Equal(1, Assert.Single(app.Attempts.Values));
    }

    private static WebhookPoster Poster(App app) => new(
        new HttpClient(app), new("http://127.0.0.1:5000"), [DemoSource.Connect(StandardWebhooksDialect.Create())], new DemoClock(CliRig.Monday));

    private sealed class App(Func<int, HttpStatusCode> answer) : HttpMessageHandler
    {
        public ConcurrentDictionary<string, int> Attempts { get; } = new();

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var attempt = Attempts.AddOrUpdate(request.Headers.GetValues("webhook-id").Single(), 1, (_, attempts) => attempts + 1);
            var response = new HttpResponseMessage(answer(attempt));
            response.Headers.RetryAfter = new(TimeSpan.Zero);
            return Task.FromResult(response);
        }
    }
}
