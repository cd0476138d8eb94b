using System.Net;
using System.Text;
using SalesSignals.Directory;
using SalesSignals.Links;

namespace SalesSignals.Functions.Tests.Pages;

public sealed class BoardSignInTests
{
    [Fact]
    public async Task A_Link_From_An_Email_Signs_Its_Reader_In_And_Leaves_No_Token_In_The_Address()
    {
        await using var board = await BoardApp.StartAsync();
        using var visitor = board.Open();

        using var entered = await visitor.GetAsync($"/api/board/enter/{board.Token(BoardApp.Mia)}");
        var cookie = entered.Headers.GetValues("Set-Cookie").Single();

        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        Assert.Equal("/api/board", entered.Headers.Location!.ToString());
        Assert.Contains("; max-age=43200;", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/api/board; secure; samesite=lax; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Mia Manager", await (await visitor.GetAsync("/api/board/nowhere")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Link_To_A_Deal_Leads_To_It()
    {
        await using var board = await BoardApp.StartAsync();
        using var visitor = board.Open();

        using var entered = await visitor.GetAsync($"/api/board/enter/{board.Token(BoardApp.Mia, deal: "crm:a/b&c")}");

        Assert.Equal("/api/board/deal?deal=crm%3Aa%2Fb%26c", entered.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData(LinkPurpose.SignIn, -1, "That link is too old")]
    [InlineData(LinkPurpose.Session, 1, "That link does not work")]
    [InlineData(LinkPurpose.Preferences, 1, "That link does not work")]
    public async Task A_Link_That_Is_Too_Old_Or_For_Something_Else_Lets_Nobody_In(LinkPurpose purpose, int hours, string title)
    {
        await using var board = await BoardApp.StartAsync();
        using var visitor = board.Open();

        using var entered = await visitor.GetAsync($"/api/board/enter/{board.Token(BoardApp.Mia, purpose, life: TimeSpan.FromHours(hours))}");

        Assert.Equal(HttpStatusCode.Unauthorized, entered.StatusCode);
        Assert.Null(visitor.Cookie);
        Assert.Contains($"<h1>{title}</h1>", await entered.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_Other_Token_Is_No_Session()
    {
        await using var board = await BoardApp.StartAsync();
        using var visitor = board.Open();
        visitor.Cookie = $"salessignals-board={board.Token(BoardApp.Mia)}";

        using var answer = await visitor.GetAsync("/api/board");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Who_Has_Left_Is_Out_At_Once()
    {
        await using var board = await BoardApp.StartAsync();
        using var visitor = await board.SignInAsync(BoardApp.Ana);

        using var before = await visitor.GetAsync("/api/board/nowhere");
        await new DirectoryStore(board.App.Tables.Directory).SaveAsync([BoardApp.Ana with { IsActive = false }], default);
        using var after = await visitor.GetAsync("/api/board/nowhere");
        using var again = await visitor.GetAsync($"/api/board/enter/{board.Token(BoardApp.Ana)}");

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], [before.StatusCode, after.StatusCode, again.StatusCode]);
    }

    [Fact]
    public async Task Signing_Out_Takes_The_Form_Of_This_Very_Session()
    {
        await using var board = await BoardApp.StartAsync();
        using var mia = await board.SignInAsync(BoardApp.Mia);
        using var other = await board.SignInAsync(BoardApp.Mia);
        var page = await (await other.GetAsync("/api/board/nowhere")).Content.ReadAsStringAsync();
        var token = page.Split("name=\"form\" value=\"")[1].Split('"')[0];

        using var without = await mia.PostAsync("/api/board/sign-out");
        using var foreign = await mia.PostAsync("/api/board/sign-out", ("form", token));
        other.Headers.Add(("Sec-Fetch-Site", "cross-site"));
        using var crossSite = await other.PostAsync("/api/board/sign-out", ("form", token));
        other.Headers.Clear();
        using var own = await other.PostAsync("/api/board/sign-out", ("form", token));

        Assert.All([without, foreign, crossSite], answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
        Assert.Equal(HttpStatusCode.Redirect, own.StatusCode);
        Assert.Equal("salessignals-board=", other.Cookie);
    }

    [Fact]
    public async Task A_New_Link_Goes_To_People_Of_The_Team_And_The_Answer_Tells_Nobody_Who_They_Are()
    {
        await using var board = await BoardApp.StartAsync();
        using var visitor = board.Open();

        using var known = await visitor.PostAsync("/api/board/new-link", ("email", " Ana@larkfield.example "));
        using var again = await visitor.PostAsync("/api/board/new-link", ("email", "ana@larkfield.example"));
        using var unknown = await visitor.PostAsync("/api/board/new-link", ("email", "stranger@larkfield.example"));
        using var nonsense = await visitor.PostAsync("/api/board/new-link", ("email", "nonsense"));
        var answers = await Task.WhenAll(new[] { known, again, unknown, nonsense }.Select(answer => answer.Content.ReadAsStringAsync()));
        var mail = await board.WorkAsync();

        Assert.Single(answers.Distinct());
        Assert.Contains("a link is on its way", answers[0], StringComparison.Ordinal);
        var link = Assert.Single(mail);
        Assert.Equal(("ana", "sign-in", "ana@larkfield.example"), (link.PersonId, link.Kind, link.ToEmail));
        Assert.Null(link.UnsubscribeUrl);
        using var entered = await visitor.GetAsync(new Uri(link.Text.Split('\n').Single(line => line.StartsWith("https://", StringComparison.Ordinal))).PathAndQuery);
        Assert.Equal("/api/board", entered.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Who_Tries_Many_Addresses_Gets_No_Further()
    {
        await using var board = await BoardApp.StartAsync();
        using var visitor = board.Open();

        for (var i = 0; i < 40; i++)
        {
            using var answer = await visitor.PostAsync("/api/board/new-link", ("email", $"guess{i}@larkfield.example"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(30, await board.App.Queues.Work.CountAsync(default));
    }

    [Fact]
    public async Task The_Platforms_Word_For_Who_Somebody_Is_Counts_Only_Where_It_Is_Configured()
    {
        await using var closed = await BoardApp.StartAsync();
        await using var open = await BoardApp.StartAsync("--Board:PlatformSignIn=aad");
        var mia = Principal("aad", "preferred_username", "MIA@larkfield.example");

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(closed, mia));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(open, mia));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(open, Principal("facebook", "email", "mia@larkfield.example")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(open, Principal("aad", "email", "stranger@larkfield.example")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(open, Principal("aad", "roles", "mia@larkfield.example")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(open, "bm90IGpzb24="));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(open, Convert.ToBase64String("[]"u8)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(open, "%"));
    }

    [Fact]
    public async Task Pages_Run_No_Script_And_Are_Kept_Nowhere()
    {
        await using var board = await BoardApp.StartAsync();
        using var visitor = board.Open();

        using var answer = await visitor.GetAsync("/api/board");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
            answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Stylesheet_Is_Kept_By_Browsers_Until_It_Changes()
    {
        await using var board = await BoardApp.StartAsync();
        using var visitor = board.Open();
        var page = await (await visitor.GetAsync("/api/board")).Content.ReadAsStringAsync();
        var address = page.Split("rel=\"stylesheet\" href=\"")[1].Split('"')[0];

        using var sheet = await visitor.GetAsync(address);
        visitor.Headers.Add(("If-None-Match", sheet.Headers.ETag!.ToString()));
        using var again = await visitor.GetAsync(address);
        using var another = await visitor.GetAsync("/api/board/site.css?v=older");

        Assert.Equal("text/css; charset=utf-8", sheet.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=31536000, immutable", sheet.Headers.CacheControl!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal("no-cache", another.Headers.CacheControl!.ToString());
    }

    private static async Task<HttpStatusCode> StatusAsync(BoardApp board, string principal)
    {
        using var visitor = board.Open();
        visitor.Headers.Add(("X-MS-CLIENT-PRINCIPAL", principal));
        using var answer = await visitor.GetAsync("/api/board/nowhere");
        return answer.StatusCode;
    }

    private static string Principal(string provider, string claim, string value) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        $$"""{"auth_typ":"{{provider}}","name_typ":"name","role_typ":"roles","claims":[{"typ":"name","val":"Somebody"},{"typ":"{{claim}}","val":"{{value}}"}]}"""));
}
