using Microsoft.AspNetCore.Http;
using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using SalesSignals.StandIns;
using SalesSignals.StandIns.Salesforce;

namespace SalesSignals.Crm.Tests.Salesforce;

public class SalesforceAccessTests : SalesforceRig
{
    private static readonly string DealId = SalesforceIds.Deal("4001");

    private ICrmClient App => SourceOf(options => (options.ClientId, options.ClientSecret) = (SalesforceStandIn.ClientId, SalesforceStandIn.ClientSecret)).Client!;

    [Fact]
    public async Task A_Token_Is_Asked_For_Once_And_Kept_While_It_Is_Taken()
    {
        var client = App;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync(client)));
        Time.Advance(TimeSpan.FromDays(3));
        await AskAsync(client);

        Assert.Equal(1, Salesforce.Tokens);
    }

    [Fact]
    public async Task A_Refused_Token_Is_Renewed_Once_However_Many_Calls_It_Was_Refused_To()
    {
        var client = App;
        await AskAsync(client);
        Salesforce.ExpireTokens();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync(client)));

        Assert.Equal(2, Salesforce.Tokens);
        Salesforce.ExpireTokens();
        Assert.NotEmpty(await AskAsync(client));
        Assert.Equal(3, Salesforce.Tokens);
    }

    [Fact]
    public async Task A_Token_Whose_End_Is_Told_Is_Renewed_Before_It()
    {
        Salesforce.ExpiresIn = 600;
        var client = App;
        await AskAsync(client);
        Time.Advance(TimeSpan.FromSeconds(539));
        await AskAsync(client);
        Assert.Equal(1, Salesforce.Tokens);

        Time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync(client);

        Assert.Equal(2, Salesforce.Tokens);
        Assert.DoesNotContain(Salesforce.Requests, request => request.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Wrong_Secret_Is_Named_By_Its_Setting_And_Not_Tried_Again_At_Once()
    {
        var client = SourceOf(options => (options.ClientId, options.ClientSecret) = (SalesforceStandIn.ClientId, "wrong-secret")).Client!;

        var failure = await Assert.ThrowsAsync<CrmUnavailableException>(() => AskAsync(client));
        var again = await Assert.ThrowsAsync<CrmUnavailableException>(() => AskAsync(client));

        Assert.Equal(
            "Salesforce gave no token, it answered 400 (invalid_client): check Sources__SF__ClientId and Sources__SF__ClientSecret, and that the app may use the client credentials flow",
            failure.Message);
        Assert.Equal((failure.Message, TimeSpan.FromMinutes(15)), (again.Message, again.After));
        Assert.Single(Salesforce.Requests);
        Assert.DoesNotContain("wrong-secret", failure.ToString(), StringComparison.Ordinal);
        Time.Advance(TimeSpan.FromMinutes(15));
        await Assert.ThrowsAsync<CrmUnavailableException>(() => AskAsync(client));
        Assert.Equal(2, Salesforce.Requests.Count);
    }

    [Theory]
    [InlineData(429, "", 10, "it answered 429")]
    [InlineData(503, "<html>", 30, "it answered 503")]
    [InlineData(302, "", 900, "check Sources__SF__TokenAddress")]
    [InlineData(200, "{}", 900, "answered with no token: check Sources__SF__TokenAddress")]
    [InlineData(200, "<html>", 900, "answered with no token")]
    [InlineData(200, "{\"access_token\":\"a\\r\\nb\"}", 900, "answered with no token")]
    public async Task Without_A_Token_It_Is_Said_How_Long_To_Wait_And_Why(int status, string body, int seconds, string reason)
    {
        Salesforce.Failures.Enqueue((status, body, []));

        var failure = await Assert.ThrowsAsync<CrmUnavailableException>(() => AskAsync(App));

        Assert.Equal(TimeSpan.FromSeconds(seconds), failure.After);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(SalesforceStandIn.ClientSecret, failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "7", "[]", 7, "Salesforce answered 429")]
    [InlineData(500, null, """[{"errorCode":"UNKNOWN_EXCEPTION","message":"joe@x.example"}]""", 30, "(UNKNOWN_EXCEPTION)")]
    [InlineData(503, null, "<html>", 30, "Salesforce answered 503")]
    [InlineData(403, null, """[{"errorCode":"API_DISABLED_FOR_ORG","message":""}]""", 900, "check what Sources__SF__AccessToken may read")]
    [InlineData(401, null, """[{"errorCode":"INVALID_SESSION_ID","message":""}]""", 900, "check that Sources__SF__AccessToken is still valid")]
    [InlineData(400, null, """[{"errorCode":"INVALID_FIELD","message":"joe@x.example"}]""", 900, "(INVALID_FIELD)")]
    [InlineData(200, null, """{"fields":7}""", 900, "something else than documented")]
    public async Task An_Answer_That_Is_No_Success_Says_How_Long_To_Wait(int status, string? retryAfter, string body, int seconds, string reason)
    {
        Salesforce.Failures.Enqueue((status, body, retryAfter is null ? [] : [("Retry-After", retryAfter)]));

        var failure = await Assert.ThrowsAsync<CrmUnavailableException>(() => AskAsync(Client));

        Assert.Equal(TimeSpan.FromSeconds(seconds), failure.After);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("joe@", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(SalesforceStandIn.AccessToken, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Limit_Of_A_Day_Is_Kept_To_Without_Asking_Again()
    {
        Salesforce.Failures.Enqueue((403, System.Text.Encoding.UTF8.GetString(Samples.Read("salesforce/api/error_request_limit.json")), []));
        await Assert.ThrowsAsync<CrmUnavailableException>(() => AskAsync(Client));

        var failure = await Assert.ThrowsAsync<CrmUnavailableException>(() => AskAsync(Client));

        Assert.Equal(TimeSpan.FromHours(1), failure.After);
        Assert.Single(Salesforce.Requests);
        Time.Advance(TimeSpan.FromHours(1));
        Assert.NotEmpty(await AskAsync(Client));
    }

    [Theory]
    [InlineData("https://evil.example/services/data/v66.0/query/x")]
    [InlineData("//evil.example/services/data/")]
    [InlineData(null)]
    public async Task The_Token_Goes_Nowhere_Else(string? next)
    {
        Salesforce.Instead = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/queryAll", StringComparison.Ordinal))
            {
                return false;
            }

            await ApiStandIn.WriteAsync(context, 200, new System.Text.Json.Nodes.JsonObject
            {
                ["totalSize"] = 1, ["done"] = false, ["nextRecordsUrl"] = next, ["records"] = new System.Text.Json.Nodes.JsonArray(),
            });
            return true;
        };

        var failure = await Assert.ThrowsAsync<CrmUnavailableException>(() => AskAsync(Client));

        Assert.Contains("nextRecordsUrl", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id", null, null, "https://x.my.salesforce.com", "Sources__SF__ClientId and Sources__SF__ClientSecret belong together")]
    [InlineData(null, "se!cret", null, "https://x.my.salesforce.com", "Sources__SF__ClientId and Sources__SF__ClientSecret belong together")]
    [InlineData("id", "se!cret", "to!ken", "https://x.my.salesforce.com", "Sources__SF__AccessToken and Sources__SF__ClientId are both set")]
    [InlineData("id", "se!cret", null, null, "Sources__SF__ApiBaseAddress must be an https address such as https://yourcompany.my.salesforce.com")]
    [InlineData("id", "se!cret", null, "http://x.my.salesforce.com", "Sources__SF__ApiBaseAddress must be an https address")]
    [InlineData("id", "se!cret", null, "https://login.salesforce.com", "Sources__SF__ApiBaseAddress must be your organisation's own address")]
    [InlineData("id", "se!cret", null, "https://x.lightning.force.com/", "Sources__SF__ApiBaseAddress must be your organisation's own address")]
    [InlineData("id", "se cret!", null, "https://x.my.salesforce.com", "Sources__SF__ClientSecret holds blanks")]
    public void Settings_That_Will_Not_Do_Are_Named(string? id, string? secret, string? token, string? address, string expected)
    {
        var error = Assert.Throws<InvalidOperationException>(() => SourceOf(
            options => (options.ClientId, options.ClientSecret, options.AccessToken, options.ApiBaseAddress) = (id, secret, token, address)));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("!", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_App_And_Token_There_Is_No_Client() => Assert.Null(SourceOf(_ => { }).Client);

    private async Task<IReadOnlyList<CanonicalEvent>> AskAsync(ICrmClient client)
    {
        lock (Salesforce)
        {
            Salesforce.Load(Stories.All.Single(story => story.Key.Id == "4001"));
        }

        return await client.HydrateAsync([new(CrmObjectKind.Deal, DealId)], default);
    }
}
