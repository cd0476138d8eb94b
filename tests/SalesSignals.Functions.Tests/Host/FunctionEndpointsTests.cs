using System.Net;
using System.Text.Json;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Tests.Host;

/// <summary>The host plays against the app: queue and timer functions.</summary>
public sealed class FunctionEndpointsTests
{
    [Fact]
    public async Task A_Queue_Function_Gets_The_Text_That_Was_Sent()
    {
        await using var app = await RunningApp.UnderHostAsync();

        using var answer = await app.CallQueueFunctionAsync("ProcessDelivery", """{"a":1}""", dequeueCount: 2);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var call = Assert.Single(app.Handlers.Calls);
        Assert.Equal(("ProcessDelivery", """{"a":1}""", 2L), (call.FunctionName, call.MessageText, call.DequeueCount));
        Assert.Equal("8d1a0bd4-98f2-4a4a-9f0c-0a3a3a3c5a11", call.InvocationId);
    }

    [Theory]
    [InlineData("ProcessDelivery")]
    [InlineData("ProcessWork")]
    [InlineData("SendEmail")]
    public async Task Success_Is_Never_An_Empty_Body(string function)
    {
        await using var app = await RunningApp.UnderHostAsync();

        using var answer = await app.CallQueueFunctionAsync(function, "x");

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("""{"Outputs":{},"Logs":[],"ReturnValue":null}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("ScheduleEvaluation")]
    [InlineData("ScheduleDigests")]
    [InlineData("SweepOutbox")]
    public async Task A_Timer_Function_Runs_And_Its_Success_Is_Not_Empty(string function)
    {
        await using var app = await RunningApp.UnderHostAsync();

        using var answer = await app.CallTimerFunctionAsync(function, isPastDue: true);

        Assert.Equal("""{"Outputs":{},"Logs":[],"ReturnValue":null}""", await answer.Content.ReadAsStringAsync());
        Assert.True(Assert.Single(app.Handlers.Calls).IsPastDue);
    }

    [Fact]
    public async Task A_Failure_Is_No_Success_So_That_The_Host_Tries_Again()
    {
        await using var app = await RunningApp.UnderHostAsync();
        app.Handlers.Does = (_, _) => throw new InvalidOperationException("The deal is locked.");

        using var answer = await app.CallQueueFunctionAsync("ProcessDelivery", "x");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("InvalidOperationException: The deal is locked.", await DetailAsync(answer));
    }

    [Fact]
    public async Task A_Failure_Tells_No_Secret_And_No_Address()
    {
        await using var app = await RunningApp.UnderHostAsync();
        app.Handlers.Does = (_, _) => throw new InvalidOperationException("AccountKey=c2VjcmV0; Authorization: Bearer SG.abcdefgh for ada@example.com");

        using var answer = await app.CallQueueFunctionAsync("ProcessDelivery", "x");

        var detail = await DetailAsync(answer);
        Assert.DoesNotContain("c2VjcmV0", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("SG.abc", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Last_Try_Goes_To_Poison_With_Its_Reason_And_Is_Done_For_The_Host()
    {
        await using var app = await RunningApp.UnderHostAsync();
        app.Handlers.Does = (_, _) => throw new InvalidOperationException("The deal is locked.");

        using var answer = await app.CallQueueFunctionAsync("ProcessDelivery", "the message", dequeueCount: 5);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var poison = PoisonMessage.Read(Assert.Single(await app.Queues.DeliveriesPoison.PeekAsync(1, default)).Text);
        Assert.Equal(new PoisonMessage("InvalidOperationException: The deal is locked.", RunningApp.Noon, "the message"), poison);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("{}")]
    public async Task A_Body_That_Is_No_Envelope_Is_A_Failure(string body)
    {
        await using var app = await RunningApp.UnderHostAsync();

        using var answer = await app.CallAsync("ProcessDelivery", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(app.Handlers.Calls);
    }

    [Theory]
    [InlineData("ReceiveWebhook")]
    [InlineData("Health")]
    [InlineData("NoSuchFunction")]
    public async Task Only_Queue_And_Timer_Functions_Are_Called_By_Name(string function)
    {
        await using var app = await RunningApp.UnderHostAsync();

        using var answer = await app.CallQueueFunctionAsync(function, "x");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<string> DetailAsync(HttpResponseMessage answer)
    {
        using var problem = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync());
        return problem.RootElement.GetProperty("detail").GetString()!;
    }
}
