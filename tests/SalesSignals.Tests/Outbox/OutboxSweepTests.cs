using SalesSignals.Outbox;
using SalesSignals.Storage;

namespace SalesSignals.Tests.Outbox;

public sealed class OutboxSweepTests
{
    private readonly OutboxRig _rig = new();

    private CountingTable Table => (CountingTable)_rig.Tables.Outbox;

    [Fact]
    public async Task A_Message_Whose_Queue_Message_Was_Lost_Is_Sent_All_The_Same()
    {
        await _rig.AddAsync();
        await LoseQueueAsync();

        _rig.Clock.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal(0, await _rig.Outbox.SweepAsync(_rig.Now, default));
        _rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await _rig.Outbox.SweepAsync(_rig.Now, default));
        await _rig.PumpAsync();

        Assert.Single(_rig.Sender.Accepted);
    }

    [Fact]
    public async Task A_Sweep_Costs_One_Query_However_Long_The_History()
    {
        for (var i = 0; i < 300; i++)
        {
            await _rig.AddAsync(OutboxRig.Message with { Period = $"day {i}" });
        }

        await _rig.PumpAsync();
        _rig.Clock.Advance(TimeSpan.FromHours(1));
        var (queries, reads, writes) = (Table.Queries, Table.Reads, Table.Writes);

        Assert.Equal(0, await _rig.Outbox.SweepAsync(_rig.Now, default));

        Assert.Equal((queries + 1, reads, writes), (Table.Queries, Table.Reads, Table.Writes));
    }

    [Fact]
    public async Task A_Message_Costs_Seven_Table_Operations_From_Birth_To_Sent()
    {
        await _rig.AddAsync();
        Assert.Equal((0, 2), (Table.Reads, Table.Writes));

        await _rig.PumpAsync();
        Assert.Equal((2, 5), (Table.Reads, Table.Writes));
    }

    [Fact]
    public async Task A_Long_Queue_Is_Not_Made_Longer_By_Asking_Again_And_Again()
    {
        await _rig.AddAsync();
        await LoseQueueAsync();

        for (var i = 0; i < 120; i++)
        {
            _rig.Clock.Advance(TimeSpan.FromMinutes(1));
            await _rig.Outbox.SweepAsync(_rig.Now, default);
        }

        Assert.InRange(await _rig.Queues.Emails.CountAsync(default), 5, 8);
    }

    [Fact]
    public async Task One_Sweep_Does_Not_Take_On_More_Than_It_Can_And_The_Next_Goes_On()
    {
        for (var i = 0; i < 1500; i++)
        {
            await _rig.AddAsync(OutboxRig.Message with { Period = $"day {i}" });
        }

        await LoseQueueAsync();
        _rig.Clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(1000, await _rig.Outbox.SweepAsync(_rig.Now, default));
        Assert.Equal(500, await _rig.Outbox.SweepAsync(_rig.Now, default));
        await _rig.PumpAsync();
        Assert.Equal(1500, _rig.Sender.Accepted.Distinct().Count());
    }

    [Fact]
    public async Task What_An_Add_That_Died_Left_In_The_Index_Is_Cleared()
    {
        _rig.Crashes.CrashAt(2, applyFirst: false);
        await Assert.ThrowsAsync<CrashException>(() => _rig.AddAsync());
        _rig.Restart();
        Assert.Equal(["open"], await _rig.IndexAsync());

        await _rig.PassAsync(TimeSpan.FromMinutes(59));
        Assert.Equal(["open"], await _rig.IndexAsync());
        await _rig.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Empty(await _rig.IndexAsync());
    }

    [Fact]
    public async Task A_Row_Of_A_Newer_Version_Does_Not_Hold_Up_The_Others()
    {
        await _rig.AddAsync();
        await _rig.AddAsync(OutboxRig.Message with { Period = "2026-11-24" });
        await LoseQueueAsync();
        var row = (await _rig.RowAsync())!;
        row["State"] = "levitating";
        await _rig.Tables.Outbox.WriteAsync(new TableWrite.Replace(row, row.ETag!), default);
        _rig.Clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(1, await _rig.Outbox.SweepAsync(_rig.Now, default));

        Assert.Contains(_rig.Log.Lines, line => line.Contains("cannot be read", StringComparison.Ordinal));
    }

    private async Task LoseQueueAsync()
    {
        while (await _rig.Queues.Emails.ReceiveAsync(32, TimeSpan.FromMinutes(1), default) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                await _rig.Queues.Emails.DeleteAsync(message, default);
            }
        }
    }
}
