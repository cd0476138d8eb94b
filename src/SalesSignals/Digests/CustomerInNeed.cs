using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Signals;
using SalesSignals.Teams;

namespace SalesSignals.Digests;

/// <summary>A customer whom somebody should call, why, and who won them last.</summary>
public sealed record CustomerInNeed(string Name, string Owner, Signal Signal)
{
    /// <summary>The gravest first, then the largest.</summary>
    public static ImmutableArray<CustomerInNeed> Find(IEnumerable<AccountSignals> accounts, CurrencyRates? rates = null) =>
    [
        .. DealRanking.WorstFirst(accounts, account => account.Owned.Deal, account => account.Gravest.Severity, rates)
            .Select(account => new CustomerInNeed(Wording.Clean(account.Account.Name, 50), Wording.FirstName(account.Owned.Owner.Name), account.Gravest)),
    ];

    public string Describe() => Wording.Clean($"{Signal.Summary} {Signal.NextAction}", 280);
}
