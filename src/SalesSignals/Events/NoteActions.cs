namespace SalesSignals.Events;

/// <summary>What a note says will be done: in English by its own patterns, in other languages by who, and an action close by.</summary>
internal static class NoteActions
{
    /// <summary>How far an action may stand from who does it, or from what announces it: verbs come late in some languages.</summary>
    private const int Reach = 8;

    public static bool HasNextStep(NoteText note, NoteLexicon lexicon)
    {
        for (var i = 0; i < note.Words.Count; i++)
        {
            if (lexicon.IsEnglish && NextSteps.IsAt(note.Words, i))
            {
                return true;
            }
        }

        return lexicon.HasLanguages && note.Sentences.Any(sentence => IsNextStep(note, sentence, lexicon));
    }

    public static bool HasCustomerAction(NoteText note, NoteLexicon lexicon) =>
        note.Sentences.Any(sentence => CustomerActionIn(note, sentence, lexicon) >= 0);

    /// <summary>Where a sentence says that the customer will do something; -1 where it does not.</summary>
    public static int CustomerActionIn(NoteText note, NoteSentence sentence, NoteLexicon lexicon)
    {
        for (var i = sentence.From; i < sentence.To && !sentence.IsQuestion; i++)
        {
            if ((lexicon.IsEnglish && NoteCustomers.IsAt(note, sentence, i, lexicon))
                || (lexicon.Customers.IsAt(note.Words, i) && (ActsAfter(note, sentence, i, lexicon) || ActsBefore(note, sentence, i, lexicon))))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsNextStep(NoteText note, NoteSentence sentence, NoteLexicon lexicon)
    {
        for (var i = sentence.From; i < sentence.To && !sentence.IsQuestion; i++)
        {
            var isNamed = lexicon.NextSteps.LengthAt(note.Words, i) is > 0 and var length
                && !IsDenied(note, lexicon, Math.Max(sentence.From, i - 2), i)
                && !IsDenied(note, lexicon, i + length, Math.Min(sentence.To, i + length + 3));
            if (isNamed || ((lexicon.Intents.IsAt(note.Words, i) || lexicon.Own.IsAt(note.Words, i)) && ActsAfter(note, sentence, i, lexicon)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Der Kunde wird den Vertrag bis Freitag prüfen".</summary>
    private static bool ActsAfter(NoteText note, NoteSentence sentence, int from, NoteLexicon lexicon)
    {
        for (var i = from + 1; i < Math.Min(sentence.To, from + 1 + Reach); i++)
        {
            if (lexicon.Actions.IsAt(note.Words, i))
            {
                // "schickt er nicht"
                return !IsDenied(note, lexicon, Math.Max(sentence.From, from - 3), i) && !IsDenied(note, lexicon, i, Math.Min(sentence.To, i + 3));
            }

            if (lexicon.Own.IsAt(note.Words, i) || lexicon.Customers.IsAt(note.Words, i))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>"Bis Freitag schickt uns der Kunde die Pläne".</summary>
    private static bool ActsBefore(NoteText note, NoteSentence sentence, int to, NoteLexicon lexicon)
    {
        for (var i = to - 1; i >= Math.Max(sentence.From, to - 3); i--)
        {
            if (lexicon.Actions.IsAt(note.Words, i))
            {
                var (before, after) = (Math.Max(sentence.From, i - 3), Math.Min(sentence.To, to + 4));
                return !IsDenied(note, lexicon, before, after) && !AnyIn(note, lexicon.Own, before, after);
            }
        }

        return false;
    }

    private static bool IsDenied(NoteText note, NoteLexicon lexicon, int from, int to) => AnyIn(note, lexicon.Negations, from, to);

    private static bool AnyIn(NoteText note, NotePhrases phrases, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (phrases.IsAt(note.Words, i))
            {
                return true;
            }
        }

        return false;
    }
}
