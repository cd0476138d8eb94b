using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Settings;

namespace SalesSignals.Board;

/// <summary>What currencies are worth in one another, as settings say. Nothing is guessed: without a rate an amount stays what it is.</summary>
public sealed class CurrencyRates
{
    private readonly FrozenDictionary<string, decimal> _rates;

    public CurrencyRates(CurrencySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Report = settings.Report is { Length: > 0 } report ? Money.Code(report) : null;
        RatesOf = settings.RatesOf;
        _rates = Report is null
            ? FrozenDictionary<string, decimal>.Empty
            : settings.Rates.Where(rate => rate.Value > 0)
                .DistinctBy(rate => Money.Code(rate.Key))
                .ToDictionary(rate => Money.Code(rate.Key), rate => rate.Value)
                .Append(new(Report, 1))
                .DistinctBy(rate => rate.Key)
                .ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static CurrencyRates None { get; } = new(new());

    /// <summary>The currency that rates are in; null where there are none.</summary>
    public string? Report { get; }

    /// <summary>The day they are of.</summary>
    public DateOnly? RatesOf { get; }

    /// <summary>An amount in another currency; null where no rate is known.</summary>
    public Money? In(string currency, Money money) => Between(money.Currency, currency) is { } rate ? new(money.Amount * rate, currency) : null;

    /// <summary>An amount that can be compared with others: in the report currency where a rate is known, as it is otherwise.</summary>
    public Money Comparable(Money money) => Report is { } report ? In(report, money) ?? money : money;

    /// <summary>What one unit of a currency is worth in another; null where nobody has said.</summary>
    public decimal? Between(string from, string to)
    {
        if (from == to)
        {
            return 1;
        }

        return _rates.TryGetValue(from, out var worth) && _rates.TryGetValue(to, out var unit) ? worth / unit : null;
    }

    /// <summary>
    /// The currency to tell a sum of several in: that of the quotas where they have one, the report currency otherwise. Null where there is
    /// nothing to convert: one currency alone stays what it is.
    /// </summary>
    public string? CommonOf(IEnumerable<string> quotas, IEnumerable<string> amounts)
    {
        var wanted = quotas.Distinct(StringComparer.Ordinal).ToList();
        var all = wanted.Concat(amounts).Distinct(StringComparer.Ordinal).Take(2).Count();
        return all < 2 || Report is null ? null : wanted.Count == 1 ? wanted[0] : Report;
    }

    /// <summary><c>1 CHF = 1.05 EUR, 1 USD = 0.92 EUR (rates of 2 Nov 2026)</c>, of those currencies that were converted; null where none was.</summary>
    public string? Describe(IEnumerable<string> from, string to)
    {
        var used = from.Where(currency => currency != to).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(currency => (Currency: currency, Rate: Between(currency, to)))
            .Where(used => used.Rate is not null)
            .Select(used => $"1 {used.Currency} = {Figure(used.Rate!.Value)} {to}")
            .ToImmutableArray();
        return used.IsEmpty ? null : $"{string.Join(", ", used)}{(RatesOf is { } day ? $" (rates of {day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)})" : string.Empty)}";
    }

    /// <summary>Four significant figures: a rate of a yen is no zero.</summary>
    private static string Figure(decimal rate)
    {
        var places = rate >= 1 ? 4 : Math.Clamp(3 - (int)Math.Floor(Math.Log10((double)rate)), 4, 12);
        return Math.Round(rate, places).ToString("0.############", CultureInfo.InvariantCulture);
    }
}
