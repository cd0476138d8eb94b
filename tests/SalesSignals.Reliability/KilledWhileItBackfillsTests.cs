using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SalesSignals.Azure;
using SalesSignals.Cli.Azurite;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Reconcile;
using SalesSignals.Reliability.Support;
using SalesSignals.Signals;
using SalesSignals.Storage;
using Xunit.Abstractions;

namespace SalesSignals.Reliability;

/// <summary>A thousand deals, or as many as SALESSIGNALS_BACKFILL_DEALS says.</summary>
public class KilledWhileItBackfillsTests(ITestOutputHelper output)
{
    private const int Seed = 11;
    private const int Kills = 3;

    /// <summary>More than one page in hand, one ahead, and the estimate cost with the stand-in, whatever the number of deals.</summary>
    private const int CallsLostToAKill = 80;

    private static readonly int Deals =
        int.TryParse(Environment.GetEnvironmentVariable("SALESSIGNALS_BACKFILL_DEALS"), CultureInfo.InvariantCulture, out var deals) ? deals : 1_000;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5) + (Deals * TimeSpan.FromMilliseconds(300));

    [Fact]
    public async Task Killed_Three_Times_It_Goes_On_Where_It_Was_And_Ends_With_Every_Deal_Once_And_Whole()
    {
        using var limit = new CancellationTokenSource(Limit);
        await using var azurite = await AzuriteServer.StartAsync();
        await using var crm = await BackfilledCrm.PipedriveAsync(Deals);
        var model = await crm.ModelAsync(DateTimeOffset.UnixEpoch);
        var undisturbed = crm.Api.Requests.Count;
        var watch = Stopwatch.StartNew();

        var last = await RunAsync(crm, azurite, undisturbed, limit.Token);

        var asked = crm.Api.Requests.Count - undisturbed;
        output.WriteLine($"seed {Seed}: {Deals} deals, {Kills} kills, {watch.Elapsed.TotalSeconds:0} s; {undisturbed} calls undisturbed, {asked} in all; last run: {last.ToJsonString()}");
        Assert.InRange(asked, undisturbed, undisturbed + Estimates(crm) + ((Kills + 1) * CallsLostToAKill));
        Assert.True((bool)last["wentOn"]!);
        Assert.InRange((int)last["pagesBefore"]!, 1, (int)last["pages"]!);
        Assert.Equal(Deals, (int)last["deals"]!);

        var tables = Tables.Open(StorageConnection.FromConnectionString(azurite.ConnectionString).Table);
        await AssertEverythingOnceAsync(tables, model);
        var status = await new ReconcileStatusStore(tables.Cursor).ReadAsync(BackfilledCrm.Source, DateTimeOffset.UnixEpoch, limit.Token);
        Assert.NotNull(status.BackfilledAt);
    }

    private async Task<JsonNode> RunAsync(BackfilledCrm crm, AzuriteServer azurite, int undisturbed, CancellationToken cancellationToken)
    {
        KeyValuePair<string, string>[] settings = [.. crm.Environment, new("AzureWebJobsStorage", azurite.ConnectionString)];
        var random = new Random(Seed);
        var ofLaterPart = crm.AskedOfLaterPart;
        for (var kill = 0; kill < Kills; kill++)
        {
            // Twice among the deals, in the first and the second half of them, and then in the middle of what comes after.
            var at = undisturbed + (int)(undisturbed * (kill + 0.2 + (0.7 * random.NextDouble())) / Kills);
            var isLast = kill == Kills - 1;
            using var killed = CliProcess.Start(settings, "backfill", BackfilledCrm.Source, "--json");
            await killed.WaitAsync(() => isLast ? crm.AskedOfLaterPart >= ofLaterPart * 3 / 2 : crm.Api.Requests.Count >= at, cancellationToken);
            Assert.False(killed.HasEnded, "It ended before it could be killed.");
            await killed.KillAsync();
        }

        using var last = CliProcess.Start(settings, "backfill", BackfilledCrm.Source, "--json");
        var (code, result, error) = await last.EndAsync(cancellationToken);
        output.WriteLine($"most memory: {last.PeakBytes / (1024 * 1024)} MiB");
        Assert.True(code == 0, error);
        return JsonNode.Parse(result)!;
    }

    /// <summary>Every run begins with an estimate, which lists deals in large pages.</summary>
    private static int Estimates(BackfilledCrm crm) => crm.Api.Requests.Count(request => request.Contains("limit=500", StringComparison.Ordinal) && request.Contains("/deals", StringComparison.Ordinal));

    private static async Task AssertEverythingOnceAsync(Tables tables, Dictionary<DealKey, (DealSnapshot Deal, List<CanonicalEvent> Events)> model)
    {
        var deals = await StoredRows.OfDealsAsync(tables, DealKeys.DealPrefix);
        Assert.Equal(model.Count, deals.Count);
        Assert.Equal(model.Count, Deals);
        foreach (var row in deals)
        {
            var stored = DealRow.Read(row).Snapshot;
            Assert.Equal(Text(model[stored.Key].Deal), Text(stored));
        }

        var events = (await StoredRows.OfDealsAsync(tables, DealKeys.EventPrefix)).Select(row => row.RowKey).Order(StringComparer.Ordinal);
        var told = model.SelectMany(deal => deal.Value.Events.Select(happened => EventRow.Write(deal.Key, happened).RowKey)).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(told, events);

        var board = await StoredRows.AllAsync(tables.Board);
        Assert.Equal(model.Count, board.Count);
        Assert.Equal(model.Count, board.Select(row => row.RowKey).Distinct().Count());
    }

    private static string Text(DealSnapshot deal) => JsonSerializer.Serialize(deal, DealJson.Default.DealSnapshot);
}
