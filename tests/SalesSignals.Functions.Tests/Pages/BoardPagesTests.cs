using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Functions.BoardPages;
using SalesSignals.Functions.Pages;
using SalesSignals.Functions.Tests.Work;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Tests.Pages;

public sealed class BoardPagesTests
{
    public static TheoryData<string, string, bool> WhoSeesWhat => new()
    {
        { "ana", SampleBoard.Anas, true }, { "ana", SampleBoard.Bens, false }, { "ana", SampleBoard.Odas, false },
        { "mia", SampleBoard.Anas, true }, { "mia", SampleBoard.Bens, true }, { "mia", SampleBoard.Odas, false },
        { "nils", SampleBoard.Anas, false }, { "nils", SampleBoard.Odas, true },
        { "cleo", SampleBoard.Anas, true }, { "cleo", SampleBoard.Odas, true },
    };

    [Theory]
    [MemberData(nameof(WhoSeesWhat))]
    public async Task A_Deal_Is_Seen_By_Its_Rep_Those_Above_And_Admins_And_Is_Not_There_For_Others(string viewer, string deal, bool sees)
    {
        await using var board = await BoardApp.StartAsync();
        await SampleBoard.FillAsync(board);
        using var visitor = await board.SignInAsync(BoardApp.Everybody.Single(person => person.Id == viewer));

        using var page = await visitor.GetAsync(BoardAddress.Deal(deal));
        using var nothing = await visitor.GetAsync(BoardAddress.Deal("crm:no-such-deal"));
        using var parked = await visitor.PostAsync(BoardAddress.Deal(deal), "/api/board", ("do", "park"), ("days", "3"), ("reason", "They are away."));

        Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal(sees ? HttpStatusCode.Redirect : HttpStatusCode.NotFound, parked.StatusCode);
        Assert.Equal(sees ? 1 : 0, (await board.DealAsync(deal)).Parkings.Length);
        if (!sees)
        {
            Assert.Equal(await TextAsync(nothing), await TextAsync(page));
        }
    }

