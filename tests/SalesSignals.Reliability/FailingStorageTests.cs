using SalesSignals.Cli.Demo;
using SalesSignals.Reliability.Support;
using Xunit.Abstractions;

namespace SalesSignals.Reliability;

public class FailingStorageTests(ITestOutputHelper output)
{
    private const int Seed = 23;
    private const double Share = 0.2;

    /// <summary>As many as it takes to make 20,000 webhooks in full.</summary>
    private static readonly int Deals = Scale.Of(30, full: 3_000);

    [Fact]
    public async Task While_A_Fifth_Of_Storages_Writes_Fail_Whatever_Is_Acknowledged_Is_In()
    {
        var organisation = Organisation.Create(AppRig.Morning, Seed, Deals);
        var requests = Storm.Of(organisation, Seed);
        await using var rig = await AppRig.StartAsync(AppRig.Morning.AddSeconds(30), organisation.People, faultSeed: Seed);
        var ledger = new Ledger(rig);
        using var poster = new CrmPoster(rig, ledger);

        rig.Storage.FailWrites(Share);
        await poster.PostAsync(requests, CancellationToken.None);
        rig.Storage.Heal();
        await rig.DrainAsync();

        output.WriteLine($"seed {Seed}: {await ledger.CloseAsync()}; faults: {string.Join(", ", rig.Storage.Done.OrderBy(fault => fault.Key))}");
        Assert.Equal(6, rig.Storage.Done.Count);
        var expected = Model.Of(requests, rig.Clock.GetUtcNow());
        Assert.Equal(expected, await Model.ReadAsync(rig, expected.Keys));
        Assert.Equal(0, await rig.Queues.DeliveriesPoison.CountAsync(CancellationToken.None));
        Assert.Equal(0, await rig.Queues.WorkPoison.CountAsync(CancellationToken.None));
    }
}
