using System.Globalization;
using System.Net;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Links;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Tests.Pages;

public sealed class ActionLinkTests
{
    private const string Kind = SignalKinds.CloseDatePassed;

    public static TheoryData<LinkPurpose, string?> Links => new()
    {
        { LinkPurpose.Park, null },
        { LinkPurpose.Park, Kind },
        { LinkPurpose.NotARisk, Kind },
        { LinkPurpose.NotesIn, SignalKinds.MissingNotes },
        { LinkPurpose.Useful, Kind },
    };

    [Theory]
    [MemberData(nameof(Links))]
    public async Task Looking_Changes_Nothing(LinkPurpose purpose, string? topic)
    {
        await using var app = await LinkApp.StartAsync();
        var address = app.Action(purpose, BoardApp.Ana, LinkApp.AnasDeal, topic);
        await app.GetAsync(address);
        var before = await app.StoredAsync();

        var (status, page) = await app.GetAsync(address);
        var head = await app.GetAsync(address + "?days=7", "HEAD");
        var stored = await app.StoredAsync();

        Assert.Equal((200, 200), (status, head.Status));
        Assert.Equal(before, stored);
        Assert.Contains("Harbour Logistics rollout", page, StringComparison.Ordinal);
        Assert.Contains("<form method=\"post\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Links))]
    public async Task Sent_Twice_Is_The_Same_As_Once(LinkPurpose purpose, string? topic)
    {
        await using var app = await LinkApp.StartAsync();
        var address = app.Action(purpose, BoardApp.Ana, LinkApp.AnasDeal, topic);
        (string, string)[] form = purpose is LinkPurpose.Park ? [("do", "park"), ("days", "3"), ("reason", "They are away")] : [("do", "say")];

        var untouched = await app.StoredAsync();
        var first = await app.PostAsync(address, form);
        var once = await app.StoredAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        var second = await app.PostAsync(address, form);

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.NotEqual(untouched, once);
        Assert.Equal(once, await app.StoredAsync());
        Assert.Equal(first.Page, second.Page);
    }

    [Fact]
    public async Task Parked_For_Days_Is_Silent_Until_The_Day_Begins_Where_Its_Reader_Is()
    {
        await using var app = await LinkApp.StartAsync();

        var (status, page) = await app.PostAsync(
            app.Action(LinkPurpose.Park, BoardApp.Ana, LinkApp.AnasDeal), ("do", "park"), ("days", "7"), ("reason", "They are\r\naway"));

        var parking = Assert.Single((await app.DealAsync(LinkApp.AnasDeal))!.Parkings);
        Assert.Equal(200, status);
        Assert.Contains("before Friday 27 Nov 2026", page, StringComparison.Ordinal);
        Assert.Equal((null, new DateTimeOffset(2026, 11, 27, 0, 0, 0, TimeSpan.Zero), "They are  away", "ana"), (parking.Kind, parking.Until, parking.Reason, parking.By));
    }

    /// <summary>At noon in London on the 20th it is one in the morning of the 21st in Auckland.</summary>
    [Theory]
    [InlineData("2026-11-20", null)]
    [InlineData("2026-11-21", null)]
    [InlineData("2026-11-22", "2026-11-21T11:00Z")]
    [InlineData("2027-05-20", "2027-05-19T12:00Z")]
    [InlineData("2027-05-21", null)]
    [InlineData("22.11.2026", null)]
    [InlineData("", null)]
    public async Task A_Day_Is_One_Of_The_Readers_Own_And_Not_Too_Far(string until, string? endsAt)
    {
        var isTaken = endsAt is not null;
        await using var app = await LinkApp.StartAsync();
        var before = await app.StoredAsync();

        var (status, page) = await app.PostAsync(
            app.Action(LinkPurpose.Park, BoardApp.Oda, LinkApp.OdasDeal), ("do", "park"), ("days", "date"), ("until", until), ("reason", "<b>Away</b>"));

        Assert.Equal(isTaken ? 200 : 400, status);
        Assert.Equal(isTaken, before != await app.StoredAsync());
        Assert.DoesNotContain("<b>Away", page, StringComparison.Ordinal);
        Assert.Equal(!isTaken, page.Contains("Choose a day from 22 Nov 2026 to 20 May 2027.", StringComparison.Ordinal));
        Assert.Equal(endsAt is null ? null : DateTimeOffset.Parse(endsAt, CultureInfo.InvariantCulture), (await app.DealAsync(LinkApp.OdasDeal))!.Parkings.FirstOrDefault()?.Until);
    }

    [Fact]
    public async Task Without_A_Reason_Nothing_Is_Parked()
    {
        await using var app = await LinkApp.StartAsync();

        var (status, page) = await app.PostAsync(app.Action(LinkPurpose.Park, BoardApp.Ana, LinkApp.AnasDeal), ("do", "park"), ("days", "3"), ("reason", "  "));

        Assert.Equal(400, status);
        Assert.Contains("Say why", page, StringComparison.Ordinal);
        Assert.Empty((await app.DealAsync(LinkApp.AnasDeal))!.Parkings);
    }

    [Fact]
    public async Task Undo_Ends_What_The_Link_Has_Parked_And_Leaves_What_Others_Have()
    {
        await using var app = await LinkApp.StartAsync();
        var ofDeal = app.Action(LinkPurpose.Park, BoardApp.Ana, LinkApp.AnasDeal);
        await app.PostAsync(ofDeal, ("do", "park"), ("days", "3"), ("reason", "They are away"));
        await app.PostAsync(app.Action(LinkPurpose.Park, BoardApp.Mia, LinkApp.AnasDeal, Kind), ("do", "park"), ("days", "7"), ("reason", "Agreed with Ana"));

        var undone = await app.PostAsync(ofDeal, ("do", "unpark"));
        var again = await app.PostAsync(ofDeal, ("do", "unpark"));

        Assert.Equal((200, 200), (undone.Status, again.Status));
        Assert.Contains("No longer parked", undone.Page, StringComparison.Ordinal);
        Assert.Equal((Kind, "mia"), Assert.Single((await app.DealAsync(LinkApp.AnasDeal))!.Parkings) is var left ? (left.Kind, left.By) : default);
    }

    [Theory]
    [InlineData(LinkPurpose.NotARisk, Kind, FeedbackKind.NotARisk)]
    [InlineData(LinkPurpose.NotesIn, SignalKinds.MissingNotes, FeedbackKind.NotesIn)]
    [InlineData(LinkPurpose.Useful, Kind, FeedbackKind.Useful)]
    public async Task Undo_Takes_Back_What_The_Link_Has_Said_And_Twice_Is_The_Same_As_Once(LinkPurpose purpose, string topic, FeedbackKind what)
    {
        await using var app = await LinkApp.StartAsync();
        var address = app.Action(purpose, BoardApp.Ana, LinkApp.AnasDeal, topic);
        var said = await app.PostAsync(address, ("do", "say"));
        var before = await SaidAsync(app, topic);

        var undone = await app.PostAsync(address, ("do", "retract"));
        var once = await app.StoredAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        var again = await app.PostAsync(address, ("do", "retract"));
        var twice = await app.StoredAsync();
        var unsaid = await SaidAsync(app, topic);
        await app.PostAsync(address, ("do", "say"));

        Assert.Contains("<button type=\"submit\" class=\"second\">Undo</button>", said.Page, StringComparison.Ordinal);
        Assert.Equal((what, null, what), (before, unsaid, await SaidAsync(app, topic)));
        Assert.Contains("Taken back", undone.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"retract\"", undone.Page, StringComparison.Ordinal);
        Assert.Equal((200, 200, undone.Page), (undone.Status, again.Status, again.Page));
        Assert.Equal(once, twice);
    }

    [Fact]
    public async Task Undo_Leaves_What_Somebody_Else_Has_Said_Since_And_What_Another_Link_Says()
    {
        await using var app = await LinkApp.StartAsync();
        var address = app.Action(LinkPurpose.NotARisk, BoardApp.Ana, LinkApp.AnasDeal, Kind);
        await app.PostAsync(address, ("do", "say"));
        var ofAnother = await app.PostAsync(app.Action(LinkPurpose.Useful, BoardApp.Ana, LinkApp.AnasDeal, Kind), ("do", "retract"));
        var kept = await SaidAsync(app, Kind);
        await app.PostAsync(app.Action(LinkPurpose.NotARisk, BoardApp.Mia, LinkApp.AnasDeal, Kind), ("do", "say"), ("reason", "Signed on paper"));
        var before = await app.StoredAsync();

        await app.PostAsync(address, ("do", "retract"));
        var ofPark = await app.PostAsync(app.Action(LinkPurpose.Park, BoardApp.Ana, LinkApp.AnasDeal, Kind), ("do", "retract"));

        Assert.Equal((200, FeedbackKind.NotARisk), (ofAnother.Status, kept));
        Assert.Equal(before, await app.StoredAsync());
        Assert.Equal(400, ofPark.Status);
    }

    [Fact]
    public async Task What_Is_Already_So_Is_Said()
    {
        await using var app = await LinkApp.StartAsync();
        await app.PostAsync(app.Action(LinkPurpose.Park, BoardApp.Mia, LinkApp.AnasDeal), ("do", "park"), ("days", "3"), ("reason", "Agreed with Ana"));
        await app.PostAsync(app.Action(LinkPurpose.NotARisk, BoardApp.Ana, LinkApp.AnasDeal, Kind), ("do", "say"), ("reason", "Signed on paper"));

        var park = await app.GetAsync(app.Action(LinkPurpose.Park, BoardApp.Ana, LinkApp.AnasDeal));
        var own = await app.GetAsync(app.Action(LinkPurpose.NotARisk, BoardApp.Ana, LinkApp.AnasDeal, Kind));
        var others = await app.GetAsync(app.Action(LinkPurpose.Useful, BoardApp.Mia, LinkApp.AnasDeal, Kind));
        await app.ApplyAsync(LinkApp.AnasDeal, Changed(new() { CloseOn = new DateOnly(2026, 12, 20) }));
        var ended = await app.GetAsync(app.Action(LinkPurpose.Useful, BoardApp.Mia, LinkApp.AnasDeal, Kind));
        await app.ApplyAsync(LinkApp.AnasDeal, Changed(new() { Stage = "won" }));
        var won = await app.GetAsync(app.Action(LinkPurpose.Park, BoardApp.Ana, LinkApp.AnasDeal));

        Assert.Contains("It is parked already, until Monday 23 Nov 2026: Mia Manager did that on Friday 20 Nov 2026. Reason: Agreed with Ana", park.Page, StringComparison.Ordinal);
        Assert.Contains("You have said so on Friday 20 Nov 2026.", own.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"say\"", own.Page, StringComparison.Ordinal);
        Assert.Contains("Take it back", own.Page, StringComparison.Ordinal);
        Assert.Contains("Ana Silva said \"not a risk\" on Friday 20 Nov 2026.", WebUtility.HtmlDecode(others.Page), StringComparison.Ordinal);
        Assert.Contains("This has ended by itself on Friday 20 Nov 2026.", ended.Page, StringComparison.Ordinal);
        Assert.Contains("This deal is won: there is nothing to park.", won.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Somebody_Says_Is_Kept_With_Who_Said_It()
    {
        await using var app = await LinkApp.StartAsync();

        await app.PostAsync(app.Action(LinkPurpose.NotARisk, BoardApp.Mia, LinkApp.AnasDeal, Kind), ("do", "say"), ("reason", "Signed on paper"));
        await app.PostAsync(app.Action(LinkPurpose.NotesIn, BoardApp.Ana, LinkApp.AnasDeal, SignalKinds.MissingNotes), ("do", "say"));

        var deal = (await app.DealAsync(LinkApp.AnasDeal))!;
        var risk = deal.Standing.Single(raised => raised.Signal.Kind == Kind);
        var notes = deal.Standing.Single(raised => raised.Signal.Kind == SignalKinds.MissingNotes);
        Assert.Equal((FeedbackKind.NotARisk, "mia", "Signed on paper"), (risk.Feedback!.Kind, risk.Feedback.By, risk.Feedback.Reason));
        Assert.Equal((FeedbackKind.NotesIn, "ana", null), (notes.Feedback!.Kind, notes.Feedback.By, notes.Feedback.Reason));
        Assert.True(risk.IsDismissed && notes.IsDismissed);
    }

    [Fact]
    public async Task A_Link_Of_A_Deal_That_Was_Merged_Acts_On_What_It_Became()
    {
        await using var app = await LinkApp.StartAsync();
        await app.SaveAsync(BoardApp.Ana with { OwnerKeys = ["crm:7", "crm:8"] });
        await app.ApplyAsync(LinkApp.AnasDeal, new CanonicalEvent.DealMerged { Id = "merge", OccurredAt = app.Clock.GetUtcNow(), DealId = LinkApp.AnasDeal.Id, IntoDealId = LinkApp.BensDeal.Id });

        var (status, _) = await app.PostAsync(app.Action(LinkPurpose.Park, BoardApp.Ana, LinkApp.AnasDeal), ("do", "park"), ("days", "3"), ("reason", "They are away"));

        Assert.Equal(200, status);
        Assert.Single((await app.DealAsync(LinkApp.BensDeal))!.Parkings);
    }

    /// <summary>Each person's link for each purpose, deal and signal, with each form that any page has: whatever changes is what the link is for.</summary>
    [Fact]
    public async Task A_Link_Acts_Only_As_Its_Person_For_Its_Purpose_On_Its_Deal_And_Signal()
    {
        await using var app = await LinkApp.StartAsync();
        DealKey[] deals = [LinkApp.AnasDeal, LinkApp.BensDeal, LinkApp.OdasDeal];
        (string, string)[][] forms = [[("do", "park"), ("days", "7"), ("reason", "Why"), ("deal", "crm:3"), ("kind", "x")], [("do", "unpark")], [("do", "say")], [("List-Unsubscribe", "One-Click")]];
        var acted = new HashSet<string>();
        foreach (var (person, sees) in new (Person, DealKey[])[] { (BoardApp.Cleo, deals), (BoardApp.Mia, deals[..2]), (BoardApp.Ana, deals[..1]), (BoardApp.Nils, deals[2..]), (BoardApp.Oda, deals[2..]) })
        {
            foreach (var (purpose, deal, topic) in from purpose in Enum.GetValues<LinkPurpose>() from deal in deals from topic in new[] { null, Kind, SignalKinds.MissingNotes, "nonsense" } select (purpose, deal, topic))
            {
                var before = await StatesAsync(app, deals);
                var statuses = new List<int>();
                foreach (var form in forms)
                {
                    statuses.Add((await app.PostAsync(app.Action(purpose, person, deal, topic), form)).Status);
                    var after = await StatesAsync(app, deals);
                    var changed = after.Except(before).Concat(before.Except(after)).ToArray();

                    Assert.All(changed, line =>
                    {
                        Assert.StartsWith($"{deal}|", line, StringComparison.Ordinal);
                        Assert.Contains(deal, sees);
                        Assert.Equal(purpose is LinkPurpose.Park ? $"{deal}|parked {topic}" : $"{deal}|said {topic}", string.Join('|', line.Split('|')[..2]));
                    });
                    Assert.All(after.Except(before), line => Assert.EndsWith($"|{person.Id}|{purpose}", line, StringComparison.Ordinal));
                    acted.UnionWith(after.Except(before).Select(_ => $"{person.Id} {purpose}"));
                    before = after;
                }

                Assert.All(statuses, status => Assert.True(IsAction(purpose) && sees.Contains(deal) ? status is 200 or 400 : IsAction(purpose) ? status is 404 or 400 : status is 404, $"{status} for {purpose}"));
            }
        }

        Assert.Superset(
            new HashSet<string>(from person in new[] { "cleo", "mia", "ana", "nils", "oda" } from purpose in new[] { LinkPurpose.Park, LinkPurpose.NotARisk, LinkPurpose.NotesIn, LinkPurpose.Useful } select $"{person} {purpose}"),
            acted);
    }

    [Fact]
    public async Task What_No_Page_Of_Ours_Posts_Changes_Nothing()
    {
        await using var app = await LinkApp.StartAsync();
        var address = app.Action(LinkPurpose.Park, BoardApp.Ana, LinkApp.AnasDeal);
        var before = await app.StoredAsync();

        var json = await app.PostAsync(address, LinkApp.Body("{\"do\":\"park\"}", "application/json"));
        var large = await app.PostAsync(address, ("do", "park"), ("days", "3"), ("reason", new string('x', 100_000)));
        var empty = await app.PostAsync(address);
        var put = await app.GetAsync(address, "PUT");

        Assert.Equal((400, 400, 400, 405), (json.Status, large.Status, empty.Status, put.Status));
        Assert.Equal(before, await app.StoredAsync());
    }

    [Theory]
    [InlineData(LinkPurpose.Park, -1, 410, "too old")]
    [InlineData(LinkPurpose.NotARisk, -1, 410, "too old")]
    [InlineData(LinkPurpose.SignIn, 1, 404, "does not work")]
    [InlineData(LinkPurpose.SignIn, -1, 404, "does not work")]
    [InlineData(LinkPurpose.Session, 1, 404, "does not work")]
    [InlineData(LinkPurpose.Preferences, 1, 404, "does not work")]
    [InlineData(LinkPurpose.Unsubscribe, 1, 404, "does not work")]
    public async Task A_Link_That_Is_Too_Old_Or_For_Something_Else_Does_Nothing_And_Tells_Nothing(LinkPurpose purpose, int hours, int status, string says)
    {
        await using var app = await LinkApp.StartAsync();

        await TurnsAwayAsync(app, app.Action(purpose, BoardApp.Ana, LinkApp.AnasDeal, Kind, TimeSpan.FromHours(hours)), status, says);
    }

    [Fact]
    public async Task A_Damaged_Link_And_One_Of_Another_Key_Do_Nothing_And_Tell_Nothing()
    {
        await using var app = await LinkApp.StartAsync();
        var address = app.Action(LinkPurpose.Park, BoardApp.Ana, LinkApp.AnasDeal);

        await TurnsAwayAsync(app, address[..^3], 404, "does not work");
        await TurnsAwayAsync(app, address[..^8] + (address[^8] == 'A' ? 'B' : 'A') + address[^7..], 404, "does not work");
        await TurnsAwayAsync(app, "/api/actions/" + new string('A', 4000), 404, "does not work");
        await TurnsAwayAsync(app, app.Action(LinkPurpose.Park, BoardApp.Ana, LinkApp.AnasDeal, key: "another key that is long enough, too"), 404, "does not work");
    }

    [Fact]
    public async Task Links_Of_The_Key_Before_Work_Until_It_Is_Taken_Away()
    {
        const string Newer = "a newer key, also of thirty-two characters";
        await using var rotated = await LinkApp.StartAsync($"--Links:SigningKeys:0={Newer}", $"--Links:SigningKeys:1={LinkApp.Key}");
        await using var ended = await LinkApp.StartAsync($"--Links:SigningKeys:0={Newer}");

        Assert.Equal(200, (await rotated.GetAsync(rotated.Action(LinkPurpose.Park, BoardApp.Ana, LinkApp.AnasDeal))).Status);
        Assert.Equal(404, (await ended.GetAsync(ended.Action(LinkPurpose.Park, BoardApp.Ana, LinkApp.AnasDeal))).Status);
    }

    [Fact]
    public async Task Who_Has_Left_And_Whose_Deal_It_Is_No_Longer_Can_Do_Nothing()
    {
        await using var app = await LinkApp.StartAsync();

        await app.SaveAsync(BoardApp.Ana with { IsActive = false });
        await TurnsAwayAsync(app, app.Action(LinkPurpose.Park, BoardApp.Ana, LinkApp.AnasDeal), 403, "no longer in use");
        await TurnsAwayAsync(app, app.Action(LinkPurpose.Park, new() { Id = "nobody", Name = "", Email = "" }, LinkApp.AnasDeal), 403, "no longer in use");
        await app.SaveAsync(BoardApp.Ana);
        await app.ApplyAsync(LinkApp.AnasDeal, Changed(new() { OwnerId = "9" }));
        await TurnsAwayAsync(app, app.Action(LinkPurpose.Park, BoardApp.Ana, LinkApp.AnasDeal), 404, "not one of yours");
        await TurnsAwayAsync(app, app.Action(LinkPurpose.NotARisk, BoardApp.Mia, LinkApp.AnasDeal, Kind), 404, "not one of yours");
        await TurnsAwayAsync(app, app.Action(LinkPurpose.Park, BoardApp.Mia, new("crm", "unheard-of")), 404, "not one of yours");
    }

    private static async Task<FeedbackKind?> SaidAsync(LinkApp app, string kind) =>
        (await app.DealAsync(LinkApp.AnasDeal))!.Standing.Single(raised => raised.Signal.Kind == kind).Feedback?.Kind;

    private static async Task TurnsAwayAsync(LinkApp app, string address, int status, string says)
    {
        var before = await app.StoredAsync();
        var got = await app.GetAsync(address);
        var parked = await app.PostAsync(address, ("do", "park"), ("days", "3"), ("reason", "Why"));
        var said = await app.PostAsync(address, ("do", "say"));

        Assert.Equal(status, got.Status);
        Assert.Contains(says, got.Page, StringComparison.Ordinal);
        Assert.Contains(status, new[] { parked.Status, said.Status });
        Assert.All([parked.Status, said.Status], posted => Assert.InRange(posted, 400, 499));
        Assert.All([got.Page, parked.Page, said.Page], page =>
        {
            Assert.Contains("Nothing was changed", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Ana", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Harbour", page, StringComparison.Ordinal);
        });
        Assert.Equal(before, await app.StoredAsync());
    }

    /// <summary>What is parked and said on each deal, by whom, one line each.</summary>
    private static async Task<List<string>> StatesAsync(LinkApp app, DealKey[] deals)
    {
        var lines = new List<string>();
        foreach (var key in deals)
        {
            var deal = (await app.DealAsync(key))!;
            lines.AddRange(deal.Parkings.Select(parking => $"{key}|parked {parking.Kind}|{parking.By}|{LinkPurpose.Park}"));
            lines.AddRange(deal.Standing.Where(raised => raised.Feedback is not null).Select(raised => $"{key}|said {raised.Signal.Kind}|{raised.Feedback!.By}|{raised.Feedback.Kind}"));
        }

        return lines;
    }

    private static bool IsAction(LinkPurpose purpose) => purpose is LinkPurpose.Park or LinkPurpose.NotARisk or LinkPurpose.NotesIn or LinkPurpose.Useful;

    private static CanonicalEvent.DealChanged Changed(DealFields fields) => new()
    {
        Id = $"changed-{Guid.NewGuid()}",
        OccurredAt = RunningApp.Noon.AddMinutes(-1),
        DealId = LinkApp.AnasDeal.Id,
        Deal = fields,
    };
}
