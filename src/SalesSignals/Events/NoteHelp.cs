using System.Collections.Frozen;

namespace SalesSignals.Events;

/// <summary>
/// Whom inside our own company a note asks for help: "need legal to review", "waiting for finance", "Security review of the DPA". Not the
/// customer's departments: "they will check with legal", "their finance".
/// </summary>
internal static class NoteHelp
{
    private const int Reach = 5;

    private static readonly FrozenSet<string> Asking = Set(
        "help", "support", "review", "reviews", "reviewed", "approval", "approve", "approves", "sign", "signoff", "input", "feedback", "assistance", "escalate",
        "escalated", "request", "requested", "need", "needs", "needed", "ask", "asked", "asking", "waiting", "wait", "chase", "chasing", "chased", "loop", "looped",
        "involve", "involved", "ping", "pinged", "redline", "redlines", "clearance", "check", "consult", "get", "bring", "arrange", "find", "join", "advice", "pull", "discuss", "follow");

    /// <summary>"Legal is looking at it": whose, nobody says.</summary>
    private static readonly FrozenSet<string> States = Set("will", "is", "are", "was", "were", "has", "have", "had", "wants", "says", "said", "asked", "needs", "thinks");

    /// <summary>What may follow a department that was asked. "Legal terms" and "security questionnaire" are things, and no departments.</summary>
    private static readonly FrozenSet<string> Follows = Set(
        "to", "for", "on", "about", "re", "and", "or", "by", "before", "with", "team", "dept", "department", "asap", "of", "via", "first", "again", "regarding",
        "today", "tomorrow", "this", "next", "in", "at", "soon", "please", "monday", "tuesday", "wednesday", "thursday", "friday", "until", "please");

    public static string? From(NoteText note, NoteLexicon lexicon)
    {
        foreach (var sentence in note.Sentences)
        {
            if (From(note, sentence, lexicon) is { } department)
            {
                return department;
            }
        }

        return null;
    }

    private static string? From(NoteText note, NoteSentence sentence, NoteLexicon lexicon)
    {
        if (sentence.IsQuestion)
        {
            return null;
        }

        var isCustomers = false;
        for (var i = sentence.From; i < sentence.To; i++)
        {
            if (lexicon.Departments.NameAt(note.Words, i) is { } department)
            {
                var length = lexicon.Departments.LengthAt(note.Words, i);
                var isOurs = note.At(i) is "our" || note.At(i - 1) is "our" or "internal";
                if ((isOurs || !(isCustomers || IsOthers(note, i, length))) && IsAsked(note, sentence, i, length, lexicon))
                {
                    return department;
                }

                i += length - 1;
            }
            else
            {
                isCustomers |= (lexicon.IsEnglish && (NoteCustomers.IsCustomerWord(note.At(i)) || NoteCustomers.IsAt(note, sentence, i, lexicon)))
                    || lexicon.Customers.IsAt(note.Words, i);
            }
        }

        return null;
    }

    private static bool IsOthers(NoteText note, int i, int length) =>
        note.At(i - 1) is "your" or "no" or "without" || States.Contains(note.At(i + length));

    private static bool IsAsked(NoteText note, NoteSentence sentence, int i, int length, NoteLexicon lexicon)
    {
        var next = i + length;
        var isNamed = lexicon.IsEnglish
            && (next >= sentence.To || note.BeginsClause(next) || Follows.Contains(note.At(next)) || Asking.Contains(note.At(next)));
        for (var at = Math.Max(sentence.From, i - Reach); at < Math.Min(sentence.To, i + length + Reach); at++)
        {
            if ((isNamed && Asking.Contains(note.At(at)) && !NoteWords.IsNegation(note.At(at - 1))) || lexicon.Help.IsAt(note.Words, at))
            {
                return true;
            }
        }

        return false;
    }

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
