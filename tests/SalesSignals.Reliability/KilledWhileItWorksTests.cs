using SalesSignals.Cli.Demo;
using SalesSignals.Directory;
using SalesSignals.Reliability.Support;
using SalesSignals.Storage;
using Xunit.Abstractions;

namespace SalesSignals.Reliability;

public class KilledWhileItWorksTests(ITestOutputHelper output)
{
    private const int Seed = 7;

    /// <summary>As many as it takes to make 20,000 webhooks in full.</summary>
    private static readonly int Deals = Scale.Of(90, full: 3_000);

    private static readonly int Kills = Scale.Of(4, full: 50);

    [Fact]
    public async Task Killed_In_The_Middle_Of_Deliveries_And_Of_Sending_It_Ends_With_The_Same_Snapshots_And_No_Second_Email()
    {
        var organisation = Organisation.Create(AppRig.Morning, Seed, Deals);
        var requests = Storm.Of(organisation, Seed);
        await using var rig = await AppRig.StartAsync(AppRig.Morning.AddSeconds(30), organisation.People);
        var ledger = new Ledger(rig);

        await PostWhileKillingAsync(rig, ledger, requests);
        await rig.DrainAsync();

        output.WriteLine($"seed {Seed}: {requests.Count} webhooks, {rig.Kills} kills; {await ledger.CloseAsync()}");
        Assert.Equal(requests.Count, ledger.Accepted);
        var expected = Model.Of(requests, rig.Clock.GetUtcNow());
        Assert.Equal(expected, await Model.ReadAsync(rig, expected.Keys));
        Assert.Equal(0, await rig.Queues.DeliveriesPoison.CountAsync(CancellationToken.None));

        await SendWhileKillingAsync(rig);

        var messages = await MessagesAsync(rig);
        output.WriteLine($"{messages.Count} messages, {rig.Mail.Caught.Count} emails, {rig.Kills} kills");
        Assert.Equal(3, messages.Count(message => message.GetString("Kind") == "morning-digest"));
        Assert.All(messages, message => Assert.Equal("sent", message.GetString("State")));
        Assert.Equal(messages.Select(message => message.GetString("MessageId")).Order(), rig.Mail.Caught.Select(email => email.MessageId).Order());
    }

    /// <summary>Kills it whenever the next of some random numbers of webhooks is accepted, and a random moment later.</summary>
    private static async Task PostWhileKillingAsync(AppRig rig, Ledger ledger, IReadOnlyList<FeedRequest> requests)
    {
        var random = new Random(Seed);
        var points = Enumerable.Range(0, Kills).Select(_ => random.Next(1, requests.Count)).Order().ToList();
        using var poster = new CrmPoster(rig, ledger);
        var posting = poster.PostAsync(requests, CancellationToken.None);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        foreach (var point in points)
        {
            while (ledger.Accepted < point && !posting.IsFaulted)
            {
                await tick.WaitForNextTickAsync();
            }

            await Task.Delay(random.Next(200));
            await rig.KillAndRestartAsync();
        }

        await posting;
    }

    /// <summary>Kills the app just when the mail service has taken a message but not yet said so, and lets the mail events tell.</summary>
    private static async Task SendWhileKillingAsync(AppRig rig)
    {
        var killsAt = new HashSet<int> { 2, 5 };
        var killing = Task.CompletedTask;
        var arrived = 0;
        rig.Mail.Arrived += _ =>
        {
            if (killsAt.Contains(Interlocked.Increment(ref arrived)))
            {
                killing = rig.KillAndRestartAsync();
            }
        };

        await rig.FireAsync("ScheduleEvaluation");
        await rig.DrainAsync();
        for (var isDone = false; !isDone;)
        {
            // A kill may meet the timer itself, as mail is sent while it still runs: its next tick does what is left.
            isDone = await rig.TryFireAsync("ScheduleDigests");
            await killing;
        }

        await rig.Mail.WaitForAsync(caught => caught.Count >= killsAt.Max(), CancellationToken.None);
        await killing;
        await rig.DrainAsync();

        // As SendGrid does: late, repeatedly, in no order.
        var told = rig.Mail.Caught.Concat(rig.Mail.Caught.Reverse()).SelectMany(SendGridStandInEvent.Delivery).ToList();
        Assert.Equal(System.Net.HttpStatusCode.OK, await rig.Mail.PostEventsAsync(new(rig.Address, "/api/mail/events"), told, CancellationToken.None));

        // Past the wait for news of what was in doubt: what never reached the mail service goes out now, and only that.
        await rig.MoveClockAsync(TimeSpan.FromMinutes(45));
        await rig.FireAsync("SweepOutbox");
        await rig.DrainAsync();
    }

    private static async Task<List<TableRow>> MessagesAsync(AppRig rig) =>
        [.. (await StoredRows.AllAsync(rig.Tables.Outbox)).Where(row => EmailKinds.All.Any(kind => row.RowKey.StartsWith($"{kind}|", StringComparison.Ordinal)))];
}
