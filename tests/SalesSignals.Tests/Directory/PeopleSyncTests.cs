using SalesSignals.Directory;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Tests.Directory;

public sealed class PeopleSyncTests
{
    private static readonly Person Ana = new()
    {
        Id = "ana", Name = "Ana Lima", Email = "ana@example.com", Role = PersonRole.Manager, TimeZone = "Europe/Lisbon", QuarterlyQuota = 1000, QuotaCurrency = "EUR",
        OwnerKeys = ["hubspot:1"],
    };

    [Fact]
    public void Who_Is_New_Becomes_A_Rep_Named_By_Their_Address()
    {
        var plan = Plan([Account("7", "Tom Ashdown", "Tom.Ashdown@Example.com", "Islands")]);

        var tom = Assert.Single(plan.Added);
        Assert.Equal(("tom.ashdown", "Tom Ashdown", "Tom.Ashdown@Example.com", "Islands"), (tom.Id, tom.Name, tom.Email, tom.Team));
        Assert.Equal((PersonRole.Rep, "Etc/UTC", true), (tom.Role, tom.TimeZone, tom.IsActive));
        Assert.Equal<string>(["hubspot:7"], tom.OwnerKeys);
    }

    [Fact]
    public void An_Id_That_Somebody_Has_Gets_A_Number()
    {
        var plan = Plan([Account("7", "Ana B", "ana@b.example"), Account("8", "Ana C", "ana@c.example"), Account("9", "?", "日本@example.com")], Ana);

        Assert.Equal<string>(["ana-2", "ana-3", "person"], plan.Added.Select(person => person.Id));
    }

    [Theory]
    [InlineData(false, "left@example.com")]
    [InlineData(true, null)]
    [InlineData(true, " ")]
    public void Who_Has_Left_And_Who_Has_No_Address_Is_Not_Added(bool isActive, string? email)
    {
        var plan = Plan([Account("7", "Somebody", email) with { IsActive = isActive }]);

        Assert.Empty(plan.ToSave);
        Assert.Equal("hubspot:7", Assert.Single(plan.LeftOut).OwnerKey);
    }

    [Fact]
    public void The_Owner_Key_Names_The_Person_Whatever_Their_Address()
    {
        var plan = Plan([Account("1", "Ana Other", "other@example.com", "Team of the CRM")], Ana);

        // Imported: what was said stays, and only what was left empty is filled.
        var change = Assert.Single(plan.Changed);
        Assert.Equal<string>(["team Team of the CRM"], change.What);
        Assert.Equal(Ana with { Team = "Team of the CRM" }, change.After);
    }

    [Fact]
    public void Where_No_Key_Is_Known_The_Address_Names_The_Person()
    {
        var plan = Plan([Account("5", "A. Lima", "ANA@example.com")], Ana);

        var change = Assert.Single(plan.Changed);
        Assert.Equal<string>(["owner key hubspot:5"], change.What);
        Assert.Equal<string>(["hubspot:1", "hubspot:5"], change.After.OwnerKeys);
        Assert.Equal((Ana.Name, Ana.Email, Ana.Role, Ana.TimeZone, Ana.QuarterlyQuota), (change.After.Name, change.After.Email, change.After.Role, change.After.TimeZone, change.After.QuarterlyQuota));
    }

    [Fact]
    public void Two_Users_With_One_Address_Are_One_Person()
    {
        var plan = Plan([Account("7", "Tom", "tom@example.com"), Account("8", "Tom", "tom@example.com")]);

        Assert.Equal<string>(["hubspot:7", "hubspot:8"], Assert.Single(plan.Added).OwnerKeys);
    }

    [Fact]
    public void Who_Was_Added_By_A_Sync_Follows_The_Crm_And_Who_Was_Imported_Does_Not()
    {
        var tom = Assert.Single(Plan([Account("7", "Tom", "tom@example.com", "Islands")]).Added);
        var renamed = Account("7", "Tom Ashdown", "ashdown@example.com", "Mainland");

        var change = Assert.Single(Plan([renamed], tom).Changed);
        Assert.Equal<string>(["name Tom Ashdown", "email ashdown@example.com", "team Mainland"], change.What);
        Assert.Equal("tom", change.After.Id);
        Assert.Single(Plan([renamed], tom with { SyncedFrom = null }).Unchanged);
        Assert.Single(Plan("close", [renamed with { OwnerKey = "hubspot:7" }], tom).Unchanged);
    }

    [Fact]
    public void An_Address_That_Is_Somebody_Elses_Is_Not_Taken_Over()
    {
        var tom = Assert.Single(Plan([Account("7", "Tom", "tom@example.com")]).Added);

        Assert.Equal(2, Plan([Account("1", "Ana Lima", "ana@example.com"), Account("7", "Tom", "ana@example.com")], Ana, tom).Unchanged.Length);
    }

