using System.Net;
using SalesSignals.Directory;
using SalesSignals.Links;

namespace SalesSignals.Functions.Tests.Pages;

public sealed class PreferencesLinkTests
{
    private static readonly (string, string)[] OneClick = [("List-Unsubscribe", "One-Click")];

    [Fact]
    public async Task Looking_Changes_Nothing()
    {
        await using var app = await LinkApp.StartAsync();
        var before = await app.StoredAsync();

        foreach (var address in new[] { app.Choices(LinkPurpose.Preferences, BoardApp.Mia), app.Choices(LinkPurpose.Unsubscribe, BoardApp.Mia, EmailKinds.MorningDigest), app.Choices(LinkPurpose.Unsubscribe, BoardApp.Mia) })
        {
            Assert.Equal(200, (await app.GetAsync(address)).Status);
            Assert.Equal(200, (await app.GetAsync(address, "HEAD")).Status);
        }

        Assert.Equal(before, await app.StoredAsync());
    }

    /// <summary>RFC 8058, section 3.2: either encoding, no cookies, no redirects.</summary>
    [Theory]
    [InlineData("List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")]
    [InlineData("List-Unsubscribe=One-Click", "application/x-www-form-urlencoded; charset=utf-8")]
    [InlineData("--b0und\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b0und--\r\n", "multipart/form-data; boundary=b0und")]
    [InlineData("--b0und\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b0und--\r\n", "multipart/form-data; boundary=\"b0und\"")]
    [InlineData("", "application/x-www-form-urlencoded")]
    public async Task One_Click_Ends_Mail_Of_One_Kind_At_Once(string body, string contentType)
    {
        await using var app = await LinkApp.StartAsync();
        var address = app.Choices(LinkPurpose.Unsubscribe, BoardApp.Mia, EmailKinds.MorningDigest);

        var (status, page) = await app.PostAsync(address, LinkApp.Body(body, contentType));
        var once = await app.StoredAsync();
        var again = await app.PostAsync(address, LinkApp.Body(body, contentType));

        Assert.Equal((200, 200), (status, again.Status));
        Assert.Contains("no more morning digests are sent to you", page, StringComparison.Ordinal);
        Assert.Equal(once, await app.StoredAsync());
        Assert.Equal([EmailKinds.MorningDigest], (await app.Preferences.ReadAsync("mia", default)).Off);
        Assert.True((await app.Preferences.ReadAsync("ana", default)).Wants(EmailKinds.MorningDigest));
    }

