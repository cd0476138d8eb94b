namespace SalesSignals.Functions.Emails;

/// <summary>How long an email takes to read.</summary>
public static class ReadingTime
{
    /// <summary>People read 238 words of English prose a minute on average (Brysbaert, 2019, a review of 190 studies).</summary>
    public const int WordsAMinute = 238;

    /// <summary>
    /// The words of a plain text above its footer. Figures are seen rather than read, and links are there to be clicked: they and what names them do not count.
    /// </summary>
    public static int Words(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n').TakeWhile(line => line != "--").ToArray();
        return lines
            .Where((line, place) => !IsLink(line) && !(place + 1 < lines.Length && line.EndsWith(':') && IsLink(lines[place + 1])))
            .Sum(line => line.Split(' ').Count(word => word.Any(char.IsLetter)));
    }

    private static bool IsLink(string line) => line.StartsWith("http", StringComparison.Ordinal);
}
