namespace SalesSignals.Events;

/// <summary>
/// Reads from a note what the rules ask of it: how long it is, whether it says what happens next, names a day, speaks of money. Plain
/// word patterns of English, always the same answer for the same text; where in doubt the answer is no, which asks for a better note.
/// </summary>
public static class NoteReader
{
    /// <summary>What stands after this many characters is not read.</summary>
    public const int MaxLength = 100_000;

    public static NoteReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = NoteWords.Split(text.AsSpan(0, Math.Min(text.Length, MaxLength)));
        return new(
            words.Count(word => char.IsLetterOrDigit(word[0])),
            Any(words, NextSteps.IsAt),
            Any(words, NoteDates.IsAt),
            Any(words, NotePrices.IsAt));
    }

    private static bool Any(List<string> words, Func<List<string>, int, bool> isAt)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (isAt(words, i))
            {
                return true;
            }
        }

        return false;
    }
}
