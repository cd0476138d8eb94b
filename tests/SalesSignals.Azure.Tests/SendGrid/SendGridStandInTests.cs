using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SalesSignals.Azure.SendGrid;
using SalesSignals.Cli.Demo;

namespace SalesSignals.Azure.Tests.SendGrid;

public sealed class SendGridStandInTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "personalizations", "personalizations", "[]" },
        { "personalizations.0.to", "personalizations", "[{\"to\":[]}]" },
        { "personalizations.0.to.0.email", "personalizations", """[{"to":[{"email":"nobody"}]}]""" },
        { "personalizations.0.to.0.email", "personalizations", """[{"to":[{"email":"a@example.com\nBcc: b@example.com"}]}]""" },
        { "personalizations.0", "personalizations", """[{"to":[{"email":"a@example.com"}],"cc":[{"email":"A@example.com"}]}]""" },
        { "from.email", "from", "{}" },
        { "from.email", "from", """{"email":"nobody@nowhere"}""" },
        { "subject", "subject", "\"\"" },
        { "content", "content", "[]" },
        { "content", "content", """[{"type":"text/html","value":"a"},{"type":"text/plain","value":"a"}]""" },
        { "content", "content", """[{"type":"text/plain","value":"a"},{"type":"text/plain","value":"a"}]""" },
        { "content.0.value", "content", """[{"type":"text/plain","value":""}]""" },
        { "content.0.type", "content", """[{"type":"text/plain; charset=utf-8","value":"a"}]""" },
        { "categories", "categories", """["1","2","3","4","5","6","7","8","9","10","11"]""" },
        { "categories", "categories", """["a","a"]""" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_SendGrid_Refuses_Is_Refused_With_The_Field_That_Is_Wrong(string field, string member, string value)
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(TimeProvider.System, default);
        var request = Request();
        request[member] = JsonNode.Parse(value);

        var (status, answer) = await PostAsync(sendGrid, request.ToJsonString());

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(answer.GetProperty("errors").EnumerateArray(), error => error.GetProperty("field").GetString() == field);
        Assert.Empty(sendGrid.Caught);
    }

    [Theory]
    [InlineData(9_000, HttpStatusCode.Accepted)]
    [InlineData(10_000, HttpStatusCode.BadRequest)]
    public async Task Custom_Arguments_Have_A_Limit(int length, HttpStatusCode expected)
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(TimeProvider.System, default);
        var request = Request();
        request["personalizations"]![0]!["custom_args"]!["more"] = new string('x', length);

        Assert.Equal(expected, (await PostAsync(sendGrid, request.ToJsonString())).Status);
    }

    [Theory]
    [InlineData(1000, HttpStatusCode.Accepted)]
    [InlineData(1001, HttpStatusCode.BadRequest)]
    public async Task Personalizations_Have_A_Limit(int count, HttpStatusCode expected)
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(TimeProvider.System, default);
        var request = Request();
        var one = request["personalizations"]![0]!;
        request["personalizations"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => one.DeepClone())]);

        Assert.Equal(expected, (await PostAsync(sendGrid, request.ToJsonString())).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("SG.other")]
    public async Task Another_Key_Is_Refused(string? key)
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(TimeProvider.System, default);

        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(sendGrid, Request().ToJsonString(), key)).Status);
    }

    [Theory]
    [InlineData("", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{}", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task What_Is_No_Request_Is_Refused(string body, string type, HttpStatusCode expected)
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(TimeProvider.System, default);

        Assert.Equal(expected, (await PostAsync(sendGrid, body, type: type)).Status);
    }

    [Fact]
    public async Task An_Arrival_Can_Be_Waited_For()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(TimeProvider.System, default);
        var seen = new List<string>();
        sendGrid.Arrived += email => seen.Add(email.MessageId);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var waiting = sendGrid.WaitForAsync(caught => caught.Count == 2, patience.Token);

        await PostAsync(sendGrid, Request().ToJsonString());
        Assert.False(waiting.IsCompleted);
        await PostAsync(sendGrid, Request().ToJsonString());

        Assert.Equal(2, (await waiting).Count);
        Assert.Equal([SomeMail.MessageId, SomeMail.MessageId], seen);
    }

    [Fact]
    public async Task A_Request_Is_Kept_As_It_Came()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(TimeProvider.System, default);
        var body = SendGridRequest.Write(SomeMail.Message(), SomeMail.MessageId, SomeMail.Options());

        await PostAsync(sendGrid, Encoding.UTF8.GetString(body));

        Assert.Equal(body, Encoding.UTF8.GetBytes(Assert.Single(sendGrid.Caught).RequestJson));
    }

    [Fact]
    public async Task A_Delayed_Call_Is_Answered_In_The_End()
    {
        await using var sendGrid = await SendGridStandIn.StartAsync(new HastyClock(), default);
        sendGrid.Faults = _ => new SendGridStandInFault.Delay(TimeSpan.FromDays(1));

        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync(sendGrid, Request().ToJsonString())).Status);
    }

    private static JsonNode Request() => JsonNode.Parse(SendGridRequest.Write(SomeMail.Message(), SomeMail.MessageId, SomeMail.Options()))!;

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(
        SendGridStandIn sendGrid, string body, string? key = SendGridStandIn.ApiKey, string type = "application/json")
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(sendGrid.BaseAddress, "/v3/mail/send"));
        request.Content = new StringContent(body, Encoding.UTF8, type);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        using var answer = JsonDocument.Parse(text.Length > 0 ? text : "{}");
        return (response.StatusCode, answer.RootElement.Clone());
    }
}
