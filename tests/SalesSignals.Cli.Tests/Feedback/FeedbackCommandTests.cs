using System.Text.Json.Nodes;
using SalesSignals.Cli.Demo;
using SalesSignals.Cli.Tests.Support;

namespace SalesSignals.Cli.Tests.Feedback;

public sealed class FeedbackCommandTests
{
    private readonly CliRig _rig = new();

    [Fact]
    public async Task What_Is_No_Risk_Is_Kept_With_Who_Said_It_And_Why()
    {
        var deal = (await _rig.FillAsync()).Deals.First(deal => deal.Plot is Plot.Stalled);

        var (code, output, _) = await _rig.RunAsync(
            "feedback", deal.Key.ToString(), "--signal", "stalled-deal", "--not-a-risk", "--by", deal.Owner.Email.ToUpperInvariant(), "--reason", "They are at a fair.");
        var (_, explained, _) = await _rig.RunAsync("explain", deal.Key.ToString());
        var rule = JsonNode.Parse((await _rig.RunAsync("explain", deal.Key.ToString(), "--json")).Out)!["rules"]!.AsArray().Single(rule => (string?)rule!["kind"] == "stalled-deal")!;

        Assert.Equal((0, $"Kept for stalled-deal of {deal.Key}: not-a-risk; it is not told again unless it gets worse or is raised anew.\n"), (code, output));
        Assert.Contains($"Feedback: not-a-risk (2026-11-16 09:00Z by {deal.Owner.Id}): They are at a fair.", explained, StringComparison.Ordinal);
        Assert.Equal(("not-a-risk", deal.Owner.Id), ((string?)rule["feedback"], (string?)rule["feedbackBy"]));
    }

    [Fact]
    public async Task A_Signal_That_Was_Never_Raised_Cannot_Be_Judged()
    {
        var deal = (await _rig.FillAsync()).Deals.First(deal => deal.Plot is Plot.Healthy);

        var (code, _, error) = await _rig.RunAsync("feedback", deal.Key.ToString(), "--signal", "stalled-deal", "--useful");

        Assert.Equal((1, $"Nothing was kept: stalled-deal was never raised on {deal.Key}. 'explain {deal.Key}' shows what was.\n"), (code, error));
    }

    [Fact]
    public async Task Somebody_Whom_Nobody_Knows_Is_Refused()
    {
        var deal = (await _rig.FillAsync()).Deals.First(deal => deal.Plot is Plot.Stalled);

        var (code, _, error) = await _rig.RunAsync("feedback", deal.Key.ToString(), "--signal", "stalled-deal", "--useful", "--by", "nobody@example.com");

        Assert.Equal(1, code);
        Assert.StartsWith("Nothing was kept: nobody in the directory has the address 'nobody@example.com'.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "crm:nope", "--signal", "stalled-deal")]
    [InlineData(2, "crm:nope", "--signal", "stalled-deal", "--useful", "--not-a-risk")]
    [InlineData(2, "crm:nope", "--signal", "no-such-signal", "--useful")]
    [InlineData(2, "crm:nope", "--useful")]
    [InlineData(1, "crm:nope", "--signal", "stalled-deal", "--useful")]
    public async Task What_Is_Wrong_With_The_Command_Line_Is_Told(int expected, params string[] args)
    {
        var (code, _, error) = await _rig.RunAsync(["feedback", .. args]);

        Assert.Equal(expected, code);
        Assert.NotEmpty(error);
    }
}
