using System.Text.Json.Nodes;
using SalesSignals.Board;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Teams;

namespace SalesSignals.Cli.Tests.Explain;

public sealed class ExplainCommandTests
{
    private readonly CliRig _rig = new();

    [Fact]
    public async Task Every_Rule_Answers_And_Those_That_Fired_Show_Their_Evidence()
    {
        var deal = (await _rig.FillAsync()).Deals.First(deal => deal.Plot is Plot.Stalled);

        var (code, output, _) = await _rig.RunAsync("explain", deal.Key.ToString());

        var lines = output.Split('\n');
        Assert.Equal(0, code);
        Assert.EndsWith(deal.Key.ToString(), lines[0], StringComparison.Ordinal);
        Assert.Contains($"  Owner             {deal.Owner.Name}", lines);
        Assert.All(SignalRules.All, rule => Assert.Contains(lines, line => line.StartsWith("  ", StringComparison.Ordinal) && line.Contains($"  {rule.Kind} ", StringComparison.Ordinal)));
        Assert.Equal(deal.Expected.Count, lines.Count(line => line.StartsWith("  FIRED ", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains("Quiet since: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("(automated)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Json_Says_The_Same()
    {
        var deal = (await _rig.FillAsync()).Deals.First(deal => deal.Plot is Plot.Neglected && deal.Key.Source == "crm");

        var (_, output, _) = await _rig.RunAsync("explain", deal.Key.ToString(), "--json");

        var json = JsonNode.Parse(output)!;
        var fired = json["rules"]!.AsArray().Where(rule => (string?)rule!["outcome"] == "fired").Select(rule => (string)rule!["kind"]!);
        Assert.Equal(deal.Expected.Order(StringComparer.Ordinal), fired.Order(StringComparer.Ordinal));
        Assert.Equal(deal.Facts.Length, json["events"]!.AsArray().Count);
        Assert.Equal("open", (string?)json["status"]);
    }

    [Fact]
    public async Task A_Source_Without_Activities_Leaves_Some_Rules_Without_An_Answer()
    {
        var rig = new CliRig { HubSpotTellsActivities = false };
        var deal = (await rig.FillAsync()).Deals.First(deal => deal.Plot is Plot.CloseDatePassed && deal.Key.Source == "hubspot");

        var (_, output, _) = await rig.RunAsync("explain", deal.Key.ToString());

        Assert.Contains("  unknown         stalled-deal ", output, StringComparison.Ordinal);
        Assert.Contains("  FIRED           close-date-passed ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Rules_Can_Be_Asked_For_Another_Time()
    {
        var deal = (await _rig.FillAsync()).Deals.First(deal => deal.Plot is Plot.Healthy && deal.Key.Source == "crm");

        var (_, later, _) = await _rig.RunAsync("explain", deal.Key.ToString(), "--at", "2027-03-01T09:00Z");

        Assert.Contains("Rules at 2027-03-01 09:00Z", later, StringComparison.Ordinal);
        Assert.Contains("FIRED           stalled-deal ", later, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_An_Earlier_Time_It_Is_Explained_As_It_Was_Known_Then()
    {
        var deal = (await _rig.FillAsync()).Deals.First(deal => deal.Plot is Plot.Stalled && deal.Key.Source == "crm");
        var times = deal.Facts.Select(fact => fact.Event.OccurredAt).Order().ToList();
        var at = times[times.Count / 2];

        var (code, text, _) = await _rig.RunAsync("explain", deal.Key.ToString(), "--at", at.ToString("O"));
        var json = JsonNode.Parse((await _rig.RunAsync("explain", deal.Key.ToString(), "--at", at.ToString("O"), "--json")).Out)!;

        var until = times.Count(time => time <= at);
        Assert.Equal(0, code);
        Assert.Contains($": from the {until} events until then; {times.Count - until} later ones are left out.", text, StringComparison.Ordinal);
        Assert.Equal((until, times.Count - until), ((int)json["asKnownThen"]!["events"]!, (int)json["asKnownThen"]!["laterEvents"]!));
        Assert.Null(json["asKnownThen"]!["notKeptBefore"]);
        Assert.All(json["events"]!.AsArray(), told => Assert.True((DateTimeOffset)told!["occurredAt"]! <= at));
    }

    [Fact]
    public async Task What_Happened_Later_Has_No_Say()
    {
        var key = await TellAsync(new() { Name = "Acme", Stage = "discovery", Amount = Told.Of<decimal?>(1000) }, daysAgo: 40);
        await TellAsync(new() { Stage = "won", Amount = Told.Of<decimal?>(5000) }, daysAgo: 2);

        var now = JsonNode.Parse((await _rig.RunAsync("explain", key, "--json")).Out)!;
        var then = JsonNode.Parse((await _rig.RunAsync("explain", key, "--json", "--at", "2026-11-10T09:00Z")).Out)!;

        Assert.Equal(("won", 5000m), ((string?)now["status"], (decimal)now["amount"]!));
        Assert.Equal(("open", 1000m), ((string?)then["status"], (decimal)then["amount"]!));
        Assert.Null(now["asKnownThen"]);
    }

    [Fact]
    public async Task Before_Its_History_Nothing_Was_Known()
    {
        var key = await TellAsync(new() { Name = "Acme", Stage = "discovery" }, daysAgo: 10);

        var (code, _, error) = await _rig.RunAsync("explain", key, "--at", "2026-11-01T09:00Z");

        Assert.Equal((1, "Of crm:told nothing was known at 2026-11-01 09:00Z: its history begins at 2026-11-06 09:00Z.\n"), (code, error));
    }

    [Fact]
    public async Task It_Says_Where_A_History_Is_Not_Kept()
    {
        var key = await TellAsync(new() { Name = "Acme", Stage = "discovery", CreatedAt = Told.Of<DateTimeOffset?>(CliRig.Monday.AddDays(-200)) }, daysAgo: 10);

        var (_, output, _) = await _rig.RunAsync("explain", key, "--at", "2026-11-12T09:00Z");

        Assert.Contains("What happened before 2026-11-06 09:00Z is not kept (settings: retention.historyDays), so more may have been known.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fired_Rules_Come_First_Then_Near_Misses_Then_The_Others()
    {
        // 20 of 30 days in its stage.
        var key = await TellAsync(new() { Name = "Acme", Stage = "discovery", CloseOn = Told.Of<DateOnly?>(new(2026, 11, 1)) }, daysAgo: 20);

        var (_, output, _) = await _rig.RunAsync("explain", key);
        var json = JsonNode.Parse((await _rig.RunAsync("explain", key, "--json")).Out)!;

        string[] order = ["FIRED", "near", "quiet", "unknown", "not-applicable"];
        var marks = output.Split('\n').Select(line => line.Trim().Split(' ')[0]).Where(order.Contains).Select(mark => Array.IndexOf(order, mark)).ToList();
        var stuck = json["rules"]!.AsArray().Single(rule => (string?)rule!["kind"] == "stuck-in-stage")!;
        Assert.Equal(marks.Order(), marks);
        Assert.Contains("  near            stuck-in-stage      20 of 30 days in its stage. (33 % from its limit)", output, StringComparison.Ordinal);
        Assert.Equal((0.6667, true), ((double)stuck["closeness"]!, (bool)stuck["nearMiss"]!));
    }

    private async Task<string> TellAsync(DealFields fields, int daysAgo)
    {
        DealAssessor assessor = new(SalesSettings.Default, "0", PeopleDirectory.Empty, [new("crm", true)], DateOnly.FromDateTime(CliRig.Monday.UtcDateTime));
        var at = CliRig.Monday.AddDays(-daysAgo);
        await new DealStore(_rig.Tables.Deals).ChangeAsync(
            new("crm", "told"),
            before => Change(before, new CanonicalEvent.DealChanged { Id = $"e{daysAgo}", OccurredAt = at, DealId = "told", Deal = fields }),
            assessor,
            CliRig.Monday,
            default);
        return "crm:told";
    }

    private static DealChange Change(WatchedDeal before, CanonicalEvent happened) => new(before.Apply([happened], CliRig.Monday), [happened]);

    [Fact]
    public async Task Limits_That_Were_Learned_Are_Those_Of_The_App()
    {
        var deal = (await _rig.FillAsync()).Deals.First(deal => deal.Plot is Plot.Stalled && deal.Key.Source == "crm");
        await new SettingsStore(_rig.Tables.Settings).ApplyAsync(new() { Rules = new() { StuckInStage = new() { Baseline = BaselineKind.WonP75 } } }, CliRig.Monday, default);
        BaselineFigures figures = new("v1", [.. Enum.GetValues<DealStage>().Select(stage => new StageBaseline(null, stage, 48, 2, 3, 4))], []);
        await new BaselineStore(_rig.Tables.Settings).SaveAsync(new(figures, CliRig.Monday), deals: 48, default);

        var (_, output, _) = await _rig.RunAsync("explain", deal.Key.ToString());

        Assert.Contains("Threshold: 3 days, 75th percentile of 48 won deals (settings)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Unknown_Deal_And_A_Malformed_Key_Are_Told_Apart()
    {
        var unknown = await _rig.RunAsync("explain", "crm:nope");
        var malformed = await _rig.RunAsync("explain", "nope");

        Assert.Equal((1, "No deal crm:nope is known. 'export deals' lists those that are.\n"), (unknown.Code, unknown.Error));
        Assert.Equal(2, malformed.Code);
        Assert.Contains("write it as source:id", malformed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Rep_Is_Explained_By_Email_Or_Id_With_Every_Rule()
    {
        var rep = (await _rig.FillAsync()).People.First(person => person.Role is PersonRole.Rep && !person.OwnerKeys.IsEmpty);

        var (code, output, _) = await _rig.RunAsync("explain", "--rep", rep.Email.ToUpperInvariant());
        var (_, byId, _) = await _rig.RunAsync("explain", "--rep", rep.Id);

        var lines = output.Split('\n');
        Assert.Equal((0, output), (code, byId));
        Assert.Equal($"{rep.Name}  {rep.Id}", lines[0]);
        Assert.All(RepRules.All, rule => Assert.Contains(lines, line => line.Contains($"  {rule.Kind} ", StringComparison.Ordinal)));
        Assert.Contains("  unknown         unpredictable-forecast  The forecast at the middle", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Reps_Rules_And_Customers_As_Json_At_Another_Time()
    {
        await new DirectoryStore(_rig.Tables.Directory).SaveAsync([new() { Id = "ana", Name = "Ana", Email = "ana@example.com", OwnerKeys = ["crm:7"], QuarterlyQuota = 9_000 }], default);
        await new BoardStore(_rig.Tables.Board).PutAsync(
            new()
            {
                Key = new("crm", "1"), OwnerKey = "crm:7", Name = "Acme, year one", Status = DealStatus.Won, Amount = 2_000, Currency = "EUR",
                ClosedAt = CliRig.Monday.AddDays(-20), CreatedAt = CliRig.Monday.AddDays(-90), LastBuyerTouchAt = CliRig.Monday.AddDays(-30), AccountName = "Acme",
            },
            default);

        var (_, output, _) = await _rig.RunAsync("explain", "--rep", "ana", "--at", "2026-11-30T09:00Z", "--json");

        var json = JsonNode.Parse(output)!;
        Assert.Equal(("Q4 2026", "EUR", 2_000m), ((string?)json["quarter"], (string?)json["currency"], (decimal?)json["won"]));
        Assert.Equal(["pipeline-gap", "pipeline-drought", "quota-risk"], Fired(json));
        var customer = Assert.Single(json["customers"]!.AsArray())!;
        Assert.Equal("Acme", (string?)customer["name"]);
        Assert.Equal(["won-without-follow-up"], Fired(customer));

        static IEnumerable<string> Fired(JsonNode told) =>
            told["rules"]!.AsArray().Where(rule => (string?)rule!["outcome"] == "fired").Select(rule => (string)rule!["kind"]!);
    }

    [Fact]
    public async Task A_Deal_Or_A_Rep_Must_Be_Named_And_The_Rep_Be_Known()
    {
        var neither = await _rig.RunAsync("explain");
        var both = await _rig.RunAsync("explain", "crm:1", "--rep", "ana");
        var unknown = await _rig.RunAsync("explain", "--rep", "nobody");

        Assert.Equal((2, 2), (neither.Code, both.Code));
        Assert.Contains("Name a deal (source:id), or a rep with --rep.", neither.Error, StringComparison.Ordinal);
        Assert.Equal((1, "Nobody in the directory has the id or email 'nobody'. 'people export' lists who is there.\n"), (unknown.Code, unknown.Error));
    }
}
