namespace SalesSignals.Events;

/// <summary>
/// Reads from a note what the rules ask of it: how long it is, what happens next and who does it, whether it names a day, money, a yes,
/// a competitor, a department. Plain word patterns, always the same answer for the same text and lexicon; where in doubt the answer is
/// no, which asks for a better note.
/// </summary>
public static class NoteReader
{
    /// <summary>What stands after this many characters is not read.</summary>
    public const int MaxLength = 100_000;

    /// <summary>Reads English, with nothing of an installation's own.</summary>
    public static NoteReading Read(string text) => Read(text, NoteLexicon.Default);

    public static NoteReading Read(string text, NoteLexicon lexicon)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(lexicon);
        var note = NoteText.Of(NoteQuotes.Without(text.AsSpan(0, Math.Min(text.Length, MaxLength))));
        var words = note.Words;
        var hasCustomerAction = NoteActions.HasCustomerAction(note, lexicon);
        return new(
            words.Count(word => char.IsLetterOrDigit(word[0])),
            hasCustomerAction || NoteActions.HasNextStep(note, lexicon),
            Any(words, i => NoteDates.IsAt(words, i, lexicon)),
            Any(words, i => NotePrices.IsAt(words, i, lexicon)))
        {
            HasCustomerAction = hasCustomerAction,
            HasVerbalYes = NoteYes.IsIn(note, lexicon),
            Competitor = First(words, lexicon.Competitors),
            HelpFrom = NoteHelp.From(note, lexicon),
        };
    }

    private static bool Any(List<string> words, Func<int, bool> isAt)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (isAt(i))
            {
                return true;
            }
        }

        return false;
    }

    private static string? First(List<string> words, NotePhrases phrases)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (phrases.NameAt(words, i) is { } name)
            {
                return name;
            }
        }

        return null;
    }
}
