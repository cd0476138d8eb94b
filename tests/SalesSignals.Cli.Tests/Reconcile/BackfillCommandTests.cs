using System.Text.Json.Nodes;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Events;
using SalesSignals.Reconcile;
using SalesSignals.Signals;

namespace SalesSignals.Cli.Tests.Reconcile;

public sealed class BackfillCommandTests
{
    private readonly WalkRig _rig = new();

    [Fact]
    public async Task It_Says_How_Much_There_Is_And_Reads_It()
    {
        var (code, output, error) = await _rig.RunAsync("backfill", "CRM");

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("crm: about 3 deals (open, or closed since 2024-11-16), some 4,000 calls of the API.\n", output, StringComparison.Ordinal);
        Assert.Contains("Done: 3 deals, 3 objects", output, StringComparison.Ordinal);
        Assert.Equal("Deal 3", (await new DealStore(_rig.Tables.Deals).ReadAsync(new("crm", "3"), default))!.Snapshot.Name.Value);
    }

    [Fact]
    public async Task A_Dry_Run_Reads_Nothing()
    {
        var (code, output, _) = await _rig.RunAsync("backfill", "crm", "--dry-run", "--months", "6");

        Assert.Equal((0, "crm: about 3 deals (open, or closed since 2026-05-16), some 4,000 calls of the API.\nNothing was read (--dry-run).\n"), (code, output));
        Assert.Null(await new DealStore(_rig.Tables.Deals).ReadAsync(new("crm", "1"), default));
    }

    [Fact]
    public async Task Stopped_It_Says_How_To_Go_On_And_Then_Does()
    {
        using var stop = new CancellationTokenSource();
        _rig.Crm.BeforeAnswer = after =>
        {
            if (after == "3")
            {
                stop.Cancel();
            }
        };
        var stopped = await _rig.RunAsync(stop.Token, "backfill", "crm");
        _rig.Crm.BeforeAnswer = after => Assert.NotNull(after);

        var (code, output, _) = await _rig.RunAsync("backfill", "crm", "--json", "--months", "1");

        Assert.Equal((1, "Stopped. What was read is kept: 'salessignals backfill crm' goes on from there.\n"), (stopped.Code, stopped.Error));
        var json = JsonNode.Parse(output)!;
        Assert.Equal((0, true, 3, 3), (code, (bool)json["wentOn"]!, (int)json["deals"]!, (int)json["pages"]!));
        Assert.Equal(CliRig.Monday.AddMonths(-24), (DateTimeOffset)json["closedSince"]!);
        Assert.InRange((int)json["pagesBefore"]!, 1, 2);
    }

    [Fact]
    public async Task A_Crm_That_Refuses_To_Be_Estimated_Leaves_Its_Reason()
    {
        _rig.Crm.BeforeAnswer = _ => throw new CrmUnavailableException(TimeSpan.FromHours(3), "The daily limit is reached");

        var (code, _, error) = await _rig.RunAsync("backfill", "crm");

        Assert.Equal((1, "The CRM of 'crm' cannot be read: The daily limit is reached. What was read is kept: 'salessignals backfill crm' goes on from there.\n"), (code, error));
    }

    [Theory]
    [InlineData("nope", "No source 'nope' is configured here: set Sources__nope__Kind")]
    [InlineData("hubspot", "set Sources__hubspot__AccessToken")]
    [InlineData("script", "Post its history as events instead")]
    [InlineData("bent", "Sources__bent__Kind is missing.")]
    public async Task A_Source_That_Cannot_Be_Asked_Says_What_To_Set(string source, string expected)
    {
        foreach (var command in new[] { "backfill", "reconcile" })
        {
            var (code, _, error) = await _rig.RunAsync(command, source);

            Assert.Equal(1, code);
            Assert.Contains(expected, error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Months_Must_Be_A_Sensible_Number()
    {
        Assert.Equal(2, (await _rig.RunAsync("backfill", "crm", "--months", "-1")).Code);
        Assert.Equal(2, (await _rig.RunAsync("backfill", "crm", "--months", "many")).Code);
    }

    [Fact]
    public async Task Reconcile_Says_What_No_Webhook_Had_Told()
    {
        var (code, output, _) = await _rig.RunAsync("reconcile", "crm");
        var again = await _rig.RunAsync("reconcile", "crm", "--json", "--since", "2026-11-16T07:00Z");

        Assert.Equal(0, code);
        Assert.Contains("crm is known up to 2026-11-16 08:55Z. No webhook had told of 3 differences:\n  new deals               3\n", output, StringComparison.Ordinal);
        Assert.Equal(0, (int)JsonNode.Parse(again.Out)!["differences"]!["total"]!);
        Assert.Equal(3, (await new ReconcileStatusStore(_rig.Tables.Cursor).ReadAsync("crm", CliRig.Monday, default)).DifferencesLast7Days);
    }

    [Fact]
    public async Task Explain_Counts_Silence_From_The_Beginning_Once_A_Backfill_Has_Told_The_Past()
    {
        using var stop = new CancellationTokenSource();
        _rig.Crm.MadeAt = CliRig.Monday.AddDays(-60);
        _rig.Crm.BeforeAnswer = after =>
        {
            if (after == "3")
            {
                stop.Cancel();
            }
        };
        await _rig.RunAsync(stop.Token, "backfill", "crm");
        _rig.Crm.BeforeAnswer = _ => { };
        var half = await _rig.RunAsync("explain", "crm:1");
        await _rig.RunAsync("backfill", "crm");

        var whole = await _rig.RunAsync("explain", "crm:1");

        Assert.DoesNotContain("FIRED", Stalled(half.Out), StringComparison.Ordinal);
        Assert.Contains("FIRED", Stalled(whole.Out), StringComparison.Ordinal);
    }

    private static string Stalled(string output) => output.Split('\n').First(line => line.Contains(" stalled-deal ", StringComparison.Ordinal));
}
