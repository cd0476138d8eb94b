using SalesSignals.Crm.Tests.Support;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Tests.CloudEvents;

public class CloudEventHandshakeTests
{
    private const string Origin = "WebHook-Request-Origin";

    [Fact]
    public void The_Sample_Is_Granted_What_It_Asks_For()
    {
        var sample = Samples.Json("cloudevents/05_options_handshake.json");
        var request = sample.GetProperty("request").GetProperty("headers").EnumerateObject().Aggregate(
            Some.Request([], method: "OPTIONS"), (request, header) => request.With(header.Name, header.Value.GetString()!));

        var granted = Answer(request);

        Assert.Equal(
            sample.GetProperty("response").GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!),
            granted);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("a lot")]
    [InlineData("99999999999")]
    public void Who_Asks_For_No_Rate_May_Send_At_Any(string? rate)
    {
        var request = Some.Request([], method: "OPTIONS").With(Origin, "eventgrid.azure.net");

        var granted = Answer(rate is null ? request : request.With("WebHook-Request-Rate", rate));

        Assert.Equal("*", granted!["WebHook-Allowed-Rate"]);
        Assert.Equal("eventgrid.azure.net", granted["WebHook-Allowed-Origin"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\r\nSet-Cookie: b")]
    [InlineData("bücher.example")]
    public void What_Is_No_Origin_Is_No_Question(string origin) => Assert.Null(Answer(Some.Request([], method: "OPTIONS").With(Origin, origin)));

    [Fact]
    public void Without_An_Origin_Or_With_Several_Nothing_Is_Granted()
    {
        var request = Some.Request([], method: "OPTIONS");

        Assert.Null(Answer(request));
        Assert.Null(Answer(request.With(Origin, "a.example", "b.example")));
        Assert.Null(Answer(request.With(Origin, new string('a', 256))));
    }

    [Fact]
    public void Other_Kinds_Know_No_Such_Question()
    {
        Assert.Null(Some.HubSpot().Webhook.Handshake);
        Assert.Null(Some.StandardWebhooks().Webhook.Handshake);
        Assert.Null(Some.Close().Webhook.Handshake);
    }

    private static IReadOnlyDictionary<string, string>? Answer(WebhookRequest request) => Some.CloudEvents().Webhook.Handshake!(request);
}
