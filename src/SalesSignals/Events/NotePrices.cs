using System.Collections.Frozen;

namespace SalesSignals.Events;

/// <summary>Where a note speaks of money: price, budget, discount, $12k, 12,000 EUR.</summary>
internal static class NotePrices
{
    private static readonly FrozenSet<string> Words = Set(
        "price", "prices", "priced", "pricing", "budget", "budgets", "budgeted", "budgetary", "cost", "costs", "costing", "discount", "discounts",
        "discounted", "quote", "quotes", "quoted", "quotation", "fee", "fees", "dollars", "euros", "pounds", "expensive", "cheaper", "afford",
        "affordable", "tco");

    private static readonly FrozenSet<string> Currencies = Set(
        "usd", "eur", "gbp", "chf", "cad", "aud", "nzd", "sek", "nok", "dkk", "jpy", "cny", "inr", "brl", "mxn", "pln", "czk", "zar", "sgd");

    public static bool IsAt(List<string> words, int i, NoteLexicon lexicon) =>
        (lexicon.IsEnglish && Words.Contains(words[i]))
        || lexicon.Prices.IsAt(words, i)
        || (IsCurrency(words, i, lexicon) && (IsFigure(words, i - 1) || IsFigure(words, i + 1)));

    private static bool IsCurrency(List<string> words, int i, NoteLexicon lexicon) =>
        NoteWords.IsCurrency(words[i][0]) || Currencies.Contains(words[i]) || lexicon.Currencies.IsAt(words, i);

    private static bool IsFigure(List<string> words, int i) => NoteWords.At(words, i) is [>= '0' and <= '9', ..];

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
