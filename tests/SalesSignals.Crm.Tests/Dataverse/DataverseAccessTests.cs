using System.Text;
using Azure.Core;
using Azure.Identity;
using SalesSignals.Cli.Demo.Dialects;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;
using SalesSignals.StandIns;
using SalesSignals.StandIns.Dataverse;

namespace SalesSignals.Crm.Tests.Dataverse;

public class DataverseAccessTests : DataverseRig
{
    [Fact]
    public async Task A_Limit_Is_Kept_As_Long_As_Dataverse_Says_Without_Asking_Again()
    {
        Dataverse.Failures.Enqueue((429, Encoding.UTF8.GetString(Samples.Read("dataverse/api/error_429.json")), [("Retry-After", "7")]));

        var first = await UnavailableAsync();
        var second = await UnavailableAsync();
        Time.Advance(TimeSpan.FromSeconds(7));
        await AskAsync(CrmObjectKind.Deal, DataverseIds.Deal("1"));

        Assert.Equal(TimeSpan.FromSeconds(7), first.After);
        Assert.StartsWith("Dataverse answered 429 (0x80072322)", first.Message, StringComparison.Ordinal);
        Assert.Contains("rate limit", second.Message, StringComparison.Ordinal);
        Assert.Equal(2, Dataverse.Requests.Count);
    }

