using System.Net;
using SalesSignals.Cli.Demo;
using SalesSignals.Reliability.Support;
using Xunit.Abstractions;

namespace SalesSignals.Reliability;

public class StorageOutageTests(ITestOutputHelper output)
{
    private const int Seed = 31;

    /// <summary>How many webhooks arrive while storage is down in one way, at once and again until it is up.</summary>
    private const int InAnOutage = 8;

    private static readonly TimeSpan QuickestSenderGivesUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(Scale.Of(1, full: 600));
    private static readonly StorageFault[] Ways = [StorageFault.Busy, StorageFault.Reset, StorageFault.Silence];

    [Fact]
    public async Task While_Storage_Is_Down_Each_Webhook_Is_Refused_In_Time_And_Once_It_Is_Up_Nothing_Is_Missing()
    {
        var organisation = Organisation.Create(AppRig.Morning, Seed, deals: 20);
        var requests = Storm.Of(organisation, Seed);
        await using var rig = await AppRig.StartAsync(AppRig.Morning.AddSeconds(30), organisation.People, faultSeed: Seed);
        var ledger = new Ledger(rig);
        using var poster = new CrmPoster(rig, ledger);
        var answers = new List<WebhookAnswer>();

        foreach (var (way, some) in Ways.Zip(requests.Chunk((requests.Count / Ways.Length) + 1)))
        {
            await poster.PostAsync(some.SkipLast(InAnOutage), CancellationToken.None);
            rig.Storage.Fail(way);
            answers.AddRange(await PostInAnOutageAsync(poster, some[^InAnOutage..]));
            rig.Storage.Heal();
            await poster.PostAsync(some.TakeLast(InAnOutage), CancellationToken.None);
        }

        await rig.DrainAsync();

        output.WriteLine($"seed {Seed}: {await ledger.CloseAsync()}; slowest refusal {answers.Max(answer => answer.Took).TotalSeconds:0.0} s");
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status));
        Assert.All(answers, answer => Assert.InRange(answer.RetryAfter ?? TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)));
        Assert.All(answers, answer => Assert.InRange(answer.Took, TimeSpan.Zero, QuickestSenderGivesUp));
        var expected = Model.Of(requests, rig.Clock.GetUtcNow());
        Assert.Equal(expected, await Model.ReadAsync(rig, expected.Keys));
        Assert.Equal(0, await rig.Queues.DeliveriesPoison.CountAsync(CancellationToken.None));
    }

    private static async Task<List<WebhookAnswer>> PostInAnOutageAsync(CrmPoster poster, IReadOnlyList<FeedRequest> requests)
    {
        var answers = new List<WebhookAnswer>();
        using var over = new CancellationTokenSource(Outage);
        do
        {
            answers.AddRange(await Task.WhenAll(requests.Select(request => poster.TryAsync(request, CancellationToken.None))));
        }
        while (!over.IsCancellationRequested);

        return answers;
    }
}