    [Fact]
    public async Task What_Waits_In_The_Outbox_Is_Not_Sent_After_The_Click()
    {
        await using var app = await LinkApp.StartAsync();
        await app.WaitUntilAsync(new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await app.ComposeAsync();

        await app.PostAsync(app.Choices(LinkPurpose.Unsubscribe, BoardApp.Mia, EmailKinds.MorningDigest), OneClick);
        var sent = await app.SendAsync();

        Assert.DoesNotContain(sent, mail => mail.PersonId == "mia");
        Assert.Contains(sent, mail => mail.PersonId == "nils");
        Assert.Equal("suppressed", (await app.App.Tables.Outbox.GetAsync("mia", "morning-digest|2026-11-23", default))!.GetString("State"));
    }

    [Theory]
    [InlineData("List-Unsubscribe=Perhaps", "application/x-www-form-urlencoded")]
    [InlineData("List-Unsubscribe=One-Click", "text/plain")]
    [InlineData("{\"List-Unsubscribe\":\"One-Click\"}", "application/json")]
    [InlineData("--b0und\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-", "multipart/form-data; boundary=b0und")]
    [InlineData("no parts", "multipart/form-data")]
    public async Task What_Asks_For_Nothing_We_Know_Changes_Nothing(string body, string contentType)
    {
        await using var app = await LinkApp.StartAsync();

        var (status, _) = await app.PostAsync(app.Choices(LinkPurpose.Unsubscribe, BoardApp.Mia, EmailKinds.MorningDigest), LinkApp.Body(body, contentType));

        Assert.Equal(400, status);
        Assert.True((await app.Preferences.ReadAsync("mia", default)).Wants(EmailKinds.MorningDigest));
    }

    [Fact]
    public async Task The_Page_Ends_It_Takes_It_Back_And_Knows_How_It_Stands()
    {
        await using var app = await LinkApp.StartAsync();
        var address = app.Choices(LinkPurpose.Unsubscribe, BoardApp.Ana, EmailKinds.RepAlert);

        var asked = await app.GetAsync(address);
        var ended = await app.PostAsync(address, ("mail", "off"));
        var shown = await app.GetAsync(address);
        var off = await app.Preferences.ReadAsync("ana", default);
        var back = await app.PostAsync(address, ("mail", "on"));

        Assert.Contains("No more alerts?", asked.Page, StringComparison.Ordinal);
        Assert.Contains("Done: no more alerts", ended.Page, StringComparison.Ordinal);
        Assert.Contains("That is so already", shown.Page, StringComparison.Ordinal);
        Assert.Equal([EmailKinds.RepAlert], off.Off);
        Assert.Contains("You get alerts again", back.Page, StringComparison.Ordinal);
        Assert.Empty((await app.Preferences.ReadAsync("ana", default)).Off);
    }

    [Fact]
    public async Task A_Link_To_End_All_Mail_Ends_All()
    {
        await using var app = await LinkApp.StartAsync();

        await app.PostAsync(app.Choices(LinkPurpose.Unsubscribe, BoardApp.Ana), OneClick);

        Assert.DoesNotContain(EmailKinds.All, (await app.Preferences.ReadAsync("ana", default)).Wants);
    }

    [Theory]
    [InlineData("ana", "rep-alert rep-week")]
    [InlineData("mia", "morning-digest weekly-forecast")]
    [InlineData("cleo", "admin-report")]
    public async Task Everybody_Chooses_Among_The_Mail_Of_Their_Place(string id, string kinds)
    {
        await using var app = await LinkApp.StartAsync();
        var person = new[] { BoardApp.Ana, BoardApp.Mia, BoardApp.Cleo }.Single(person => person.Id == id);

        var (_, page) = await app.GetAsync(app.Choices(LinkPurpose.Preferences, person));

        Assert.Equal(kinds.Split(' '), EmailKinds.All.Where(kind => page.Contains($"value=\"{kind}\"", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Choices_Are_Saved_And_Shown_Again()
    {
        await using var app = await LinkApp.StartAsync();
        await app.Preferences.ChangeAsync("mia", before => before.Without(EmailKinds.RepAlert), default);
        var address = app.Choices(LinkPurpose.Preferences, BoardApp.Mia);

        var (status, page) = await app.PostAsync(address, ("do", "save"), ("kind", "weekly-forecast"), ("kind", "nonsense"), ("at", "09:15"), ("day", "Monday"), ("day", "Thursday"), ("day", "Sunday"));
        var chosen = await app.Preferences.ReadAsync("mia", default);
        var shown = await app.GetAsync(address);
        var usual = await app.PostAsync(address, ("do", "save"), ("kind", "weekly-forecast"), ("kind", "morning-digest"), ("at", "07:30"), ("day", "Monday"), ("day", "Tuesday"), ("day", "Wednesday"), ("day", "Thursday"), ("day", "Friday"));
        var reset = await app.Preferences.ReadAsync("mia", default);

        Assert.Equal((200, 200), (status, usual.Status));
        Assert.Contains("Saved.", page, StringComparison.Ordinal);
        Assert.Equal([EmailKinds.MorningDigest, EmailKinds.RepAlert], chosen.Off);
        Assert.Equal(new TimeOnly(9, 15), chosen.DueAt);
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Thursday], chosen.Days.ToArray());
        Assert.Contains("value=\"09:15\"", shown.Page, StringComparison.Ordinal);
        Assert.Equal([EmailKinds.RepAlert], reset.Off);
        Assert.Null(reset.DueAt);
        Assert.Empty(reset.Days);
    }

    [Theory]
    [InlineData("at=25%3A00&day=Monday&do=save")]
    [InlineData("at=07%3A30&do=save")]
    [InlineData("at=07%3A30&day=Sunday&do=save")]
    [InlineData("at=07%3A30&day=Monday")]
    [InlineData("List-Unsubscribe=One-Click")]
    public async Task What_Cannot_Be_Saved_Changes_Nothing(string body)
    {
        await using var app = await LinkApp.StartAsync();
        var before = await app.StoredAsync();

        var (status, page) = await app.PostAsync(app.Choices(LinkPurpose.Preferences, BoardApp.Mia), LinkApp.Body(body, "application/x-www-form-urlencoded"));

        Assert.Equal(400, status);
        Assert.Contains("Nothing was changed", page, StringComparison.Ordinal);
        Assert.Equal(before, await app.StoredAsync());
    }

    [Theory]
    [InlineData(LinkPurpose.Unsubscribe, -1, 410)]
    [InlineData(LinkPurpose.Preferences, -1, 410)]
    [InlineData(LinkPurpose.Park, 1, 404)]
    [InlineData(LinkPurpose.SignIn, 1, 404)]
    [InlineData(LinkPurpose.Session, 1, 404)]
    public async Task A_Link_That_Is_Too_Old_Or_For_Something_Else_Changes_Nothing(LinkPurpose purpose, int hours, int expected)
    {
        await using var app = await LinkApp.StartAsync();
        var before = await app.StoredAsync();
        var address = app.Choices(purpose, BoardApp.Mia, EmailKinds.MorningDigest, TimeSpan.FromHours(hours));

        Assert.Equal(expected, (await app.GetAsync(address)).Status);
        Assert.Equal(expected, (await app.PostAsync(address, OneClick)).Status);
        Assert.Equal(before, await app.StoredAsync());
    }

    [Fact]
    public async Task Pages_Keep_No_Cookie_Stand_In_No_Cache_And_Run_Nothing()
    {
        await using var app = await LinkApp.StartAsync();

        using var answer = await app.App.Client.GetAsync(app.Choices(LinkPurpose.Preferences, BoardApp.Mia));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }
}
