using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using SalesSignals.StandIns.Close;

namespace SalesSignals.Crm.Tests.Close;

public class CloseUnavailableTests : CloseRig
{
    [Fact]
    public async Task A_Limit_Is_Kept_As_Long_As_Close_Says()
    {
        Close.Failures.Enqueue((429, """{"error":"Too many requests"}""", [("RateLimit", "limit=100, remaining=0, reset=7")]));

        var first = await FailsAsync();
        var second = await FailsAsync();

        Assert.Equal(TimeSpan.FromSeconds(7), first.After);
        Assert.Equal(TimeSpan.FromSeconds(7), second.After);
        Assert.Single(Close.Requests);

        Time.Advance(TimeSpan.FromSeconds(7));
        Assert.Empty(await AskAsync(CrmObjectKind.Deal, "oppo_1"));
    }

    [Theory]
    [InlineData(429, "retry-after", "3", 3)]
    [InlineData(500, "x", "y", 30)]
    [InlineData(503, "retry-after", "5", 5)]
    public async Task What_Fails_Is_Tried_Again_Later(int status, string header, string value, int seconds)
    {
        Close.Failures.Enqueue((status, "<html>", [(header, value)]));

        Assert.Equal(TimeSpan.FromSeconds(seconds), (await FailsAsync()).After);
        Assert.Empty(await Configured().Client!.HydrateAsync([new(CrmObjectKind.Deal, "oppo_1")], default));
    }

    [Fact]
    public async Task A_Failure_In_The_Middle_Of_A_Page_Tells_Nothing_And_The_Page_Can_Be_Asked_Again()
    {
        Close.AddMany(40);
        var asked = 0;
        Close.Instead = async context =>
        {
            if (!context.Request.Path.Value!.Contains("/task/", StringComparison.Ordinal) || Interlocked.Increment(ref asked) != 5)
            {
                return false;
            }

            await ApiStandIn.WriteAsync(context, 502, new System.Text.Json.Nodes.JsonObject());
            return true;
        };

        await Assert.ThrowsAsync<CrmUnavailableException>(() => Client.ReadAsync(Everything, "open", null, default));

        Assert.Equal(25, (await Client.ReadAsync(Everything, "open", null, default)).Objects);
    }

    [Theory]
    [InlineData(200, "[1,")]
    [InlineData(200, "null")]
    [InlineData(200, """{"data":7}""")]
    public async Task Something_Else_Than_Documented_Is_No_Answer(int status, string body)
    {
        Close.Failures.Enqueue((status, body, []));

        var failure = await Assert.ThrowsAsync<CrmUnavailableException>(() => Client.EstimateAsync(Everything, default));

        Assert.Contains("something else than documented", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Revoked_Key_Is_Named_By_Its_Setting_And_Not_By_Itself()
    {
        var client = Configured(key: "api_revoked.000").Client!;

        var failure = await Assert.ThrowsAsync<CrmUnavailableException>(() => client.HydrateAsync([new(CrmObjectKind.Deal, "oppo_1")], default));

        Assert.Contains("401", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Sources__Close-EU__AccessToken", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("revoked", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_A_Key_There_Is_No_Client()
    {
        Assert.Null(Some.Close().Client);
        Assert.Throws<InvalidOperationException>(() => Configured(address: "http://api.close.com"));
    }

    private Task<CrmUnavailableException> FailsAsync() => Assert.ThrowsAsync<CrmUnavailableException>(() => AskAsync(CrmObjectKind.Deal, "oppo_1"));
}
