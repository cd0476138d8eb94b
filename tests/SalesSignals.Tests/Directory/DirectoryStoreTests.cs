using SalesSignals.Directory;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Tests.Directory;

public class DirectoryStoreTests
{
    private static readonly Person Ana = new()
    {
        Id = "ana/1",
        Name = "Ana",
        Email = "ana@example.com",
        Role = PersonRole.Manager,
        TimeZone = "Europe/London",
        QuarterlyQuota = 250_000,
        QuotaCurrency = "EUR",
        OwnerKeys = ["hubspot:1", "crm:7"],
        InactiveOwnerKeys = ["crm:7"],
        SyncedFrom = "hubspot",
    };

    [Fact]
    public async Task People_Survive_Their_Rows()
    {
        var store = new DirectoryStore(new MemoryTable());

        await store.SaveAsync([Ana], default);

        var read = Assert.Single((await store.ReadAsync(default)).People);
        Assert.Equal(Ana.OwnerKeys.ToArray(), read.OwnerKeys.ToArray());
        Assert.Equal(Ana.InactiveOwnerKeys.ToArray(), read.InactiveOwnerKeys.ToArray());
        Assert.Equal(Ana, read with { OwnerKeys = Ana.OwnerKeys, InactiveOwnerKeys = Ana.InactiveOwnerKeys });
    }

    [Fact]
    public async Task Leave_Survives_Its_Row_And_Changes_The_Version()
    {
        var store = new DirectoryStore(new MemoryTable());
        var away = Ana with { Leave = [new(new(2026, 12, 21), new(2027, 1, 3)), new(new(2027, 2, 15), new(2027, 2, 15))] };

        await store.SaveAsync([away], default);

        var read = await store.ReadAsync(default);
        Assert.Equal(away.Leave.ToArray(), read.People[0].Leave.ToArray());
        Assert.Equal(new PeopleDirectory([away]).Version, read.Version);
        Assert.NotEqual(new PeopleDirectory([Ana]).Version, read.Version);
    }

    [Fact]
    public async Task More_People_Than_A_Transaction_Takes_Are_All_Kept()
    {
        var store = new DirectoryStore(new MemoryTable());

        await store.SaveAsync([.. Enumerable.Range(0, 250).Select(i => Ana with { Id = $"p{i}" })], default);

        Assert.Equal(250, (await store.ReadAsync(default)).People.Length);
    }

    [Fact]
    public void Reports_Include_Those_Of_Managers_Below_And_Survive_A_Ring()
    {
        var people = new PeopleDirectory(
        [
            Ana with { Id = "top", ManagerId = "rep" },
            Ana with { Id = "middle", ManagerId = "top" },
            Ana with { Id = "rep", ManagerId = "middle" },
            Ana with { Id = "gone", ManagerId = "middle", IsActive = false },
        ]);

        Assert.Equal(["middle", "rep"], people.ReportsOf("top").Select(person => person.Id));
    }

    [Fact]
    public void Who_Reports_To_Somebody_Who_Has_Left_Is_Not_Lost_To_The_Manager_Above()
    {
        var people = new PeopleDirectory(
        [
            Ana with { Id = "top" },
            Ana with { Id = "left", ManagerId = "top", IsActive = false },
            Ana with { Id = "rep", ManagerId = "left" },
        ]);

        Assert.Equal(["rep"], people.ReportsOf("top").Select(person => person.Id));
    }

    [Theory]
    [InlineData("crm:ana", true)]
    [InlineData("crm:gone", true)] // the manager above the one who has left as well
    [InlineData("crm:alone", false)]
    [InlineData("crm:ring", false)]
    [InlineData("crm:stranger", false)]
    [InlineData("crm:", false)]
    public void Deals_Are_Heard_Of_By_Their_Owner_Or_By_Whoever_Leads_One_Who_Has_Left(string ownerKey, bool isHeard)
    {
        Person Of(string id, string? manager, bool isActive = false) => Ana with { Id = id, Role = PersonRole.Rep, ManagerId = manager, IsActive = isActive, OwnerKeys = [$"crm:{id}"] };
        var people = new PeopleDirectory(
        [
            Of("top", null, isActive: true) with { Role = PersonRole.Manager }, Of("left", "top") with { Role = PersonRole.Manager },
            Of("ana", null, isActive: true), Of("gone", "left"), Of("alone", "ana"), Of("ring", "ring2"), Of("ring2", "ring"),
        ]);

        Assert.Equal(isHeard, people.IsHeard(ownerKey));
    }

    [Fact]
    public void The_Version_Changes_With_Owners_And_Zones_And_Not_With_Names()
    {
        var version = new PeopleDirectory([Ana]).Version;

        Assert.Equal(version, new PeopleDirectory([Ana with { Name = "Anna" }]).Version);
        Assert.NotEqual(version, new PeopleDirectory([Ana with { TimeZone = "Europe/Berlin" }]).Version);
        Assert.NotEqual(version, new PeopleDirectory([Ana with { OwnerKeys = ["crm:8"] }]).Version);
        Assert.NotEqual(version, new PeopleDirectory([Ana with { IsActive = false }]).Version);
    }
}
