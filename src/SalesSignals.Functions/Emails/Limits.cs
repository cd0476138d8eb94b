namespace SalesSignals.Functions.Emails;

/// <summary>How much an email shows; the rest is counted. Gmail cuts messages off at 102 KB.</summary>
internal static class Limits
{
    public const int HtmlBytes = 100_000;

    /// <summary>Signals in full on a deal's card: tried in turn until the whole fits.</summary>
    public static readonly int[] SignalsShown = [4, 2, 1];

    public const int Evidence = 4;

    public const int Rows = 6;

    public const int Troubles = 6;

    public const int Name = 80;

    public const int Sentence = 240;

    public const int Value = 120;
}
