using SalesSignals.Board;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Storage.Memory;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Board;

public class ForgettingTests
{
    private const string Name = "Berta Koch";
    private const string Email = "berta@customer.example";

    private static readonly DateTimeOffset DeletedAt = Some.Noon.AddDays(3);

    [Fact]
    public async Task A_Contact_Goes_From_Every_Deal_And_Its_History_And_Others_Stay()
    {
        var rig = await RigAsync();

        await rig.Forgetting.ForgetAsync("crm", [new("8", DeletedAt)], default);

        foreach (var id in (string[])["1", "2", "3"])
        {
            var deal = (await rig.Stores.ReadAsync(new("crm", id))).Snapshot;
            Assert.True(deal.Contacts.Single(told => told.Id == "8").IsRemoval);
            Assert.Equal("Carl Funder", deal.Contacts.Single(told => told.Id == "9").Facts!.Name);
            Assert.Contains(await rig.Stores.Deals.ReadEventsAsync(new("crm", id), default), told => told is CanonicalEvent.ContactAssociated { Contact.Id: "9" });
        }

        Assert.DoesNotContain((await rig.Stores.ReadAsync(new("crm", "4"))).Snapshot.Contacts, told => told.Id == "8");
        Assert.Equal(Name, Assert.Single((await rig.Stores.ReadAsync(new("other", "1"))).Snapshot.Contacts).Facts!.Name);
        await AssertForgottenAsync(rig);
    }

    [Fact]
    public async Task What_Was_Said_Of_It_After_Its_Deletion_Goes_Too()
    {
        var rig = await RigAsync();
        await ApplyAsync(rig, "1", Berta("1", DeletedAt.AddDays(2)));

        await rig.Forgetting.ForgetAsync("crm", [new("8", DeletedAt)], default);

        Assert.True((await rig.Stores.ReadAsync(new("crm", "1"))).Snapshot.Contacts.Single(told => told.Id == "8").IsRemoval);
        await AssertForgottenAsync(rig);
    }

    [Fact]
    public async Task What_Is_Late_Does_Not_Bring_It_Back_Not_Even_Into_The_History()
    {
        var rig = await RigAsync();
        await rig.Forgetting.ForgetAsync("crm", [new("8", DeletedAt)], default);

        foreach (var id in (string[])["1", "2", "3"])
        {
            await ApplyAsync(rig, id, Berta(id, Some.Noon), Berta(id, DeletedAt.AddSeconds(-1)));
        }

        await AssertForgottenAsync(rig);
    }