    [Fact]
    public void Who_Is_Switched_Off_In_Every_Crm_Has_Left_And_May_Come_Back()
    {
        var both = Ana with { OwnerKeys = ["hubspot:1", "close:9"] };

        var half = Assert.Single(Plan([Off("1")], both).Changed).After;
        var whole = Assert.Single(Plan("close", [Off("9") with { OwnerKey = "close:9" }], half).Deactivated);
        var back = Assert.Single(Plan([Account("1", "Ana Lima", "ana@example.com")], whole.After).Changed);

        Assert.True(half.IsActive);
        Assert.False(whole.After.IsActive);
        Assert.Equal<string>(["close:9 is switched off"], whole.What);
        Assert.Equal<string>(["hubspot:1 is switched on again"], back.What);
        Assert.True(back.After.IsActive);
    }

    [Fact]
    public void Who_Was_Said_To_Have_Left_Stays_So()
    {
        var left = Ana with { IsActive = false };

        Assert.False(Assert.Single(Plan([Account("1", "Ana Lima", "ana@example.com")], left).Unchanged).IsActive);
        Assert.False(Assert.Single(Plan([Account("5", "Ana Lima", "ana@example.com")], left).Changed).After.IsActive);
        Assert.False(Assert.Single(Plan([Account("1", "Ana Lima", "ana@example.com")], left with { InactiveOwnerKeys = ["hubspot:1"] }).Changed).After.IsActive);
    }

    [Fact]
    public void A_Key_That_Two_People_Claim_Is_Theirs_To_Settle()
    {
        var ben = Ana with { Id = "ben", Email = "ben@example.com" };

        var plan = Plan([Account("1", "Ana", "ana@example.com", "Team"), Account("6", "Ben", "ben@example.com"), Account("7", "Tom", "tom@example.com")], Ana, ben);

        Assert.Equal<string>(["tom"], plan.ToSave.Select(person => person.Id));
        Assert.Equal<string>(["ana", "ben"], Assert.Single(plan.Conflicts).PersonIds);
        Assert.StartsWith("hubspot:1 is claimed by 'ana' and 'ben', who have its owner key; nothing was written for them.", plan.Conflicts[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void So_Is_An_Address_That_Two_People_Have()
    {
        var plan = Plan([Account("6", "Ana", "ANA@example.com")], Ana, Ana with { Id = "ben", OwnerKeys = [] });

        Assert.Empty(plan.ToSave);
        Assert.Contains("who have its email address", Assert.Single(plan.Conflicts).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Second_Run_Changes_Nothing()
    {
        var store = new DirectoryStore(new MemoryTable());
        await store.SaveAsync([Ana, Ana with { Id = "ben", Email = "ben@example.com", OwnerKeys = ["hubspot:2"] }], default);
        CrmAccount[] accounts =
        [
            Account("1", "Ana L", "ana@crm.example", "Islands"), Off("2"), Account("3", "Cy", "cy@example.com"), Account("4", "Cy", "cy@example.com"), Off("5"), Account("6", "Bot", null),
        ];

        var first = PeopleSync.Plan("hubspot", accounts, await store.ReadAsync(default));
        await store.SaveAsync(first.ToSave, default);
        var second = PeopleSync.Plan("hubspot", accounts.Reverse(), await store.ReadAsync(default));

        Assert.Equal((1, 1, 1, 0), (first.Added.Length, first.Changed.Length, first.Deactivated.Length, first.Unchanged.Length));
        Assert.Equal((0, 0, 0, 3), (second.Added.Length, second.Changed.Length, second.Deactivated.Length, second.Unchanged.Length));
        Assert.Equal(first.LeftOut.Length, second.LeftOut.Length);
    }

    [Fact]
    public async Task What_An_Import_Said_Of_Somebody_Is_Kept_Apart_From_What_The_Crm_Says()
    {
        var store = new DirectoryStore(new MemoryTable());
        var off = Assert.Single(Plan([Off("1")], Ana).Deactivated).After;

        await store.SaveAsync([off], default);

        var read = (await store.ReadAsync(default)).ById("ana")!;
        Assert.False(read.IsActive);
        Assert.True((read with { InactiveOwnerKeys = [] }).IsActive);
    }

    private static PeopleSyncPlan Plan(IEnumerable<CrmAccount> accounts, params Person[] people) => Plan("hubspot", accounts, people);

    private static PeopleSyncPlan Plan(string source, IEnumerable<CrmAccount> accounts, params Person[] people) =>
        PeopleSync.Plan(source, accounts, new(people));

    private static CrmAccount Account(string id, string name, string? email, string? team = null) => new($"hubspot:{id}", name, email, team, IsActive: true);

    private static CrmAccount Off(string id) => new($"hubspot:{id}", "Left", "left@example.com", null, IsActive: false);
}
