using SalesSignals.Outbox;
using SalesSignals.Storage;

namespace SalesSignals.Tests.Outbox;

public class OutboxPruningTests
{
    [Fact]
    public async Task Settled_Messages_Go_When_They_Are_Old_And_Open_Ones_Never()
    {
        var rig = new OutboxRig();
        await rig.AddAsync();
        await SendAllAsync(rig);
        await rig.AddAsync(OutboxRig.Message with { Period = "open" }, new TableWrite.Insert(new(OutboxKeys.Partition("ana"), "told|rep-alert") { ["Ledger"] = "{}" }));
        rig.Clock.Advance(TimeSpan.FromDays(100));
        await rig.AddAsync(OutboxRig.Message with { Period = "new" });
        var pruning = new OutboxPruning(rig.Tables.Outbox, rig.Clock);

        Assert.Equal(0, await pruning.PruneAsync(OutboxRig.Start, DateTimeOffset.MaxValue, default));
        Assert.Equal(1, await pruning.PruneAsync(rig.Now.AddDays(-30), DateTimeOffset.MaxValue, default));

        var left = await KeysAsync(rig);
        Assert.DoesNotContain("morning-digest|2026-11-23", left);
        Assert.Contains("morning-digest|open", left);
        Assert.Contains("morning-digest|new", left);
        Assert.Contains("told|rep-alert", left);
        Assert.DoesNotContain(left, key => key.StartsWith("done|", StringComparison.Ordinal));
        Assert.Equal(2, left.Count(key => key.StartsWith("open|", StringComparison.Ordinal)));
    }

    private static async Task SendAllAsync(OutboxRig rig)
    {
        foreach (var message in await rig.Queues.Emails.ReceiveAsync(32, TimeSpan.FromMinutes(1), default))
        {
            await rig.Outbox.SendAsync(message.Text, rig.Sender, default);
            await rig.Queues.Emails.DeleteAsync(message, default);
        }
    }

    private static async Task<List<string>> KeysAsync(OutboxRig rig)
    {
        var keys = new List<string>();
        await foreach (var page in rig.Tables.Outbox.QueryAsync(new TableQuery(), default))
        {
            keys.AddRange(page.Select(row => row.RowKey));
        }

        return keys;
    }
}