    [Fact]
    public async Task Done_Again_It_Changes_Nothing()
    {
        var rig = await RigAsync();
        await rig.Forgetting.ForgetAsync("crm", [new("8", DeletedAt)], default);
        var before = await RowsAsync(rig);

        await rig.Forgetting.ForgetAsync("crm", [new("8", DeletedAt), new("8", DeletedAt.AddHours(-1))], default);

        Assert.Equal(before, await RowsAsync(rig));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Interrupted_Anywhere_It_Is_Finished_By_Doing_It_Again(bool afterItTookEffect)
    {
        var bucket = int.Parse(DealKeys.Bucket(new DealKey("crm", "1")), System.Globalization.CultureInfo.InvariantCulture);
        var crashes = 0;
        for (var dieAt = 1; ; dieAt++)
        {
            var rig = await RigAsync();
            (rig.Points.AfterItTookEffect, rig.Points.DieAt) = (afterItTookEffect, rig.Points.Calls + dieAt);
            var failure = await Record.ExceptionAsync(() => rig.Forgetting.ForgetAsync("crm", [new("8", DeletedAt)], bucket, default));
            if (failure is null)
            {
                break;
            }

            crashes++;
            rig.Points.DieAt = 0;
            await rig.Forgetting.ForgetAsync("crm", [new("8", DeletedAt)], default);
            await AssertForgottenAsync(rig);
        }

        Assert.InRange(crashes, 5, 100);
    }

    [Fact]
    public async Task A_Delivery_That_Says_So_Starts_It_In_Every_Bucket_And_Once_More_When_The_Slow_Are_Done()
    {
        var rig = await RigAsync();
        rig.Says = new([], []) { Forgotten = [new("8", DeletedAt)] };

        await rig.DeliverAsync();

        Assert.Equal(2 * DealKeys.Buckets, await rig.Deliveries.CountAsync(default));
        var done = 0;
        for (var some = 1; some > 0; done += some)
        {
            some = await rig.WaitAsync(TimeSpan.Zero);
        }

        Assert.Equal(DealKeys.Buckets, done);
        await AssertForgottenAsync(rig);

        // Somebody who had read the deal before that writes its history now.
        await rig.Stores.DealsTable.WriteAsync(new TableWrite.Upsert(EventRow.Write(new DealKey("crm", "1"), Berta("1", Some.Noon))), default);
        for (var some = await rig.WaitAsync(Forgetting.SecondRoundAfter); some > 0; some = await rig.WaitAsync(TimeSpan.Zero))
        {
            done += some;
        }

        Assert.Equal(2 * DealKeys.Buckets, done);
        await AssertForgottenAsync(rig);
    }

    [Fact]
    public async Task A_Message_Of_Another_Version_Is_Set_Aside()
    {
        var rig = new HydrationRig();

        var error = await Assert.ThrowsAsync<UnreadableMessageException>(() => rig.ProcessAsync("""{"name":"forget-contact","version":9,"data":{}}"""));

        Assert.Contains("version 9", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Three deals with two contacts, of which one deal went into another; one deal without, and a namesake of another source. A signal that has ended names one.</summary>
    private static async Task<HydrationRig> RigAsync()
    {
        var rig = new HydrationRig();
        foreach (var id in (string[])["1", "2", "3", "4"])
        {
            await ApplyAsync(rig, id, Some.Changed(Some.Noon, new() { Name = $"Deal {id}", Stage = "discovery", OwnerId = "7" }) with { DealId = id });
        }

        foreach (var id in (string[])["1", "2", "3"])
        {
            await ApplyAsync(rig, id, Berta(id, Some.Noon), Berta(id, Some.Noon.AddDays(1)), Told(id, "9", "Carl Funder", "carl@customer.example", Some.Noon));
        }

        await ApplyAsync(rig, "3", new CanonicalEvent.DealMerged { Id = "m", OccurredAt = Some.Noon.AddDays(2), DealId = "3", IntoDealId = "2" });
        await rig.Stores.DealsTable.WriteAsync(
            new TableWrite.Upsert(new(DealKeys.Bucket(new DealKey("crm", "1")), DealKeys.Signal(new("crm", "1"), SignalKinds.ChampionSilent))
            {
                ["Summary"] = $"{Name} has been silent for 12 working days.", ["ClearedAt"] = Some.Noon.AddDays(2),
            }),
            default);
        await rig.Stores.ApplyAsync(new DealKey("other", "1"), Told("1", "8", Name, "other@customer.example", Some.Noon));
        return rig;
    }

    private static CanonicalEvent.ContactAssociated Berta(string deal, DateTimeOffset at) => Told(deal, "8", Name, Email, at);

    private static CanonicalEvent.ContactAssociated Told(string deal, string id, string name, string email, DateTimeOffset at) =>
        new() { Id = $"contact-{id}@{at:O}", OccurredAt = at, DealId = deal, Contact = new() { Id = id, Name = name, Email = email } };

    private static Task ApplyAsync(HydrationRig rig, string deal, params CanonicalEvent[] events) => rig.Stores.ApplyAsync(new DealKey("crm", deal), events);

    /// <summary>Looks at every row there is, rather than where the data should have been.</summary>
    private static async Task AssertForgottenAsync(HydrationRig rig)
    {
        var rows = await RowsAsync(rig);
        Assert.NotEmpty(rows);
        Assert.DoesNotContain(rows, row => !row.Contains("other:1", StringComparison.Ordinal) && !row.Contains("|other", StringComparison.Ordinal)
            && (row.Contains(Name, StringComparison.Ordinal) || row.Contains(Email, StringComparison.Ordinal)));
    }

    private static async Task<List<string>> RowsAsync(HydrationRig rig)
    {
        var rows = new List<string>();
        foreach (var table in (ITable[])[rig.Stores.DealsTable, rig.BoardTable])
        {
            await foreach (var page in table.QueryAsync(new TableQuery(), default))
            {
                rows.AddRange(page.Select(row => $"{row.RowKey}: {string.Join('\n', row.Columns.OrderBy(column => column.Key, StringComparer.Ordinal).Select(column => $"{column.Key}={column.Value}"))}"));
            }
        }

        return rows;
    }
}
