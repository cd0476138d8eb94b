using SalesSignals.Outbox;
using SalesSignals.Storage;

namespace SalesSignals.Tests.Outbox;

/// <summary>The process dies at each call to the outside in turn, before or after the call took effect, and starts again.</summary>
public sealed class OutboxCrashTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_Mail_Events_A_Message_Goes_Out_Exactly_Once_Wherever_The_Process_Dies(bool applyFirst)
    {
        var points = await ForEveryPointAsync(mailEvents: true, applyFirst, rig =>
        {
            Assert.Single(rig.Sender.Accepted);
        });

        Assert.InRange(points, 100, 400);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_Mail_Events_None_Is_Missed_And_Every_Possible_Duplicate_Is_Logged(bool applyFirst)
    {
        var duplicates = 0;
        await ForEveryPointAsync(mailEvents: false, applyFirst, rig =>
        {
            Assert.InRange(rig.Sender.Accepted.Count, 1, 2);
            duplicates += rig.Sender.Accepted.Count - 1;
            Assert.True(rig.Log.PossibleDuplicates.Count() >= rig.Sender.Accepted.Count - 1);
        });

        // The process dies between SendGrid's answer and our note of it: at the call, and at the reads and writes of the note.
        Assert.InRange(duplicates, 1, 3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_Message_Put_Off_Goes_Out_Exactly_Once_Wherever_The_Process_Dies(bool applyFirst) =>
        await ForEveryPointAsync(
            mailEvents: true,
            applyFirst,
            rig => Assert.Single(rig.Sender.Accepted),
            rig => rig.Sender.Answer(new EmailSendResult.NotNow(TimeSpan.FromSeconds(100), "busy")));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_Unanswered_Message_That_Did_Go_Is_Not_Repeated_Wherever_The_Process_Dies(bool applyFirst) =>
        await ForEveryPointAsync(
            mailEvents: true, applyFirst, rig => Assert.Single(rig.Sender.Accepted), rig => rig.Sender.Answer(ScriptedSender.Unknown));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_Unanswered_Message_That_Did_Not_Go_Goes_Out_Exactly_Once_Wherever_The_Process_Dies(bool applyFirst) =>
        await ForEveryPointAsync(
            mailEvents: true,
            applyFirst,
            rig => Assert.Single(rig.Sender.Accepted),
            rig =>
            {
                rig.Sender.TakesTheUnanswered = false;
                rig.Sender.Answer(ScriptedSender.Unknown);
            });

    [Theory]
    [InlineData(LostAnswer.RepeatedAndRefused)]
    [InlineData(LostAnswer.InDoubtAndMade)]
    [InlineData(LostAnswer.InDoubtAndNotMade)]
    public async Task A_Write_Whose_Answer_Is_Lost_Holds_Nothing_Up(LostAnswer how)
    {
        for (var write = 1; write <= 6; write++)
        {
            var rig = new OutboxRig(mailEvents: true);
            var table = new RepeatingTable(rig.Tables.Outbox, write, how);
            var outbox = new EmailOutbox(rig.Tables with { Outbox = table }, rig.Queues, rig.Options, rig.Clock, rig.Log);

            await AddUntilToldAsync(outbox, rig);
            foreach (var asked in await rig.Queues.Emails.PeekAsync(32, default))
            {
                await outbox.SendAsync(asked.Text, rig.Sender, default);
            }

            // Where the claim was not made, the queue's next try or the sweep makes it, no answer of the mail service being awaited.
            await rig.PassAsync(TimeSpan.FromMinutes(7));

            Assert.Single(rig.Sender.Accepted);
            Assert.Equal(OutboxState.Sent, (await rig.EntryAsync()).State);
            Assert.Equal(["done"], await rig.IndexAsync());
            Assert.Empty(rig.Log.PossibleDuplicates);
        }
    }

    private static async Task AddUntilToldAsync(EmailOutbox outbox, OutboxRig rig)
    {
        try
        {
            Assert.Equal(OutboxAddResult.Added, await outbox.AddAsync(OutboxRig.Message, [], rig.Now, default));
        }
        catch (StorageUnavailableException)
        {
            // As a scheduler does.
            Assert.Equal(OutboxAddResult.Added, await outbox.AddAsync(OutboxRig.Message, [], rig.Now, default));
        }
    }

    private static async Task<int> ForEveryPointAsync(bool mailEvents, bool applyFirst, Action<OutboxRig> check, Action<OutboxRig>? prepare = null)
    {
        for (var point = 1; ; point++)
        {
            var rig = new OutboxRig(mailEvents);
            prepare?.Invoke(rig);
            rig.Crashes.CrashAt(point, applyFirst);
            await LiveAndDieAsync(rig);
            var crashed = rig.Crashes.HasCrashed;

            // A new process; its scheduler asks again for the message, as it does for whatever it finds missing.
            rig.Restart();
            await rig.AddAsync();
            await rig.PassAsync(TimeSpan.FromHours(3));

            check(rig);
            Assert.Equal(OutboxState.Sent, (await rig.EntryAsync()).State);
            Assert.Equal(["done"], await rig.IndexAsync());
            if (!crashed)
            {
                return point - 1;
            }
        }
    }

    private static async Task LiveAndDieAsync(OutboxRig rig)
    {
        try
        {
            await rig.AddAsync();
            await rig.MinuteAsync();
            await rig.PassAsync(TimeSpan.FromMinutes(45));
        }
        catch (CrashException)
        {
            // Dead, as planned.
        }
    }
}
