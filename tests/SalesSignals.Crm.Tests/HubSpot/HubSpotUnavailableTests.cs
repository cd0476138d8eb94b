using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using SalesSignals.StandIns.HubSpot;

namespace SalesSignals.Crm.Tests.HubSpot;

public class HubSpotUnavailableTests : HubSpotRig
{
    [Theory]
    [InlineData(429, "7", """{"policyName":"TEN_SECONDLY_ROLLING"}""", 7, "HubSpot answered 429 (TEN_SECONDLY_ROLLING) to /crm/v3/objects/notes/batch/read")]
    [InlineData(429, null, """{"policyName":"TEN_SECONDLY_ROLLING"}""", 10, "(TEN_SECONDLY_ROLLING)")]
    [InlineData(429, null, """{"policyName":"DAILY"}""", 3600, "(DAILY)")]
    [InlineData(429, "86400", "{}", 3600, "429")]
    [InlineData(429, "0", "", 1, "429")]
    [InlineData(500, null, "<html>", 30, "HubSpot answered 500 to /crm/v3/objects/notes/batch/read")]
    [InlineData(502, "90", "", 90, "502")]
    [InlineData(503, null, "[]", 30, "503")]
    [InlineData(401, null, """{"category":"EXPIRED_AUTHENTICATION","message":"The token of joe@x.example expired"}""", 900, "HubSpot answered 401 (EXPIRED_AUTHENTICATION) to /crm/v3/objects/notes/batch/read: check that Sources__HubSpot-EU__AccessToken is still valid")]
    [InlineData(403, null, """{"category":"MISSING_SCOPES"}""", 900, "check what Sources__HubSpot-EU__AccessToken may read")]
    [InlineData(404, null, "", 900, "check Sources__HubSpot-EU__ApiBaseAddress")]
    [InlineData(302, null, "", 900, "check Sources__HubSpot-EU__ApiBaseAddress")]
    [InlineData(400, null, """{"category":"VALIDATION ERROR\n"}""", 900, "HubSpot answered 400 to")]
    [InlineData(200, null, """{"results":{}}""", 900, "HubSpot answered /crm/v3/objects/notes/batch/read with something else than documented")]
    [InlineData(200, null, "null", 900, "something else than documented")]
    [InlineData(207, null, """{"results":[],"errors":[{"category":"INTERNAL_ERROR"}]}""", 30, "HubSpot read only some of what it was asked for (INTERNAL_ERROR)")]
    public async Task An_Answer_That_Is_No_Success_Says_How_Long_To_Wait_And_Why(int status, string? retryAfter, string body, int seconds, string reason)
    {
        AnswerInstead(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = retryAfter;
            context.Response.Headers.Location = status == 302 ? "/elsewhere" : default;
            return context.Response.WriteAsync(body);
        });

        var failure = await Assert.ThrowsAsync<CrmUnavailableException>(() => AskAsync(CrmObjectKind.Note, "1"));

        Assert.Equal(TimeSpan.FromSeconds(seconds), failure.After);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(HubSpotStandIn.Token, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("joe@", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(HubSpot.Requests);
    }

    [Fact]
    public async Task The_Documented_Answer_To_Too_Many_Calls_Is_Kept_To_Without_Asking_Again()
    {
        HubSpot.Add("notes", "1");
        HubSpot.Link("notes", "1", "deals", "7");
        AnswerInstead(context => HubSpotStandIn.WriteAsync(context, 429, JsonNode.Parse(Samples.Read("hubspot/api/error_429.json"))!.AsObject()));
        await Assert.ThrowsAsync<CrmUnavailableException>(() => AskAsync(CrmObjectKind.Note, "1"));
        HubSpot.Instead = null;
        Time.Advance(TimeSpan.FromSeconds(4));

        var failure = await Assert.ThrowsAsync<CrmUnavailableException>(() => AskAsync(CrmObjectKind.Note, "1"));

        Assert.Equal(TimeSpan.FromSeconds(6), failure.After);
        Assert.Single(HubSpot.Requests);
        Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Single(await AskAsync(CrmObjectKind.Note, "1"));
    }

    [Fact]
    public async Task A_Token_That_Is_Not_Accepted_Is_Named_By_Its_Setting()
    {
        var client = Source(HubSpot.Address, "pat-wrong").Client!;

        var failure = await Assert.ThrowsAsync<CrmUnavailableException>(() => client.HydrateAsync([new(CrmObjectKind.Deal, "1")], default));

        Assert.Contains("Sources__HubSpot-EU__AccessToken", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pat-wrong", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_Answer_Is_Waited_For_Ten_Seconds(bool hasBegun)
    {
        var arrived = new TaskCompletionSource();
        AnswerInstead(async context =>
        {
            if (hasBegun)
            {
                await context.Response.WriteAsync("{\"results\":[");
                await context.Response.Body.FlushAsync();
            }

            arrived.SetResult();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Never(context.RequestAborted));
        });

        var asked = AskAsync(CrmObjectKind.Note, "1");
        await arrived.Task;
        Time.Advance(TimeSpan.FromSeconds(10));

        var failure = await Assert.ThrowsAsync<CrmUnavailableException>(() => asked);
        Assert.Equal("no answer from HubSpot within 10 seconds", failure.Message);
    }

    [Fact]
    public async Task A_Caller_Who_Gives_Up_Is_No_Failure_Of_The_Crm()
    {
        using var cancelled = new CancellationTokenSource();
        var arrived = new TaskCompletionSource();
        AnswerInstead(async context =>
        {
            arrived.SetResult();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Never(context.RequestAborted));
        });

        var asked = Client.HydrateAsync([new(CrmObjectKind.Note, "1")], cancelled.Token);
        await arrived.Task;
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task A_Connection_That_Is_Refused_Is_Tried_Again_Shortly()
    {
        var address = HubSpot.Address;
        await HubSpot.DisposeAsync();

        var failure = await Assert.ThrowsAsync<CrmUnavailableException>(() => Source(address).Client!.HydrateAsync([new(CrmObjectKind.Note, "1")], default));

        Assert.Equal(("HubSpot cannot be reached (ConnectionError)", TimeSpan.FromSeconds(30)), (failure.Message, failure.After));
    }

    private static async Task Never(CancellationToken aborted)
    {
        var never = new TaskCompletionSource();
        await using var registration = aborted.Register(() => never.TrySetCanceled(aborted));
        await never.Task;
    }
}
