using SalesSignals.Outbox;

namespace SalesSignals.Tests.Outbox;

public sealed class MailEventTests
{
    private static readonly MailEventKind[] Good = [MailEventKind.Processed, MailEventKind.Deferred, MailEventKind.Delivered];

    [Fact]
    public async Task An_Unanswered_Message_That_Went_Is_Settled_By_Its_Event_And_Not_Repeated()
    {
        var rig = new OutboxRig(mailEvents: true);
        rig.Sender.Answer(ScriptedSender.Unknown);
        await rig.AddAsync();

        await rig.PassAsync(TimeSpan.FromHours(3));

        Assert.Single(rig.Sender.CallsAt);
        Assert.Equal(OutboxState.Sent, (await rig.EntryAsync()).State);
        Assert.Empty(rig.Log.PossibleDuplicates);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Events_Told_46_Times_In_Any_Order_End_In_The_Same_State(int seed)
    {
        foreach (var unanswered in new[] { false, true })
        {
            var rig = new OutboxRig(mailEvents: true);
            rig.Sender.Answer(unanswered ? [ScriptedSender.Unknown] : []);
            await rig.AddAsync();
            await rig.PumpAsync();
            var told = Tell(rig, [.. Good, MailEventKind.Bounced], seed);

            var outcomes = new List<MailEventOutcome>();
            foreach (var mailEvent in told)
            {
                outcomes.Add(await rig.Outbox.RecordMailEventAsync(mailEvent, default));
            }

            var entry = await rig.EntryAsync();
            Assert.Equal((OutboxState.Bounced, "bounced: 550 no such user"), (entry.State, entry.Reason));
            Assert.InRange(outcomes.Count(outcome => outcome is MailEventOutcome.Recorded), 2, unanswered ? 3 : 2);
            Assert.Equal(["done"], await rig.IndexAsync());
        }
    }

    [Theory]
    [InlineData(MailEventKind.Processed, 1, 0)]
    [InlineData(MailEventKind.Deferred, 1, 0)]
    [InlineData(MailEventKind.Delivered, 4, 1)]
    public async Task What_News_Of_A_Sent_Message_Costs(MailEventKind kind, int reads, int writes)
    {
        var rig = new OutboxRig(mailEvents: true);
        await rig.AddAsync();
        await rig.PumpAsync();
        var table = (CountingTable)rig.Tables.Outbox;
        var (readsBefore, writesBefore) = (table.Reads, table.Writes);

        await rig.Outbox.RecordMailEventAsync(Tell(rig, [kind], 1)[0], default);

        Assert.Equal((reads, writes), (table.Reads - readsBefore, table.Writes - writesBefore));
    }

    [Fact]
    public async Task A_Bounce_Of_Days_Later_Is_Recorded()
    {
        var rig = new OutboxRig(mailEvents: true);
        await rig.AddAsync();
        await rig.PumpAsync();
        rig.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(MailEventOutcome.Recorded, await rig.Outbox.RecordMailEventAsync(Tell(rig, [MailEventKind.Bounced], 1)[0], default));

        Assert.Equal(OutboxState.Bounced, (await rig.EntryAsync()).State);
    }

    [Theory]
    [InlineData("0192f0c1d2e37a4b8c5d6e7f80910a1b")]
    [InlineData("../|/?#\0")]
    [InlineData("")]
    public async Task Events_Of_Messages_That_Are_Not_Ours_Change_Nothing(string messageId)
    {
        var rig = new OutboxRig(mailEvents: true);
        await rig.AddAsync();

        foreach (var kind in Enum.GetValues<MailEventKind>())
        {
            Assert.Equal(MailEventOutcome.NothingNew, await rig.Outbox.RecordMailEventAsync(new("e", kind, messageId, rig.Now), default));
        }

        Assert.Equal(OutboxState.Pending, (await rig.EntryAsync()).State);
    }

    [Fact]
    public async Task An_Event_That_Overtakes_The_Answer_Is_Not_Lost()
    {
        var rig = new OutboxRig(mailEvents: true);
        await rig.AddAsync();
        var text = Assert.Single(await rig.Queues.Emails.PeekAsync(32, default)).Text;

        await rig.Outbox.SendAsync(text, new OvertakenSender(rig.Outbox), default);

        Assert.Equal(OutboxState.Bounced, (await rig.EntryAsync()).State);
        Assert.Equal(["done"], await rig.IndexAsync());
    }

    private static MailEvent[] Tell(OutboxRig rig, MailEventKind[] kinds, int seed)
    {
        var id = rig.Sender.Accepted[0];
        MailEvent[] told = [.. kinds.SelectMany(kind => Enumerable.Repeat(
            new MailEvent($"sg-{kind}", kind, id, rig.Now, kind is MailEventKind.Bounced ? "550 no such user" : null), 46))];
#pragma warning disable CA5394 // A shuffle that repeats, not a secret.
        new Random(seed).Shuffle(told);
#pragma warning restore CA5394
        return told;
    }

    private sealed class OvertakenSender(EmailOutbox outbox) : IEmailSender
    {
        public async Task<EmailSendResult> SendAsync(SalesSignals.Digests.EmailMessage message, string messageId, CancellationToken cancellationToken)
        {
            await outbox.RecordMailEventAsync(new("e1", MailEventKind.Dropped, messageId, OutboxRig.Start, "Bounced Address"), cancellationToken);
            return new EmailSendResult.Accepted();
        }
    }
}