    [Fact]
    public async Task The_First_Page_Lists_The_Team_By_Risk()
    {
        await using var board = await BoardApp.StartAsync();
        await SampleBoard.FillAsync(board);
        using var mia = await board.SignInAsync(BoardApp.Mia);
        using var ana = await board.SignInAsync(BoardApp.Ana);

        var team = await mia.PageAsync("/api/board");
        var own = await ana.PageAsync("/api/board");

        Assert.Contains("<h1>Your team&#x27;s deals</h1>", team, StringComparison.Ordinal);
        Assert.Contains("Kestrel Shipping contract", team, StringComparison.Ordinal);
        Assert.DoesNotContain("secret deal", team, StringComparison.Ordinal);
        Assert.Contains("<h1>Your deals</h1>", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Kestrel Shipping contract", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Teams_Page_Reads_A_Partition_Of_The_Board_A_Rep_And_None_Of_The_Deals()
    {
        var (boards, deals) = (new StorageCount(), new StorageCount());
        await using var board = await BoardApp.StartAsync((app, services) =>
            services.AddSingleton(app.Tables with { Board = boards.Count(app.Tables.Board), Deals = deals.Count(app.Tables.Deals) }));
        await SampleBoard.FillAsync(board);
        using var mia = await board.SignInAsync(BoardApp.Mia);
        boards.Reset();
        deals.Reset();

        await mia.PageAsync("/api/board");

        Assert.Equal((2, 0, 0), (boards.TableReads, boards.TableWrites, deals.Table));
    }

    [Theory]
    [InlineData("q=MARLOW", 1)]
    [InlineData("q=nothing-is-called-that", 0)]
    [InlineData("stage=proposal", 4)]
    [InlineData("stage=negotiation&sort=amount", 2)]
    [InlineData("risk=parked", 0)]
    [InlineData("risk=bogus&sort=bogus&page=-1", 11)]
    [InlineData("page=99", 11)]
    public async Task The_List_Is_Filtered_By_Its_Address_Alone(string query, int found)
    {
        await using var board = await BoardApp.StartAsync();
        await SampleBoard.FillAsync(board);
        using var mia = await board.SignInAsync(BoardApp.Mia);

        var page = await mia.PageAsync($"/api/board?{query}");

        Assert.Equal(found, page.Split("<article class=\"row\">").Length - 1);
        Assert.Equal(found == 0, page.Contains("No open deal is like that.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Addresses_Name_Nobody()
    {
        await using var board = await BoardApp.StartAsync();
        await SampleBoard.FillAsync(board);
        using var mia = await board.SignInAsync(BoardApp.Mia);

        var pages = await mia.PageAsync("/api/board") + await mia.PageAsync("/api/board/week") + await mia.PageAsync(BoardAddress.Deal(SampleBoard.Anas));
        string[] addresses = [.. pages.Split("href=\"").Concat(pages.Split("action=\"")).Select(part => part.Split('"')[0]).Where(address => address.StartsWith("/api/", StringComparison.Ordinal))];

        Assert.NotEmpty(addresses);
        Assert.All(addresses, address => Assert.DoesNotMatch("(?i)ana|ben|mia|silva|okoro|marlow|@", address.Replace("/api/board/enter", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_Deals_Page_Says_What_Stands_Why_And_Why_Not_And_What_Happened()
    {
        await using var board = await BoardApp.StartAsync();
        await SampleBoard.FillAsync(board);
        using var ana = await board.SignInAsync(BoardApp.Ana);

        var page = await ana.PageAsync(BoardAddress.Deal(SampleBoard.Anas));

        Assert.Contains("Marlow Logistics fleet renewal", page, StringComparison.Ordinal);
        Assert.Contains("Moved forward from qualified to proposal", page, StringComparison.Ordinal);
        Assert.Contains("Amount down from €60,000 to €48,000", page, StringComparison.Ordinal);
        Assert.Contains("Close date pushed from 12 Nov to 30 Nov", page, StringComparison.Ordinal);
        Assert.Contains("Forecast as commit", page, StringComparison.Ordinal);
        Assert.Contains("Meeting called off by the buyer", page, StringComparison.Ordinal);
        Assert.Contains("With Priya Raman.", page, StringComparison.Ordinal);
        Assert.Contains("signals raised", page, StringComparison.Ordinal);
        Assert.Contains("href=\"https://crm.example.com/deals/7001\"", page, StringComparison.Ordinal);
        Assert.All(SignalRules.All, rule => Assert.Contains($"<strong>{SalesSignals.Alerts.Wording.Title(rule.Kind)}</strong>", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Deal_Is_Parked_Spoken_Of_Again_And_Judged_By_The_Forms_Of_Its_Page()
    {
        await using var board = await BoardApp.StartAsync();
        await SampleBoard.FillAsync(board);
        using var mia = await board.SignInAsync(BoardApp.Mia);
        var address = BoardAddress.Deal(SampleBoard.Anas);

        using var parked = await mia.PostAsync(address, address, ("do", "park"), ("kind", "stalled-deal"), ("reason", "They are away."), ("until", "2026-12-04"));
        var afterParking = await mia.PageAsync(parked.Headers.Location!.OriginalString);
        using var judged = await mia.PostAsync(address, address, ("do", "not-a-risk"), ("kind", "no-next-step"), ("reason", "One owner-run firm."));
        using var noReason = await mia.PostAsync(address, address, ("do", "park"), ("days", "7"), ("reason", " "));
        using var noDay = await mia.PostAsync(address, address, ("do", "park"), ("until", "2026-11-20"), ("reason", "Now."));
        using var noRule = await mia.PostAsync(address, address, ("do", "park"), ("kind", "no-such-rule"), ("days", "7"), ("reason", "Now."));
        var listed = await mia.PageAsync("/api/board?risk=parked");
        using var unparked = await mia.PostAsync(address, address, ("do", "unpark"), ("kind", "stalled-deal"));

        Assert.EndsWith("&done=parked", parked.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("until 4 Dec", afterParking, StringComparison.Ordinal);
        Assert.Contains("They are away.", afterParking, StringComparison.Ordinal);
        Assert.EndsWith("&done=said", judged.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("&done=no-reason", noReason.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("&done=no-such-day", noDay.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, noRule.StatusCode);
        Assert.Contains("Marlow Logistics fleet renewal", listed, StringComparison.Ordinal);
        Assert.EndsWith("&done=unparked", unparked.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var deal = await board.DealAsync(SampleBoard.Anas);
        Assert.Empty(deal.Parkings);
        Assert.Equal(("mia", "One owner-run firm."), deal.Standing.Where(raised => raised.Feedback is not null).Select(raised => (raised.Feedback!.By!, raised.Feedback.Reason!)).Single());
    }

    [Fact]
    public async Task A_Form_Without_This_Sessions_Token_Changes_Nothing()
    {
        await using var board = await BoardApp.StartAsync();
        await SampleBoard.FillAsync(board);
        using var mia = await board.SignInAsync(BoardApp.Mia);

        using var answer = await mia.PostAsync(BoardAddress.Deal(SampleBoard.Anas), ("do", "park"), ("days", "3"), ("reason", "They are away."));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty((await board.DealAsync(SampleBoard.Anas)).Parkings);
    }

    [Fact]
    public async Task A_Week_Is_Its_Reps_And_Those_Above()
    {
        await using var board = await BoardApp.StartAsync();
        await SampleBoard.FillAsync(board);
        using var ana = await board.SignInAsync(BoardApp.Ana);
        using var mia = await board.SignInAsync(BoardApp.Mia);
        using var nils = await board.SignInAsync(BoardApp.Nils);
        var anasWeek = $"/api/board/week?rep={DealListQuery.CodeOf(BoardApp.Ana)}";

        var own = await ana.PageAsync("/api/board/week");
        var teams = await mia.PageAsync(anasWeek);
        using var anothers = await nils.GetAsync(anasWeek);
        using var colleagues = await ana.GetAsync($"/api/board/week?rep={DealListQuery.CodeOf(BoardApp.Ben)}");

        Assert.Contains("<bdi>Your week</bdi>", own, StringComparison.Ordinal);
        Assert.Contains("Tern &amp; Sons pilot", own, StringComparison.Ordinal);
        Assert.Contains("<bdi>Ana Silva&#x27;s week</bdi>", teams, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (anothers.StatusCode, colleagues.StatusCode));
    }

    [Fact]
    public async Task A_Manager_Comes_To_The_Week_Of_A_Rep_Also_Where_The_Crm_Knows_Them_As_An_Owner()
    {
        await using var board = await BoardApp.StartAsync();
        await new DirectoryStore(board.App.Tables.Directory).SaveAsync([BoardApp.Mia with { OwnerKeys = ["crm:5"] }], default);
        await SampleBoard.FillAsync(board);
        using var mia = await board.SignInAsync(BoardApp.Mia);

        Assert.Contains("<bdi>Ana Silva&#x27;s week</bdi>", await mia.PageAsync("/api/board/week"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Deal_That_Was_Merged_Shows_The_One_It_Is_Now()
    {
        await using var board = await BoardApp.StartAsync();
        await SampleBoard.FillAsync(board);
        await SampleBoard.TellAsync(board, new("crm", "old"), new CanonicalEvent.DealMerged { Id = "merge", OccurredAt = Host.RunningApp.Noon.AddHours(-1), DealId = "old", IntoDealId = "7001" });
        using var ana = await board.SignInAsync(BoardApp.Ana);

        Assert.Contains("Marlow Logistics fleet renewal", await ana.PageAsync(BoardAddress.Deal("crm:old")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thousands_Of_Deals_Come_In_Pages()
    {
        await using var board = await BoardApp.StartAsync();
        for (var i = 0; i < 120; i++)
        {
            await board.ShowAsync(new() { Key = new("crm", $"{i}"), OwnerKey = "crm:7", Name = $"Deal {i:D3}", Status = DealStatus.Open, Amount = i, Currency = "EUR" });
        }

        using var mia = await board.SignInAsync(BoardApp.Mia);
        var first = await mia.PageAsync("/api/board?sort=name");
        var last = await mia.PageAsync("/api/board?sort=name&page=3");

        Assert.Contains("120 deals, page 1 of 3", first, StringComparison.Ordinal);
        Assert.Contains("href=\"/api/board?sort=name&amp;page=2\"", first, StringComparison.Ordinal);
        Assert.Equal(20, last.Split("<article class=\"row\">").Length - 1);
        Assert.Contains("Deal 119", last, StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        // The form token is another on each page.
        var html = await answer.Content.ReadAsStringAsync();
        return string.Concat(html.Split("name=\"form\" value=\"").Select((part, index) => index == 0 ? part : part[part.IndexOf('"', StringComparison.Ordinal)..]));
    }
}
