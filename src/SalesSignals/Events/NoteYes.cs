using System.Collections.Frozen;

namespace SalesSignals.Events;

/// <summary>Where a note says that the buyer said yes: "verbal yes", "they want to go ahead". Not what is hoped for, denied or asked.</summary>
internal static class NoteYes
{
    private const int Before = 8;
    private const int After = 12;

    private static readonly NotePhrases Said = NotePhrases.Of((string[])
    [
        "verbal yes", "verbal agreement", "verbal commitment", "verbal ok", "verbal okay", "verbal go", "verbal approval", "verbally agreed", "verbally committed",
        "verbally confirmed", "agreed verbally", "committed verbally", "said yes", "says yes", "said a yes", "is a yes", "it's a yes", "got a yes", "we have a yes",
        "we have a go", "got a go", "have the go ahead", "got the go ahead", "gave the go ahead", "gave us the go ahead", "given the go ahead", "given us the go ahead",
        "got the green light", "have the green light", "gave the green light", "gave us the green light", "given the green light", "given us the green light", "has green lit",
        "agreed to buy", "agreed to purchase", "agreed to sign", "agreed to go ahead", "agreed to proceed", "agreed to move forward", "agreed to move ahead",
        "agreed to the deal", "decided to buy", "decided to go ahead", "decided to proceed", "decided to go with us", "decided for us", "are going with us", "is going with us", "chose us",
        "chosen us", "picked us", "selected us", "are ready to sign", "is ready to sign", "are ready to buy", "is ready to buy", "are on board to sign",
    ]);

    /// <summary>These count only where somebody else than we wants it.</summary>
    private static readonly NotePhrases Wanted = NotePhrases.Of(
        from want in (string[])["want", "wants", "would like"]
        from what in (string[])["go ahead", "go with us", "proceed", "move forward", "move ahead", "buy", "sign", "purchase"]
        select $"{want} to {what}");

    private static readonly FrozenSet<string> DoubtsBefore = Set(
        "nobody", "neither", "nor", "unclear", "whether", "if", "unless", "until", "till", "before", "once", "when", "hope", "hopes", "hoping", "hopefully", "maybe",
        "perhaps", "might", "may", "could", "would", "should", "will", "expect", "expects", "expecting", "waiting", "wait", "await", "awaiting", "need", "needs", "get", "getting",
        "almost", "nearly", "close", "soon", "likely", "probably", "trying", "try", "aim", "goal", "target", "push", "pushing", "ask", "asked", "asking", "want", "far", "yet", "nearer");

    private static readonly FrozenSet<string> DoubtsAfter = Set(
        "if", "unless", "provided", "depending", "depends", "subject", "pending", "once", "when", "yet", "only", "but", "assuming", "until");

    /// <summary>"They want to go ahead with a pilot": that is no yes to buying.</summary>
    private static readonly FrozenSet<string> Trials = Set(
        "pilot", "trial", "poc", "demo", "test", "evaluation", "call", "meeting", "workshop", "assessment", "proof", "nda", "discovery", "audit", "questionnaire", "quote", "shortlist", "shortlisted", "finalist", "finalists", "rfp");

    public static bool IsIn(NoteText note, NoteLexicon lexicon) => note.Sentences.Any(sentence => !sentence.IsQuestion && IsIn(note, sentence, lexicon));

    private static bool IsIn(NoteText note, NoteSentence sentence, NoteLexicon lexicon)
    {
        for (var i = sentence.From; i < sentence.To; i++)
        {
            if ((lexicon.IsEnglish && IsEnglish(note, sentence, i)) || IsOther(note, sentence, i, lexicon))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEnglish(NoteText note, NoteSentence sentence, int i)
    {
        var wanted = Wanted.LengthAt(note.Words, i);
        var length = wanted > 0 ? wanted : Said.LengthAt(note.Words, i);
        return length > 0
            && !(wanted > 0 && (i == sentence.From || note.At(i - 1) is "we" or "i" or "you" or "to" || note.At(i - 2) is "we" or "i" or "you"))
            && !Any(note, Math.Max(sentence.From, i - Before), i, word => DoubtsBefore.Contains(word) || NoteWords.IsNegation(word))
            && !Any(note, i + length, Math.Min(sentence.To, i + length + After), word => DoubtsAfter.Contains(word) || word is "not" or "no")
            && !Any(note, i + length, Math.Min(sentence.To, i + length + 5), Trials.Contains);
    }

    private static bool IsOther(NoteText note, NoteSentence sentence, int i, NoteLexicon lexicon) =>
        lexicon.Yes.LengthAt(note.Words, i) is > 0 and var length
        && !IsDenied(note, Math.Max(sentence.From, i - Before), i, lexicon)
        && !IsDenied(note, i + length, Math.Min(sentence.To, i + length + After), lexicon);

    private static bool IsDenied(NoteText note, int from, int to, NoteLexicon lexicon)
    {
        for (var i = from; i < to; i++)
        {
            if (lexicon.Negations.IsAt(note.Words, i))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Any(NoteText note, int from, int to, Func<string, bool> isOne)
    {
        for (var i = from; i < to; i++)
        {
            if (isOne(note.At(i)))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
