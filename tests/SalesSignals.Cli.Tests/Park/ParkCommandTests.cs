using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Tests.Support;

namespace SalesSignals.Cli.Tests.Park;

public sealed class ParkCommandTests
{
    private readonly CliRig _rig = new();

    [Fact]
    public async Task A_Parked_Deal_Is_Explained_As_Parked_Until_It_Is_Unparked()
    {
        var deal = (await _rig.FillAsync()).Deals.First(deal => deal.Plot is Plot.Stalled);

        var (code, output, _) = await _rig.RunAsync("park", deal.Key.ToString(), "--until", "2026-12-01", "--reason", "Their budget comes in December.");
        var (_, explained, _) = await _rig.RunAsync("explain", deal.Key.ToString());
        var (_, unparked, _) = await _rig.RunAsync("unpark", deal.Key.ToString());
        var (_, after, _) = await _rig.RunAsync("explain", deal.Key.ToString());

        Assert.Equal((0, $"{deal.Key} is parked until 2026-12-01 ({deal.Owner.TimeZone}). A buyer touch or a forward move ends that early.\n"), (code, output));
        Assert.Contains("  PARKED          stalled-deal ", explained, StringComparison.Ordinal);
        Assert.DoesNotContain("FIRED", explained, StringComparison.Ordinal);
        Assert.Contains(": Their budget comes in December.\n", explained, StringComparison.Ordinal);
        Assert.Contains("  Parked            all signals until ", explained, StringComparison.Ordinal);
        Assert.Equal($"Nothing is parked on {deal.Key} any more.\n", unparked);
        Assert.Contains("  FIRED           stalled-deal ", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Their budget", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_Signal_Is_Parked_Until_The_Day_Begins_Where_Its_Owner_Is()
    {
        var deal = (await _rig.FillAsync()).Deals.First(deal => deal.Plot is Plot.Stalled);

        var (_, output, _) = await _rig.RunAsync("park", deal.Key.ToString(), "--signal", "stalled-deal", "--until", "2026-11-20", "--reason", "They travel.");
        var (_, json, _) = await _rig.RunAsync("explain", deal.Key.ToString(), "--json");

        var rule = JsonNode.Parse(json)!["rules"]!.AsArray().Single(rule => (string?)rule!["kind"] == "stalled-deal")!;
        var until = TimeZoneInfo.ConvertTime((DateTimeOffset)rule["parkedUntil"]!, TimeZoneInfo.FindSystemTimeZoneById(deal.Owner.TimeZone));
        Assert.StartsWith($"stalled-deal of {deal.Key} is parked until 2026-11-20", output, StringComparison.Ordinal);
        Assert.Equal(new DateTime(2026, 11, 20), until.DateTime);
        Assert.Equal(("fired", "They travel."), ((string?)rule["outcome"], (string?)rule["parkedReason"]));
    }

    [Theory]
    [InlineData(1, "--until", "2026-11-16", "--reason", "x")] // today
    [InlineData(1, "--until", "2028-01-01", "--reason", "x")]
    [InlineData(2, "--until", "tomorrow", "--reason", "x")]
    [InlineData(2, "--until", "2026-12-01", "--reason", " ")]
    [InlineData(2, "--until", "2026-12-01")]
    [InlineData(2, "--until", "2026-12-01", "--reason", "x", "--signal", "no-such-signal")]
    public async Task What_Cannot_Be_Parked_So_Is_Refused(int expected, params string[] options)
    {
        var deal = (await _rig.FillAsync()).Deals.First(deal => deal.Plot is Plot.Stalled).Key.ToString();

        var (code, _, error) = await _rig.RunAsync(["park", deal, .. options]);
        var (_, explained, _) = await _rig.RunAsync("explain", deal);

        Assert.Equal(expected, code);
        Assert.NotEmpty(error);
        Assert.DoesNotContain("PARKED", explained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Unknown_Deal_Is_Told()
    {
        var parked = await _rig.RunAsync("park", "crm:nope", "--until", "2026-12-01", "--reason", "x");
        var unparked = await _rig.RunAsync("unpark", "crm:nope");

        Assert.Equal((1, "No deal crm:nope is known. 'export deals' lists those that are.\n"), (parked.Code, parked.Error));
        Assert.Equal((1, parked.Error), (unparked.Code, unparked.Error));
    }
}
