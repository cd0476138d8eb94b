using System.Collections.Immutable;
using System.Text.Json.Nodes;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Tests.Rules;

public sealed class RulesCommandTests
{
    private readonly CliRig _rig = new();

    [Fact]
    public async Task A_Noisy_Rule_Is_Named_With_What_To_Do()
    {
        await KeepAsync(deals: 25, useful: 5, "North");

        var (code, output, _) = await _rig.RunAsync("rules");

        var row = output.Split('\n').Single(line => line.Contains(" stalled-deal ", StringComparison.Ordinal) && line.Contains("noisy", StringComparison.Ordinal));
        Assert.Equal(0, code);
        Assert.Contains("20 % (9 to 39)", row, StringComparison.Ordinal);
        Assert.Contains("stalled-deal is noisy: 5 of 25 alerts were useful", output, StringComparison.Ordinal);
        Assert.Contains("rules.stalledDeal", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_Is_Called_Noisy_Without_Enough_Alerts()
    {
        await KeepAsync(deals: 19, useful: 0, "North");

        var (_, output, _) = await _rig.RunAsync("rules");

        Assert.Contains("No rule is noisy: none with 20 alerts or more has a precision below 30", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_Tells_Every_Team_And_A_Team_Can_Be_Asked_For()
    {
        await KeepAsync(deals: 4, useful: 1, "North");
        await KeepAsync(deals: 2, useful: 2, "South");

        var all = JsonNode.Parse((await _rig.RunAsync("rules", "--json")).Out)!;
        var south = JsonNode.Parse((await _rig.RunAsync("rules", "--json", "--team", "south")).Out)!;

        Assert.Equal((6, 0.5), ((int)Stalled(all)["alerts"]!, (double)Stalled(all)["precision"]!));
        Assert.Equal(["North", "South"], all["teams"]!.AsArray().Select(team => (string?)team!["team"]));
        Assert.Equal(0.25, (double)Stalled(all["teams"]![0]!)["precision"]!);
        Assert.Equal((2, 1.0), ((int)Stalled(south)["alerts"]!, (double)Stalled(south)["precision"]!));
        Assert.Equal(1.0, (double)Stalled(all)["lossRate"]!);
    }

    [Fact]
    public async Task A_Team_Without_Signals_Is_Told_With_Those_That_Have_Some()
    {
        await KeepAsync(deals: 1, useful: 1, "North");

        Assert.Equal((1, "", "Nothing was ever raised for a team 'West'. Teams: North.\n"), await _rig.RunAsync("rules", "--team", "West"));
    }

    private static JsonNode Stalled(JsonNode told) => told["rules"]!.AsArray().Single(rule => (string?)rule!["kind"] == "stalled-deal")!;

    /// <summary>Lost deals on each of which stalled-deal was told once.</summary>
    private async Task KeepAsync(int deals, int useful, string team)
    {
        DealAssessor assessor = new(SalesSettings.Default, "0", PeopleDirectory.Empty, [new("crm", true)], DateOnly.FromDateTime(CliRig.Monday.UtcDateTime));
        for (var i = 0; i < deals; i++)
        {
            var key = new DealKey("crm", $"{team}-{i}");
            ImmutableArray<SignalRecord> past = [Record(team, i < useful)];
            var lost = new CanonicalEvent.DealChanged { Id = "e", OccurredAt = CliRig.Monday, DealId = key.Id, Deal = new() { Name = "Acme", Stage = "lost" } };
            await new DealStore(_rig.Tables.Deals).ChangeAsync(
                key, before => new(before.Apply([lost], CliRig.Monday) with { Past = past }, [lost]), assessor, CliRig.Monday, default);
        }
    }

    private static SignalRecord Record(string team, bool useful) => new()
    {
        Kind = "stalled-deal",
        Severity = Severity.Medium,
        RaisedAt = CliRig.Monday.AddDays(-20),
        AlertedAt = CliRig.Monday.AddDays(-20),
        ClearedAt = CliRig.Monday,
        Team = team,
        Outcome = new() { IsSettled = true, TouchedAt = useful ? CliRig.Monday.AddDays(-19) : null },
    };
}
