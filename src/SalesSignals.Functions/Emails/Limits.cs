namespace SalesSignals.Functions.Emails;

/// <summary>How much an email shows; the rest is counted. Gmail cuts messages off at 102 KB.</summary>
internal static class Limits
{
    public const int HtmlBytes = 100_000;

    public const int Rows = 6;

    public const int Name = 80;

    public const int Sentence = 240;

    public const int Value = 120;
}
