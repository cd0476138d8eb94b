using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Functions.Endpoints;
using SalesSignals.Functions.Tests.Host;

namespace SalesSignals.Functions.Tests.Endpoints;

public sealed class MailEventEndpointsTests
{
    [Theory]
    [InlineData(MailEventsOutcome.Recorded, HttpStatusCode.OK)]
    [InlineData(MailEventsOutcome.Refused, HttpStatusCode.Unauthorized)]
    [InlineData(MailEventsOutcome.Malformed, HttpStatusCode.BadRequest)]
    public async Task The_Mail_Service_Is_Told_What_Became_Of_Its_Events(MailEventsOutcome outcome, HttpStatusCode expected)
    {
        (string? Signature, string? Timestamp, string Body) seen = default;
        await using var app = await RunningApp.UnderHostAsync((_, services) => services.AddSingleton<RecordMailEvents>((signature, timestamp, body, _) =>
        {
            seen = (signature, timestamp, Encoding.UTF8.GetString(body.Span));
            return Task.FromResult(outcome);
        }));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/mail/events") { Content = new StringContent("[]\r\n") };
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Signature", "MEUCIQ==");
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Timestamp", "1795176000");

        using var answer = await app.Client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(("MEUCIQ==", "1795176000", "[]\r\n"), seen);
    }

    [Fact]
    public async Task Events_Without_Length_Are_411()
    {
        await using var app = await RunningApp.UnderHostAsync();

        var answer = await RawHttp.SendAsync(app.Address, "POST /api/mail/events HTTP/1.1\nHost: x\nConnection: close\nTransfer-Encoding: chunked\n\n0\n\n");

        Assert.Equal(411, RawHttp.StatusOf(answer));
    }
}
