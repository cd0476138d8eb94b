using SalesSignals.Cli.Demo;
using SalesSignals.Directory;
using SalesSignals.Reliability.Support;
using SalesSignals.Storage;
using Xunit.Abstractions;

namespace SalesSignals.Reliability;

public class KilledWhileItWorksTests(ITestOutputHelper output)
{
    private const int Seed = 7;
    private const int Deals = 90;

    /// <summary>A Monday morning at which both digests and alerts are due.</summary>
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Killed_In_The_Middle_Of_Deliveries_And_Of_Sending_It_Ends_With_The_Same_Snapshots_And_No_Second_Email()
    {
        var organisation = Organisation.Create(Morning, Seed, Deals);
        var requests = WebhookFeed.Create(organisation, Seed);
        await using var rig = await AppRig.StartAsync(Morning.AddSeconds(30), organisation.People);

        var accepted = await PostWhileKillingAsync(rig, requests, kills: 4);
        await rig.DrainAsync();

        output.WriteLine($"seed {Seed}: {requests.Count} webhooks, {accepted} accepted, {rig.Kills} kills");
        Assert.Equal(requests.Count, accepted);
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

    private static async Task<int> PostWhileKillingAsync(AppRig rig, IReadOnlyList<FeedRequest> requests, int kills)
    {
        using var http = new HttpClient();
        var killing = Task.CompletedTask;
        var poster = new WebhookPoster(http, rig.Address, AppRig.Sources, rig.Clock);
        var accepted = await poster.PostAsync(requests, Count, CancellationToken.None);
        await killing;
        return accepted;

        void Count(int soFar)
        {
            if (soFar % (requests.Count / (kills + 1)) == 0 && rig.Kills < kills && killing.IsCompleted)
            {
                killing = rig.KillAndRestartAsync();
            }
        }
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

    private static async Task<List<TableRow>> MessagesAsync(AppRig rig)
    {
        var messages = new List<TableRow>();
        await foreach (var page in rig.Tables.Outbox.QueryAsync(new TableQuery(), CancellationToken.None))
        {
            messages.AddRange(page.Where(row => EmailKinds.All.Any(kind => row.RowKey.StartsWith($"{kind}|", StringComparison.Ordinal))));
        }

        return messages;
    }
}