    [Theory]
    [InlineData(500, "{\"error\":{\"code\":\"0x80040216\",\"message\":\"!secret!\"}}", "Dataverse answered 500 (0x80040216)")]
    [InlineData(503, "<html>!secret!</html>", "Dataverse answered 503 ")]
    [InlineData(403, "{\"error\":{\"code\":\"0x80042f09\",\"message\":\"!secret!\"}}", "Dataverse answered 403 (0x80042f09)")]
    [InlineData(200, "{\"value\":\"!secret!\"}", "Dataverse answered /api/data/v9.2/opportunities with something else than documented")]
    [InlineData(200, "{\"value\":[{\"name\":\"!secret!\"}]}", "Dataverse answered with something else than documented: a row of opportunities without opportunityid")]
    [InlineData(200, "{\"value\":[{\"opportunityid\":\"!secret!\"}]}", "Dataverse answered with something else than documented: a row of opportunities whose opportunityid is no GUID")]
    [InlineData(200, "{\"value\":[],\"@odata.nextLink\":\"https://evil.example/x?!secret!\"}", "Dataverse answered with something else than documented: a link that leads elsewhere")]
    public async Task What_Is_No_Good_Answer_Is_Asked_For_Later_And_Not_Quoted(int status, string body, string reason)
    {
        Dataverse.Failures.Enqueue((status, body, []));

        var error = await UnavailableAsync();

        Assert.StartsWith(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("!secret!", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Token_That_Has_Expired_Is_Replaced_In_The_Middle_Of_A_Walk()
    {
        Dataverse.AddMany(60);
        var credential = new StandInCredential(Dataverse);
        var client = Create(_ => { }, credential).Client!;

        var first = await client.ReadAsync(Backfill, "deals", null, default);
        Dataverse.ExpireTokens();
        credential.Forget();
        var second = await client.ReadAsync(Backfill, "deals", first.Next, default);

        Assert.Equal(60, first.Objects + second.Objects);
        Assert.Equal($"{Dataverse.Address}/.default", Assert.Single(credential.Scopes.Distinct()));
    }

    [Fact]
    public async Task A_Token_That_Dataverse_Refuses_Though_It_Is_Fresh_Is_A_Reason_To_Look_At_The_Setting()
    {
        Dataverse.ExpireTokens();
        Source = Create(options => (options.TenantId, options.ClientId, options.ClientSecret) = ("t", "c", "!secret!"), new FailingCredential(null));

        var error = await UnavailableAsync();

        Assert.Equal("Dataverse answered 401 to /api/data/v9.2/opportunities: check that Sources__dynamics__ClientSecret is still valid", error.Message);
        Assert.Equal(2, Dataverse.Requests.Count);
    }

    [Fact]
    public async Task Why_There_Is_No_Token_Is_Told_Without_What_Microsoft_Says_Of_Tenants_And_Apps()
    {
        var wrong = await ReasonAsync(new AuthenticationFailedException("ClientSecretCredential authentication failed: AADSTS7000215: Invalid client secret provided for app '!secret!'."));
        var network = await ReasonAsync(new AuthenticationFailedException("ClientSecretCredential authentication failed: !secret!.example:443"));
        var nobody = await ReasonAsync(new CredentialUnavailableException("ManagedIdentityCredential authentication unavailable at !secret!"));

        Assert.Equal(("Microsoft Entra ID gives no token for Dataverse (AADSTS7000215): check Sources__dynamics__ApiBaseAddress", TimeSpan.FromMinutes(15)), (wrong.Message, wrong.After));
        Assert.Equal(("Microsoft Entra ID gives no token for Dataverse now", TimeSpan.FromSeconds(30)), (network.Message, network.After));
        Assert.StartsWith("there is no identity here to ask Dataverse with", nobody.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("!secret!", $"{wrong.Message}{network.Message}{nobody.Message}", StringComparison.Ordinal);
        Assert.Empty(Dataverse.Requests);

        Task<CrmUnavailableException> ReasonAsync(Exception failure)
        {
            Source = Create(_ => { }, new FailingCredential(failure));
            return UnavailableAsync();
        }
    }

    [Theory]
    [InlineData("ClientId", null, "s", "t", "Sources__dynamics__ClientId is missing")]
    [InlineData("TenantId", "c", "s", null, "Sources__dynamics__TenantId is missing")]
    [InlineData("ClientSecret", "c", null, "t", "Sources__dynamics__ClientSecret is missing")]
    [InlineData("blanks", "c", "two !secret!", "t", "Sources__dynamics__ClientSecret holds blanks")]
    public void An_App_Needs_Its_Tenant_Its_Id_And_Its_Secret(string missing, string? client, string? secret, string? tenant, string problem)
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => Create(options => (options.ClientId, options.ClientSecret, options.TenantId) = (client, secret, tenant)));

        Assert.StartsWith(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("!secret!", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(missing);
    }

    [Fact]
    public void The_Address_Of_The_Environment_Is_Needed_Where_Anything_Else_Is_Given()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Create(options => (options.ApiBaseAddress, options.AccessToken) = (null, "token")));

        Assert.StartsWith("Sources__dynamics__ApiBaseAddress must be an https address such as https://contoso.crm4.dynamics.com", error.Message, StringComparison.Ordinal);
        Assert.Null(Create(options => options.ApiBaseAddress = " ").Client);
        Assert.NotNull(Create(_ => { }).Client);
        Assert.NotNull(Create(options => options.ClientId = "c").Client);
        Assert.NotNull(Create(options => (options.TenantId, options.ClientId, options.ClientSecret, options.TokenAddress) = ("t", "c", "s", "https://login.microsoftonline.us")).Client);
    }

    [Fact]
    public async Task A_Question_That_Takes_Too_Long_Is_Given_Up()
    {
        var asked = new TaskCompletionSource();
        Dataverse.Instead = async context =>
        {
            var gone = new TaskCompletionSource();
            context.RequestAborted.Register(gone.SetResult);
            asked.SetResult();
            await gone.Task;
            return true;
        };

        var asking = UnavailableAsync();
        await asked.Task;
        Time.Advance(TimeSpan.FromSeconds(61));

        Assert.Contains("60 seconds", (await asking).Message, StringComparison.Ordinal);
    }

    private Task<CrmUnavailableException> UnavailableAsync() =>
        Assert.ThrowsAsync<CrmUnavailableException>(() => AskAsync(CrmObjectKind.Deal, DataverseIds.Deal("1")));

    /// <summary>Keeps its token, as the real ones do, until it is made anew.</summary>
    private sealed class StandInCredential(DataverseStandIn dataverse) : TokenCredential
    {
        private string? _token;

        public List<string> Scopes { get; } = [];

        /// <summary>What a new credential in its place would do.</summary>
        public void Forget() => _token = null;

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new(_token ??= dataverse.IssueToken(), Stories.Now.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }

    private sealed class FailingCredential(Exception? failure) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            failure is null ? new("expired", Stories.Now) : throw failure;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
