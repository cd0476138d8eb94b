using System.Globalization;

namespace SalesSignals.Settings;

/// <summary>Finds what the rates of currencies may not be.</summary>
internal static class CurrencySettingsCheck
{
    private const decimal Least = 0.000_001m;
    private const decimal Most = 1_000_000m;

    public static IEnumerable<SettingsProblem> Problems(CurrencySettings currencies)
    {
        if (currencies.Report is { } report && !IsCode(report))
        {
            yield return new("currencies.report", $"must be a currency's code of three letters, such as EUR; it is \"{report}\"");
        }

        if (currencies.Rates.IsEmpty)
        {
            yield break;
        }

        if (currencies.Report is null)
        {
            yield return new("currencies.report", "must name the currency that the rates are in");
        }

        if (currencies.RatesOf is null)
        {
            yield return new("currencies.ratesOf", "must be the day that the rates are of, such as \"2026-11-02\"");
        }

        foreach (var problem in currencies.Rates.SelectMany(rate => Problems(rate.Key, rate.Value, currencies)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<SettingsProblem> Problems(string code, decimal rate, CurrencySettings currencies)
    {
        var path = $"currencies.rates.{code}";
        if (!IsCode(code))
        {
            yield return new(path, "must be a currency's code of three letters, such as CHF");
        }
        else if (string.Equals(code, currencies.Report, StringComparison.OrdinalIgnoreCase))
        {
            yield return new(path, "must be another currency than the report currency, which is worth 1");
        }
        else if (currencies.Rates.Keys.Count(other => string.Equals(code, other, StringComparison.OrdinalIgnoreCase)) > 1)
        {
            yield return new(path, "must be there once");
        }

        if (rate is < Least or > Most)
        {
            yield return new(path, string.Create(CultureInfo.InvariantCulture, $"must be {Least} to {Most}; it is {rate}"));
        }
    }

    private static bool IsCode(string code) => code.Length == 3 && code.All(char.IsAsciiLetter);
}
