using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SalesSignals.Azure.SendGrid;
using SalesSignals.Cli.Demo;
using SalesSignals.Outbox;

namespace SalesSignals.Azure.Tests.SendGrid;

public sealed class SendGridClientTests
{
    [Fact]
    public async Task A_Message_Arrives_As_It_Is()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(TimeProvider.System, default);

        var result = await SendAsync(sendGrid);

        Assert.IsType<EmailSendResult.Accepted>(result);
        var caught = Assert.Single(sendGrid.Caught);
        var message = SomeMail.Message();
        Assert.Equal(
            (SomeMail.MessageId, message.Kind, message.ToEmail, message.ToName, message.Subject, message.Text, message.Html),
            (caught.MessageId, caught.Kind, caught.ToEmail, caught.ToName, caught.Subject, caught.Text, caught.Html));
    }

    [Fact]
    public async Task In_The_Sandbox_A_Message_Is_Accepted_And_Not_Delivered()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(TimeProvider.System, default);
        using var http = new HttpClient(SendGridClient.CreateHandler());

        var result = await Client(http, SomeMail.Options(sendGrid.BaseAddress, sandbox: true)).SendAsync(SomeMail.Message(), SomeMail.MessageId, default);

        Assert.IsType<EmailSendResult.Accepted>(result);
        Assert.Empty(sendGrid.Caught);
        Assert.Equal(200, Assert.Single(sendGrid.Calls).Status);
    }

    [Theory]
    [InlineData(202, typeof(EmailSendResult.Accepted))]
    [InlineData(200, typeof(EmailSendResult.Unknown))]
    [InlineData(204, typeof(EmailSendResult.Unknown))]
    [InlineData(302, typeof(EmailSendResult.NotNow))]
    [InlineData(400, typeof(EmailSendResult.Refused))]
    [InlineData(401, typeof(EmailSendResult.NotNow))]
    [InlineData(403, typeof(EmailSendResult.NotNow))]
    [InlineData(404, typeof(EmailSendResult.NotNow))]
    [InlineData(405, typeof(EmailSendResult.NotNow))]
    [InlineData(408, typeof(EmailSendResult.NotNow))]
    [InlineData(413, typeof(EmailSendResult.Refused))]
    [InlineData(415, typeof(EmailSendResult.Refused))]
    [InlineData(429, typeof(EmailSendResult.NotNow))]
    [InlineData(500, typeof(EmailSendResult.NotNow))]
    [InlineData(502, typeof(EmailSendResult.Unknown))]
    [InlineData(503, typeof(EmailSendResult.NotNow))]
    [InlineData(504, typeof(EmailSendResult.Unknown))]
    [InlineData(599, typeof(EmailSendResult.Unknown))]
    public async Task Each_Answer_Has_Its_Meaning(int status, Type meaning) =>
        Assert.IsType(meaning, await SendAsync(_ => new HttpResponseMessage((HttpStatusCode)status)));

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_Refused_Key_Is_Named_And_Tried_Again_Later(int status)
    {
        var notNow = Assert.IsType<EmailSendResult.NotNow>(await SendAsync(_ => Answer(status, """{"errors":[{"message":"access forbidden"}]}""")));

        Assert.Equal(TimeSpan.FromMinutes(15), notNow.After);
        Assert.Contains("SendGrid__ApiKey", notNow.Reason, StringComparison.Ordinal);
        Assert.Contains("access forbidden", notNow.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(SendGridStandIn.ApiKey, notNow.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("40", 40)]
    [InlineData("0", 1)]
    [InlineData("-90", 1)]
    [InlineData("86400", 3600)]
    public async Task A_Rate_Limit_Is_Respected_Until_Its_Reset(string secondsFromNow, int after)
    {
        var reset = SomeMail.Now.ToUnixTimeSeconds() + long.Parse(secondsFromNow, CultureInfo.InvariantCulture);

        var notNow = await SendAsync(_ => Answer(429, "{}", ("X-RateLimit-Reset", reset.ToString(CultureInfo.InvariantCulture))));

        Assert.Equal(TimeSpan.FromSeconds(after), Assert.IsType<EmailSendResult.NotNow>(notNow).After);
    }

    [Theory]
    [InlineData("X-RateLimit-Reset", "soon", 60)]
    [InlineData("X-RateLimit-Reset", "99999999999999999", 60)]
    [InlineData("Retry-After", "25", 25)]
    [InlineData("Retry-After", "Mon, 23 Nov 2026 06:32:00 GMT", 120)]
    public async Task A_Rate_Limit_Told_Otherwise_Is_Respected_Too(string header, string value, int after) =>
        Assert.Equal(TimeSpan.FromSeconds(after), Assert.IsType<EmailSendResult.NotNow>(await SendAsync(_ => Answer(429, "{}", (header, value)))).After);

    [Fact]
    public async Task A_Refusal_Says_Why_Without_Addresses()
    {
        var refused = await SendAsync(_ => Answer(400, """{"errors":[{"message":"ana@example.com is no address","field":"to"},{"message":"The subject is required."}]}"""));

        Assert.Equal("SendGrid answered 400: (address) is no address; The subject is required.", Assert.IsType<EmailSendResult.Refused>(refused).Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("""{"errors":7}""")]
    [InlineData("""{"errors":[7]}""")]
    public async Task A_Refusal_That_Cannot_Be_Read_Is_A_Refusal(string body) =>
        Assert.Equal("SendGrid answered 400", Assert.IsType<EmailSendResult.Refused>(await SendAsync(_ => Answer(400, body))).Reason);

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    public async Task What_Was_Never_Sent_Is_Tried_Again(HttpRequestError error) =>
        Assert.IsType<EmailSendResult.NotNow>(await SendAsync(_ => throw new HttpRequestException(error)));

    [Theory]
    [InlineData(HttpRequestError.ResponseEnded)]
    [InlineData(HttpRequestError.InvalidResponse)]
    [InlineData(HttpRequestError.Unknown)]
    public async Task What_May_Have_Been_Sent_Is_Unknown(HttpRequestError error) =>
        Assert.IsType<EmailSendResult.Unknown>(await SendAsync(_ => throw new HttpRequestException(error)));

    [Fact]
    public async Task Nobody_Listening_Means_Never_Sent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var http = new HttpClient(SendGridClient.CreateHandler());

        var result = await Client(http, SomeMail.Options(new UriBuilder("http", "127.0.0.1", port).Uri)).SendAsync(SomeMail.Message(), SomeMail.MessageId, default);

        Assert.IsType<EmailSendResult.NotNow>(result);
    }

    [Fact]
    public async Task A_Call_That_Takes_Too_Long_Is_Unknown()
    {
        using var http = new HttpClient(new SilentHandler());

        var result = await new SendGridClient(http, SomeMail.Options(), new HastyClock()).SendAsync(SomeMail.Message(), SomeMail.MessageId, default);

        Assert.Contains("10 seconds", Assert.IsType<EmailSendResult.Unknown>(result).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Caller_That_Gives_Up_Hears_So()
    {
        using var http = new HttpClient(new SilentHandler());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Client(http, SomeMail.Options()).SendAsync(SomeMail.Message(), SomeMail.MessageId, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_Broken_Connection_Is_Unknown_And_Nothing_Below_Us_Sends_Again(bool taken)
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(TimeProvider.System, default);
        sendGrid.Faults = call => call == 1 ? null : taken ? new SendGridStandInFault.AcceptThenDrop() : new SendGridStandInFault.Drop();
        using var http = new HttpClient(SendGridClient.CreateHandler());
        var client = Client(http, SomeMail.Options(sendGrid.BaseAddress));

        // The second call goes over a connection that is open already: there a client may be tempted to try again.
        var results = new[]
        {
            await client.SendAsync(SomeMail.Message(), SomeMail.MessageId, default),
            await client.SendAsync(SomeMail.Message(), SomeMail.MessageId, default),
        };

        Assert.IsType<EmailSendResult.Accepted>(results[0]);
        Assert.IsType<EmailSendResult.Unknown>(results[1]);
        Assert.Equal([202, null], sendGrid.Calls.Select(call => call.Status));
    }

    [Fact]
    public async Task Redirects_Are_Not_Followed_With_The_Key()
    {
        await using var elsewhere = await SendGridStandIn.StartAsync(TimeProvider.System, default);
        await using var sendGrid = await SendGridStandIn.StartAsync(TimeProvider.System, default);
        sendGrid.Faults = _ => new SendGridStandInFault.Answers(307, Location: new Uri(elsewhere.BaseAddress, "/v3/mail/send"));

        Assert.IsType<EmailSendResult.NotNow>(await SendAsync(sendGrid));

        Assert.Single(sendGrid.Calls);
        Assert.Empty(elsewhere.Calls);
    }

    [Fact]
    public void Options_Name_Every_Problem_With_Its_Mend()
    {
        var options = new SendGridOptions { BaseAddress = new("/v3", UriKind.Relative), EventWebhookPublicKey = "none" };

        Assert.Equal(
            ["SendGrid__ApiKey", "SendGrid__BaseAddress", "SendGrid__From__Email", "SendGrid__EventWebhookPublicKey"],
            options.Problems().Select(problem => problem[..problem.IndexOf(' ', StringComparison.Ordinal)]));
        Assert.Empty(SomeMail.Options().Problems());
    }

    private static SendGridClient Client(HttpClient http, SendGridOptions options) => new(http, options, new ManualClock(SomeMail.Now));

    private static async Task<EmailSendResult> SendAsync(SendGridStandIn sendGrid)
    {
        using var http = new HttpClient(SendGridClient.CreateHandler());
        return await Client(http, SomeMail.Options(sendGrid.BaseAddress)).SendAsync(SomeMail.Message(), SomeMail.MessageId, default);
    }

    private static async Task<EmailSendResult> SendAsync(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        using var http = new HttpClient(new AnsweringHandler(answer));
        return await Client(http, SomeMail.Options()).SendAsync(SomeMail.Message(), SomeMail.MessageId, default);
    }

    private static HttpResponseMessage Answer(int status, string body, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private sealed class AnsweringHandler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(request));
    }

    private sealed class SilentHandler : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            throw new InvalidOperationException("Never answered.");
        }
    }
}
