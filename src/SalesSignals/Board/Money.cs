using SalesSignals.Directory;

namespace SalesSignals.Board;

/// <summary>An amount that never forgets its currency, written as its reader expects it (<see cref="ReaderCulture"/>): <c>€12,000</c>, <c>12,000 CHF</c>, <c>12.000 €</c>.</summary>
/// <param name="Currency">ISO 4217 code; empty where the CRM names none.</param>
public readonly record struct Money(decimal Amount, string Currency)
{
    /// <summary>Above this an amount is a slip of the finger; sums of such would overflow.</summary>
    internal const decimal Believable = 1_000_000_000_000_000m;

    /// <summary>What a deal is worth, or null where its amount is unknown.</summary>
    public static Money? Of(BoardDeal deal)
    {
        ArgumentNullException.ThrowIfNull(deal);
        return deal.Amount is { } amount && Math.Abs(amount) < Believable ? new(amount, Code(deal.Currency)) : null;
    }

    /// <summary>A currency as we compare it: upper case, at most a word.</summary>
    public static string Code(string? currency) => string.Concat((currency ?? "").Where(char.IsLetterOrDigit).Take(8)).ToUpperInvariant();

    public override string ToString()
    {
        var culture = ReaderCulture.Current;
        var number = culture.Number(Math.Round(Math.Abs(Amount), MidpointRounding.AwayFromZero));
        var sign = Amount < 0 ? "-" : string.Empty;
        return Symbol(Currency) switch
        {
            null => $"{sign}{number} {Currency}",
            "" => sign + number,
            var symbol when culture.SymbolAfter => $"{sign}{number}\u00A0{symbol}",
            var symbol => $"{sign}{symbol}{number}",
        };
    }

    private static string? Symbol(string? currency) => currency switch
    {
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        null or "" => "",
        _ => null,
    };
}
