using System.Text.Json.Nodes;
using SalesSignals.Cli.Tests.Support;
using SalesSignals.Storage;

namespace SalesSignals.Cli.Tests.Poison;

public sealed class PoisonCommandTests
{
    private readonly CliRig _rig = new();

    [Fact]
    public async Task Poisoned_Messages_Are_Listed_With_Queue_And_Reason()
    {
        await PoisonAsync(_rig.Queues.WorkPoison, "a", "the bucket is no number");
        await _rig.Queues.DeliveriesPoison.SendAsync("{\"name\":\"delivery\"}", TimeSpan.Zero, default);

        var (code, text, _) = await _rig.RunAsync("poison", "list");
        var (_, json, _) = await _rig.RunAsync("poison", "list", "--json", "--queue", "work");

        Assert.Equal(0, code);
        Assert.Matches(@"^deliveries  \S+  \d{4}-\d\d-\d\d \d\d:\d\dZ  the process died each time\nwork        \S+  .*  the bucket is no number\n$", text);
        Assert.Equal("the bucket is no number", (string?)Assert.Single(JsonNode.Parse(json)!.AsArray())!["reason"]);
    }

    [Fact]
    public async Task A_Message_Is_Shown_Whole_And_Stays_Where_It_Is()
    {
        await PoisonAsync(_rig.Queues.EmailsPoison, "the message", "no such row");
        var id = (await _rig.Queues.EmailsPoison.PeekAsync(1, default))[0].Id;

        var (_, output, _) = await _rig.RunAsync("poison", "show", id);

        Assert.Equal("Reason:    no such row\nFailed at: 2026-11-16 09:00:00\nMessage:\nthe message\n", output);
        Assert.Single(await _rig.Queues.EmailsPoison.PeekAsync(32, default));
    }

    [Fact]
    public async Task Redrive_Puts_The_Message_As_It_Was_Back_On_Its_Own_Queue()
    {
        await PoisonAsync(_rig.Queues.WorkPoison, "first", "x");
        await PoisonAsync(_rig.Queues.WorkPoison, "second", "x");
        var second = (await _rig.Queues.WorkPoison.PeekAsync(32, default)).Single(message => PoisonMessage.Read(message.Text).Message == "second");

        var one = await _rig.RunAsync("poison", "redrive", second.Id);
        var rest = await _rig.RunAsync("poison", "redrive", "--queue", "work");

        Assert.Equal(("1 message(s) put back.\n", "1 message(s) put back.\n"), (one.Out, rest.Out));
        Assert.Equal(["second", "first"], (await _rig.Queues.Work.PeekAsync(32, default)).Select(message => message.Text));
        Assert.Empty(await _rig.Queues.WorkPoison.PeekAsync(32, default));
    }

    [Fact]
    public async Task More_Messages_Than_One_Call_Gives_Are_All_Put_Back()
    {
        for (var i = 0; i < 70; i++)
        {
            await PoisonAsync(_rig.Queues.DeliveriesPoison, $"m{i}", "x");
        }

        var (_, output, _) = await _rig.RunAsync("poison", "redrive");

        Assert.Equal("70 message(s) put back.\n", output);
        Assert.Equal(70, await _rig.Queues.Deliveries.CountAsync(default));
    }

    [Fact]
    public async Task Purge_Throws_Away_Only_What_Is_Named_And_Nothing_Unasked()
    {
        await PoisonAsync(_rig.Queues.WorkPoison, "keep", "x");
        await PoisonAsync(_rig.Queues.WorkPoison, "drop", "x");
        var drop = (await _rig.Queues.WorkPoison.PeekAsync(32, default)).Single(message => PoisonMessage.Read(message.Text).Message == "drop");

        var unasked = await _rig.RunAsync("poison", "purge");
        var named = await _rig.RunAsync("poison", "purge", drop.Id);
        var kept = PoisonMessage.Read(Assert.Single(await _rig.Queues.WorkPoison.PeekAsync(32, default)).Text).Message;
        var all = await _rig.RunAsync("poison", "purge", "--all");

        Assert.Equal((2, 0, "keep", 0), (unasked.Code, named.Code, kept, all.Code));
        Assert.Empty(await _rig.Queues.WorkPoison.PeekAsync(32, default));
    }

    [Fact]
    public async Task An_Id_That_Names_Nothing_Is_A_Failure()
    {
        var (code, _, error) = await _rig.RunAsync("poison", "redrive", "nothing");

        Assert.Equal((1, "1 of the ids named no poisoned message.\n"), (code, error));
    }

    private static Task PoisonAsync(IQueue poison, string message, string reason) =>
        poison.SendAsync(new PoisonMessage(reason, CliRig.Monday, message).Write(), TimeSpan.Zero, default);
}
