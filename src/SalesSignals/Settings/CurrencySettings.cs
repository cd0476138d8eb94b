using System.Collections.Immutable;
using System.ComponentModel;

namespace SalesSignals.Settings;

/// <summary>What other currencies are worth, so that sums can be made of them. Without rates each currency is kept apart.</summary>
public sealed record CurrencySettings
{
    [Description("The currency that rates are in, such as EUR. Sums of several currencies are told in it, unless all quotas are in another one.")]
    public string? Report { get; set; }

    [Description("What one unit of another currency is worth in the report currency, by its code: { \"CHF\": 1.05 }. A currency without a rate is kept apart.")]
    public ImmutableSortedDictionary<string, decimal> Rates { get; set; } = ImmutableSortedDictionary<string, decimal>.Empty;

    [Description("The day that the rates are of. It stands beside each sum that they were used for.")]
    public DateOnly? RatesOf { get; set; }
}
