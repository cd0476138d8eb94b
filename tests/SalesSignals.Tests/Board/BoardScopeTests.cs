using SalesSignals.Board;
using SalesSignals.Directory;

namespace SalesSignals.Tests.Board;

public class BoardScopeTests
{
    private static readonly PeopleDirectory People = new(
    [
        Someone("cleo", PersonRole.Admin),
        Someone("mia", PersonRole.Manager, "cleo"), Someone("lea", PersonRole.Manager, "mia"), Someone("ana", PersonRole.Rep, "lea"), Someone("ben", PersonRole.Rep, "mia"),
        Someone("gone", PersonRole.Rep, "mia") with { IsActive = false },
        Someone("nils", PersonRole.Manager, "cleo"), Someone("oda", PersonRole.Rep, "nils"),
    ]);

    [Theory]
    [InlineData("ana", "ana")]
    [InlineData("lea", "ana lea")]
    [InlineData("mia", "ana ben gone lea mia")]
    [InlineData("oda", "oda")]
    [InlineData("gone", "")]
    [InlineData("cleo", "ana ben cleo gone lea mia nils oda")]
    public void A_Rep_Sees_Their_Own_A_Manager_All_Below_And_An_Admin_Everybodys(string viewer, string seen)
    {
        var scope = BoardScope.Of(People, People.ById(viewer)!);

        Assert.Equal(seen, string.Join(' ', scope.Team.Select(person => person.Id)));
        Assert.Equal(seen, string.Join(' ', People.People.Where(scope.Sees).Select(person => person.Id)));
        Assert.Equal(seen, string.Join(' ', People.People.Where(person => scope.Sees($"crm:{person.Id}")).Select(person => person.Id)));
    }

    [Fact]
    public void Deals_Of_Nobody_Are_For_Admins()
    {
        Assert.True(BoardScope.Of(People, People.ById("cleo")!).Sees("crm:"));
        Assert.False(BoardScope.Of(People, People.ById("mia")!).Sees("crm:"));
        Assert.False(BoardScope.Of(People, People.ById("mia")!).Sees("crm:stranger"));
    }

    private static Person Someone(string id, PersonRole role, string? manager = null) =>
        new() { Id = id, Name = id, Email = $"{id}@larkfield.example", Role = role, ManagerId = manager, OwnerKeys = [$"crm:{id}"] };
}
