using SalesSignals.Directory;
using SalesSignals.Functions.Work;
using SalesSignals.Outbox;
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
            new TableWrite.Upsert(new(OutboxKeys.Partition("broken"), "told|rep-alert") { ["Ledger"] = new byte[] { 1 } }), default);

        await Assert.ThrowsAsync<PartlyFailedException>(() => _rig.DoAsync(new WorkMessage.BuildAlerts(["broken", "well"])));

        Assert.Single(await _rig.MailToAsync("well"));
        Assert.Empty(await _rig.MailToAsync("broken"));
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
}
