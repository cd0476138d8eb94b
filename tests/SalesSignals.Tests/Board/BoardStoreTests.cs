using SalesSignals.Board;
using SalesSignals.Events;
using SalesSignals.Storage.Memory;

namespace SalesSignals.Tests.Board;

public class BoardStoreTests
{
    private readonly BoardStore _board = new(new MemoryTable());

    [Theory]
    [InlineData(5, 5)]
    [InlineData(120, 130)]
    [InlineData(120, 1000)]
    public async Task A_Team_Has_Its_Own_Deals_However_Large_It_Is(int team, int ownersInAll)
    {
        var owners = Enumerable.Range(0, team).Select(i => $"crm:{i}").ToArray();
        foreach (var owner in owners.Append("crm:stranger").Append("crm:"))
        {
            await _board.PutAsync(Deal($"a{owner[4..]}", owner), default);
            await _board.PutAsync(Deal($"b{owner[4..]}", owner), default);
        }

        var deals = await _board.ReadTeamAsync([.. owners, owners[0]], ownersInAll, default);

        Assert.Equal(owners.Order(StringComparer.Ordinal), deals.Select(owner => owner.Key).Order(StringComparer.Ordinal));
        Assert.All(owners, owner => Assert.Equal([$"a{owner[4..]}", $"b{owner[4..]}"], deals[owner].Select(deal => deal.Key.Id)));
    }

    private static BoardDeal Deal(string id, string owner) =>
        new() { Key = new("crm", id), OwnerKey = owner, Name = "Acme renewal", Status = DealStatus.Open };
}
