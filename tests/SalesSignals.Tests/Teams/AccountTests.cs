using SalesSignals.Events;
using SalesSignals.Teams;
using SalesSignals.Tests.Support;
using static SalesSignals.Tests.Teams.TeamSamples;

namespace SalesSignals.Tests.Teams;

public sealed class AccountTests
{
    [Fact]
    public void Deals_Of_The_Same_Account_Belong_Together_By_Id_Or_By_Name()
    {
        var accounts = Account.Of(new[]
        {
            Open(id: "1") with { AccountId = "a", AccountName = "Acme" },
            Won(id: "2") with { AccountId = "a" },
            Open(id: "3") with { AccountName = " acme" },
            Open(id: "4") with { AccountName = "Globex" },
            Open(id: "5") with { AccountName = "globex" },
            Open(id: "6"),
            Open(id: "7") with { AccountId = "a", Status = DealStatus.Deleted },
            Open(id: "8") with { Key = new("other", "8"), AccountId = "a" },
        }.Select(deal => new OwnedDeal(Rep, deal)));

        Assert.Equal(["1 2 3", "4 5", "6", "8"], accounts.Select(account => string.Join(' ', account.Deals.Select(owned => owned.Deal.Key.Id))));
        Assert.Equal(["Acme", "Globex", "Deal 6", "Deal 8"], accounts.Select(account => account.Name));
        Assert.Equal([true, true, false, true], accounts.Select(account => account.Id is not null));
    }

    [Fact]
    public void A_Name_That_Two_Accounts_Bear_Is_Neither()
    {
        var accounts = Account.Of(new[]
        {
            Open(id: "1") with { AccountId = "a", AccountName = "Acme" },
            Open(id: "2") with { AccountId = "b", AccountName = "Acme" },
            Open(id: "3") with { AccountName = "Acme" },
        }.Select(deal => new OwnedDeal(Rep, deal)));

        Assert.Equal(3, accounts.Length);
    }

    [Fact]
    public void Its_Last_Win_And_Last_Touch_Are_Those_Of_All_Its_Deals()
    {
        var account = Assert.Single(Account.Of(new[]
        {
            Won(id: "1", closedAt: "2026-03-01T12:00Z") with { AccountId = "a", LastBuyerTouchAt = Now.AddDays(-9) },
            Won(id: "2", closedAt: "2026-06-01T12:00Z") with { AccountId = "a", LastBuyerTouchAt = Now.AddDays(-8), LastSellerTouchAt = Now.AddDays(-3) },
            Open(id: "3") with { AccountId = "a", LastSellerTouchAt = Now.AddDays(-5), NextPlannedAt = Now.AddDays(-1) },
        }.Select(deal => new OwnedDeal(Rep, deal))));

        Assert.Equal(("2", (DateTimeOffset?)Now.AddDays(-3), true), (account.LastWin!.Deal.Key.Id, account.LastTouchAt, account.HasOpenDeal));
        Assert.Null(account.NextPlannedAfter(Now));
    }
}
