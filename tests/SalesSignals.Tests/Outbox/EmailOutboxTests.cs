using System.Text;
using SalesSignals.Outbox;
using SalesSignals.Storage;

namespace SalesSignals.Tests.Outbox;

public sealed class EmailOutboxTests
{
    private readonly OutboxRig _rig = new();

    [Fact]
    public async Task A_Message_Goes_Out_As_It_Was_Added_And_Its_Body_Is_Not_Kept()
    {
        var added = await _rig.AddAsync();
        await _rig.PumpAsync();

        Assert.Equal(OutboxAddResult.Added, added);
        Assert.Equal(OutboxRig.Message, Assert.Single(_rig.Sender.Messages));
        var entry = await _rig.EntryAsync();
        Assert.Equal((OutboxState.Sent, 1, entry.MessageId), (entry.State, entry.Attempts, Assert.Single(_rig.Sender.Accepted)));
        Assert.DoesNotContain((await _rig.RowAsync())!.Columns.Keys, column => column.StartsWith("Body", StringComparison.Ordinal));
        Assert.Equal(["done"], await _rig.IndexAsync());
    }

    [Fact]
    public async Task A_Row_Holds_No_Address_In_Plain_Text_And_None_At_All_After_Sending()
    {
        await _rig.AddAsync();
        var before = (await _rig.RowAsync())!;
        await _rig.PumpAsync();
        var after = (await _rig.RowAsync())!;

        Assert.DoesNotContain(before.Columns.Values.OfType<string>(), value => value.Contains('@', StringComparison.Ordinal));
        Assert.DoesNotContain(after.Columns.Values, value => value is byte[] || (value is string text && text.Contains('@', StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(300_000)]
    public async Task A_Large_Body_Survives(int bytes)
    {
        var noise = Convert.ToBase64String(Enumerable.Range(0, bytes).Select(i => (byte)((i * 2654435761L) >> 13)).ToArray());
        var message = OutboxRig.Message with { Html = noise };

        await _rig.AddAsync(message);
        await _rig.PumpAsync();

        Assert.Equal(noise, Assert.Single(_rig.Sender.Messages).Html);
    }

    [Fact]
    public async Task The_Same_Message_Is_Added_Once()
    {
        await _rig.AddAsync();

        Assert.Equal(OutboxAddResult.AlreadyThere, await _rig.AddAsync());
        await _rig.PumpAsync();
        Assert.Equal(OutboxAddResult.AlreadyThere, await _rig.AddAsync());
        await _rig.PumpAsync();

        Assert.Single(_rig.Sender.Accepted);
        Assert.Equal(["done"], await _rig.IndexAsync());
    }

    [Fact]
    public async Task A_Message_Is_There_From_The_Moment_It_Is_Added()
    {
        Assert.False(await _rig.Outbox.IsThereAsync("ana", "morning-digest", "2026-11-23", default));

        await _rig.AddAsync();

        Assert.True(await _rig.Outbox.IsThereAsync("ana", "morning-digest", "2026-11-23", default));
        Assert.False(await _rig.Outbox.IsThereAsync("ana", "morning-digest", "2026-11-24", default));
    }

    [Fact]
    public async Task What_Is_Written_Alongside_Is_Written_With_The_Message_Or_Not_At_All()
    {
        var ledger = new TableRow("ana", "ledger");

        Assert.Equal(OutboxAddResult.Added, await _rig.AddAsync(null, new TableWrite.Insert(ledger)));
        var second = await _rig.AddAsync(OutboxRig.Message with { Period = "2026-11-24" }, new TableWrite.Insert(ledger));

        Assert.Equal(OutboxAddResult.Conflict, second);
        Assert.NotNull(await _rig.Tables.Outbox.GetAsync("ana", "ledger", default));
        Assert.False(await _rig.Outbox.IsThereAsync("ana", "morning-digest", "2026-11-24", default));
        Assert.Equal(["open"], await _rig.IndexAsync());
    }

    [Fact]
    public async Task Not_Now_Is_Not_Tried_Before_And_Never_Exhausted()
    {
        for (var i = 0; i < 20; i++)
        {
            _rig.Sender.Answer(new EmailSendResult.NotNow(TimeSpan.FromSeconds(90), "busy"));
        }

        await _rig.AddAsync();
        await _rig.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(21, _rig.Sender.CallsAt.Count);
        Assert.All(_rig.Sender.CallsAt.Zip(_rig.Sender.CallsAt.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(90)));
        Assert.Equal(OutboxState.Sent, (await _rig.EntryAsync()).State);
    }

    [Fact]
    public async Task While_The_Mail_Service_Asks_For_Patience_No_Other_Message_Is_Tried_Either()
    {
        _rig.Sender.Answer(new EmailSendResult.NotNow(TimeSpan.FromMinutes(20), "rate limit"));
        foreach (var day in Enumerable.Range(1, 9))
        {
            await _rig.AddAsync(OutboxRig.Message with { Period = $"2026-12-0{day}" });
        }

        await _rig.PumpAsync();
        await _rig.PassAsync(TimeSpan.FromMinutes(19));
        Assert.Single(_rig.Sender.CallsAt);

        await _rig.PassAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(9, _rig.Sender.Accepted.Count);
        Assert.All(_rig.Sender.CallsAt.Skip(1), at => Assert.True(at >= OutboxRig.Start.AddMinutes(20)));
    }

    [Fact]
    public async Task A_Refused_Message_Is_Not_Tried_Again()
    {
        _rig.Sender.Answer(new EmailSendResult.Refused("SendGrid answered 400: no subject"));

        await _rig.AddAsync();
        await _rig.PassAsync(TimeSpan.FromHours(2));

        var entry = await _rig.EntryAsync();
        Assert.Equal((OutboxState.Failed, "SendGrid answered 400: no subject"), (entry.State, entry.Reason));
        Assert.Single(_rig.Sender.CallsAt);
        Assert.Contains(_rig.Log.Lines, line => line.Contains("will not be sent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_Unanswered_Attempt_Is_Logged_Once_And_Repeated_After_The_Wait()
    {
        _rig.Sender.Answer(ScriptedSender.Unknown);

        await _rig.AddAsync();
        await _rig.PumpAsync();
        await _rig.PassAsync(TimeSpan.FromMinutes(9));
        Assert.Single(_rig.Sender.CallsAt);
        await _rig.PassAsync(TimeSpan.FromMinutes(6));

        Assert.Equal(2, _rig.Sender.CallsAt.Count);
        Assert.Single(_rig.Log.Lines, line => line.StartsWith("Nobody can say", StringComparison.Ordinal));
        Assert.Single(_rig.Log.PossibleDuplicates);
    }

    [Fact]
    public async Task A_Message_That_Is_Never_Answered_Is_Given_Up_In_The_End()
    {
        _rig.Sender.Answer([.. Enumerable.Repeat(ScriptedSender.Unknown, 100)]);

        await _rig.AddAsync();
        await _rig.PassAsync(TimeSpan.FromHours(6));

        Assert.Equal(5, _rig.Sender.CallsAt.Count);
        Assert.Equal(OutboxState.Failed, (await _rig.EntryAsync()).State);
        Assert.Equal(["done"], await _rig.IndexAsync());
    }

    [Fact]
    public async Task A_Message_Redelivered_Days_Later_Has_No_Effect()
    {
        await _rig.AddAsync();
        var text = Assert.Single(await _rig.Queues.Emails.PeekAsync(32, default)).Text;
        await _rig.PumpAsync();
        var row = await _rig.RowAsync();

        foreach (var later in new[] { TimeSpan.FromMinutes(5), TimeSpan.FromDays(1), TimeSpan.FromDays(7) })
        {
            _rig.Clock.Advance(later);
            await _rig.Outbox.SendAsync(text, _rig.Sender, default);
        }

        Assert.Single(_rig.Sender.CallsAt);
        Assert.Equal(row!.ETag, (await _rig.RowAsync())!.ETag);
    }

    [Fact]
    public async Task Two_Workers_Racing_On_One_Message_Send_It_Once()
    {
        await _rig.AddAsync();
        var text = Assert.Single(await _rig.Queues.Emails.PeekAsync(32, default)).Text;
        var both = new RendezvousTable(_rig.Tables.Outbox, parties: 2);
        var workers = Enumerable.Range(0, 2)
            .Select(_ => new EmailOutbox(_rig.Tables with { Outbox = both }, _rig.Queues, _rig.Options, _rig.Clock, _rig.Log))
            .Select(worker => worker.SendAsync(text, _rig.Sender, default))
            .ToArray();

        await Task.WhenAll(workers);

        Assert.Single(_rig.Sender.CallsAt);
        Assert.Equal(OutboxState.Sent, (await _rig.EntryAsync()).State);
    }

    [Fact]
    public async Task Two_Schedulers_Racing_To_Add_A_Message_Add_It_Once()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _rig.AddAsync())));
        await _rig.PumpAsync();

        Assert.Single(results, OutboxAddResult.Added);
        Assert.Equal(7, results.Count(result => result is OutboxAddResult.AlreadyThere));
        Assert.Single(_rig.Sender.CallsAt);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("""{"name":"send-email","version":2,"data":{}}""")]
    [InlineData("""{"name":"evaluate-bucket","version":1,"data":{}}""")]
    [InlineData("""{"name":"send-email","version":1,"data":{"personId":"ana"}}""")]
    public async Task A_Queue_Message_That_Asks_For_Nothing_We_Know_Belongs_In_Poison(string text) =>
        await Assert.ThrowsAsync<UnreadableMessageException>(() => _rig.Outbox.SendAsync(text, _rig.Sender, default));

    [Fact]
    public async Task The_Queue_Message_Keeps_Its_Form_Over_Versions()
    {
        await _rig.AddAsync();

        Assert.Equal(
            """{"name":"send-email","version":1,"data":{"personId":"ana","rowKey":"morning-digest|2026-11-23"}}""",
            Assert.Single(await _rig.Queues.Emails.PeekAsync(32, default)).Text);
    }

    [Fact]
    public async Task Logs_Name_No_Person_And_No_Content()
    {
        _rig.Sender.Answer(
            new EmailSendResult.NotNow(TimeSpan.FromSeconds(1), "ana@example.com is busy"), ScriptedSender.Unknown, new EmailSendResult.Refused("no such ana@example.com"));

        await _rig.AddAsync();
        await _rig.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(4, _rig.Log.Lines.Count);
        Assert.DoesNotContain(_rig.Log.Lines, line => line.Contains("example.com", StringComparison.Ordinal) || line.Contains("deals need", StringComparison.Ordinal));
    }

    [Fact]
    public void The_Message_Limit_Of_A_Queue_Is_Never_Near() =>
        Assert.True(Encoding.UTF8.GetByteCount(OutboxKeys.Row(new string('k', 50), new string('/', 5000))) < 1000);
}
