using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Functions.Work;
using SalesSignals.Outbox;
using SalesSignals.Settings;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Tests.Work;

public sealed class WorkDeskTests
{
    private readonly BoardRig _rig = new();

    [Fact]
    public async Task A_Rep_Whose_Alert_Cannot_Be_Built_Does_Not_Silence_The_Others()
    {
        await _rig.SaveAsync(BoardRig.Person("broken"), BoardRig.Person("well"));
        await _rig.ShowAsync("crm:broken", "Acme", BoardRig.Raised());
        await _rig.ShowAsync("crm:well", "Globex", BoardRig.Raised());
        await _rig.Tables.Outbox.WriteAsync(
            new TableWrite.Upsert(new(OutboxKeys.Partition("broken"), "told|rep-alert") { ["Ledger"] = "{" }), default);

        await Assert.ThrowsAsync<PartlyFailedException>(() => _rig.DoAsync(new WorkMessage.BuildAlerts(["broken", "well"])));

        Assert.Single(await _rig.MailToAsync("well"));
        Assert.Empty(await _rig.MailToAsync("broken"));
    }

    [Fact]
    public async Task A_Rep_With_Hundreds_Of_Deals_Of_Long_Ids_Is_Told_Of_Each_Once()
    {
        string[] deals = [.. Enumerable.Range(0, 120).Select(i => $"deal{i:000}-{new string('ü', 190)}")];
        await _rig.SaveAsync(BoardRig.Person("rep"));
        await new SettingsStore(_rig.Tables.Settings).ApplyAsync(new() { Alerts = new() { DealsPerDay = 100 } }, BoardRig.Now, default);
        foreach (var deal in deals)
        {
            await _rig.ShowAsync("crm:rep", deal, BoardRig.Raised());
        }

        for (var run = 0; run < 24; run++)
        {
            await _rig.DoAsync(new WorkMessage.BuildAlerts(["rep"]));
            _rig.Clock.Advance(run == 11 ? TimeSpan.FromDays(1) : TimeSpan.FromMinutes(15));
        }

        var mail = await _rig.MailToAsync("rep");
        Assert.Equal(deals.Select(deal => deal[..7]), mail.SelectMany(message => deals.Select(deal => deal[..7]).Where(id => message.Text.Contains(id, StringComparison.Ordinal))).Order());
    }

    [Fact]
    public async Task The_Digest_Shows_The_Managers_Own_Deals_Beside_The_Teams()
    {
        await _rig.SaveAsync(BoardRig.Person("manager", PersonRole.Manager), BoardRig.Person("rep"));
        await _rig.ShowAsync("crm:rep", "Acme", BoardRig.Raised());
        await _rig.ShowAsync("crm:manager", "Globex", BoardRig.Raised());

        await _rig.DoAsync(new WorkMessage.BuildDigest("manager"));

        var digest = Assert.Single(await _rig.MailToAsync("manager"));
        Assert.Contains("Acme", digest.Text, StringComparison.Ordinal);
        Assert.Contains("Globex", digest.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Win_That_Becomes_Known_After_The_Digest_Is_In_The_Next_One_And_Only_There()
    {
        await _rig.SaveAsync(BoardRig.Person("manager", PersonRole.Manager), BoardRig.Person("rep"));
        await _rig.ShowAsync("crm:rep", "Early", WonAt(BoardRig.Now.AddHours(-3)));
        await _rig.DoAsync(new WorkMessage.BuildDigest("manager"));

        await _rig.ShowAsync("crm:rep", "Late", WonAt(BoardRig.Now.AddHours(-2)));
        foreach (var _ in Enumerable.Range(0, 2))
        {
            _rig.Clock.Advance(TimeSpan.FromDays(1));
            await _rig.DoAsync(new WorkMessage.BuildDigest("manager"));
        }

        var digests = await _rig.MailToAsync("manager");
        Assert.Equal(["Early", "Late", ""], digests.Select(digest => string.Join(' ', Names.Where(name => digest.Text.Contains($"won {name}", StringComparison.Ordinal)))));
    }

    private static readonly string[] Names = ["Early", "Late"];

    private static DealMove WonAt(DateTimeOffset at) => new(DealMoveKind.Won, at, "proposal", "won");
}
