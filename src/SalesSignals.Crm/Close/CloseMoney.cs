namespace SalesSignals.Crm.Close;

/// <summary>Close writes money in a currency's smallest unit: 12500050 is EUR 125,000.50, and 12500050 yen are just that.</summary>
internal static class CloseMoney
{
    public static decimal? Amount(decimal? minorUnits, string? currency) => minorUnits / UnitsOf(currency);

    /// <summary>By ISO 4217, for the currencies that do not have hundredths.</summary>
    private static decimal UnitsOf(string? currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "UYI" or "VND" or "VUV"
            or "XAF" or "XOF" or "XPF" => 1,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 1000,
        "CLF" or "UYW" => 10_000,
        _ => 100,
    };
}
