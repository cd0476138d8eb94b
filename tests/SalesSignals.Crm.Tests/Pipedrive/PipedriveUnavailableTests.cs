using SalesSignals.Cli.Demo.Apis;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests.Pipedrive;

public class PipedriveUnavailableTests : PipedriveRig
{
    [Fact]
    public async Task A_Limit_Is_Kept_As_Long_As_Pipedrive_Says()
    {
        Pipedrive.Failures.Enqueue((429, """{"success":false,"error":"request over limit","errorCode":429}""", [("x-ratelimit-limit", "20"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "2")]));

        var first = await Assert.ThrowsAsync<CrmUnavailableException>(() => AskAsync(CrmObjectKind.Deal, "1"));
        var second = await Assert.ThrowsAsync<CrmUnavailableException>(() => AskAsync(CrmObjectKind.Deal, "1"));
        Time.Advance(TimeSpan.FromSeconds(3));
        await AskAsync(CrmObjectKind.Deal, "1");

        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)), (first.After, second.After));
        Assert.Equal(1, Pipedrive.Requests.Count - 2);
    }

    [Fact]
    public async Task A_Page_Of_The_Gateway_Is_No_Answer_And_Is_Not_Quoted()
    {
        Pipedrive.Failures.Enqueue((403, "<html><title>Attention Required! | Cloudflare</title></html>", []));

        var error = await Assert.ThrowsAsync<CrmUnavailableException>(() => Client.ReadAsync(Backfill, "open", null, default));

        Assert.Equal(TimeSpan.FromMinutes(15), error.After);
        Assert.Equal("Pipedrive answered 403 to /api/v2/deals: check what Sources__crm__AccessToken may read", error.Message);
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(503, "<html>later</html>")]
    [InlineData(200, "<html>hello</html>")]
    [InlineData(200, """{"success":true,"data":{"id":1}}""")]
    public async Task Nothing_Is_Told_While_Pipedrive_Cannot_Be_Read(int status, string body)
    {
        Pipedrive.Failures.Enqueue((status, body, []));

        await Assert.ThrowsAsync<CrmUnavailableException>(() => Client.ReadAsync(Backfill, "activities", null, default));
        Assert.Empty((await Client.ReadAsync(Backfill, "activities", null, default)).Events);
    }

    [Fact]
    public async Task A_Token_That_Is_Not_Accepted_Is_Named_By_Its_Setting()
    {
        var error = await Assert.ThrowsAsync<CrmUnavailableException>(() => Configured("withdrawn-token").Client!.ReadUsersAsync(default));

        Assert.Equal("Pipedrive answered 401 to /api/v1/users: check that Sources__crm__AccessToken is still valid", error.Message);
    }

    [Fact]
    public async Task A_Log_That_Fails_Takes_Its_Page_Along_So_That_Nothing_Is_Half_Told()
    {
        Pipedrive.AddMany(3);
        var calls = 0;
        Pipedrive.Instead = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("changelog", StringComparison.Ordinal) || ++calls != 2)
            {
                return false;
            }

            await ApiStandIn.WriteAsync(context, 502, new System.Text.Json.Nodes.JsonObject());
            return true;
        };

        await Assert.ThrowsAsync<CrmUnavailableException>(() => Client.ReadAsync(Backfill, "open", null, default));

        Assert.Equal(3, (await Client.ReadAsync(Backfill, "open", null, default)).Objects);
    }

    [Fact]
    public async Task Who_Needs_Too_Long_Is_Asked_Again_Later()
    {
        var asked = new TaskCompletionSource();
        var isOver = new TaskCompletionSource();
        Pipedrive.Instead = async _ =>
        {
            asked.SetResult();
            await isOver.Task;
            return false;
        };

        var answer = AskAsync(CrmObjectKind.Deal, "1");
        await asked.Task;
        Time.Advance(TimeSpan.FromSeconds(11));

        await Assert.ThrowsAsync<CrmUnavailableException>(() => answer);
        isOver.SetResult();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("acme")]
    [InlineData("http://acme.pipedrive.com")]
    public void A_Token_Needs_The_Address_Of_The_Account(string? address)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Some.Pipedrive(options => (options.AccessToken, options.ApiBaseAddress) = ("token", address)));

        Assert.Equal("Sources__crm__ApiBaseAddress must be an https address such as https://acme.pipedrive.com: the token goes there.", error.Message);
    }

    [Fact]
    public void Without_A_Token_There_Is_Nobody_To_Ask() => Assert.Null(Some.Pipedrive().Client);
}
