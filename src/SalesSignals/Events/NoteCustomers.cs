using System.Collections.Frozen;

namespace SalesSignals.Events;

/// <summary>
/// Where English says that the customer will do something: "she sends the plans by Friday", "they will check with legal", "Berta to
/// confirm". Not what we will do, what they were asked, and what may or may not be.
/// </summary>
internal static class NoteCustomers
{
    private const int DoubtReach = 4;
    private const int DateReach = 12;

    private static readonly FrozenSet<string> Customers = Set(
        "they", "she", "he", "customer", "customers", "client", "clients", "buyer", "prospect", "champion", "procurement", "purchasing",
        "cfo", "ceo", "cto", "cio", "ciso", "coo", "cmo", "cpo", "vp");

    private static readonly FrozenSet<string> Theirs = Set("their", "his", "customer's", "client's", "buyer's", "prospect's");

    private static readonly FrozenSet<string> Ours = Set(
        "we", "i", "us", "me", "my", "our", "ours", "myself", "ourselves", "team", "sales", "marketing", "rep", "ae", "am", "se", "csm", "sdr", "bdr", "you", "your");

    /// <summary>After these somebody else may begin to act: "next step customer to send", "and Berta to confirm".</summary>
    private static readonly FrozenSet<string> Openers = Set("next", "step", "steps", "action", "actions", "then", "and", "now", "but", "so", "that", "todo");

    /// <summary>"A call with the customer will", "email from Berta will": the customer is not who acts.</summary>
    private static readonly FrozenSet<string> Prepositions = Set("with", "from", "by", "of", "to", "at", "about", "for", "on", "without", "via", "like", "against");

    /// <summary>"The customer asked to": nobody said that they will. These are nobody's names either.</summary>
    private static readonly FrozenSet<string> Requests = Set(
        "ask", "asked", "asking", "tell", "told", "want", "wants", "need", "needs", "invite", "invited", "remind", "reminded", "urge", "urged", "push",
        "pushed", "pushing", "get", "getting", "for", "allow", "help", "helps", "enable", "like", "expect", "expects", "request", "requested", "chase", "nudge");

    private static readonly FrozenSet<string> Intents = Set(
        "agreed", "agrees", "going", "plan", "plans", "planning", "need", "needs", "promised", "promises", "committed", "offered", "has", "have", "due");

    private static readonly FrozenSet<string> Helpers = Set("is", "are", "has", "have", "also", "all", "both", "now", "still", "then", "already", "just", "finally");

    private static readonly FrozenSet<string> Adverbs = Set("then", "also", "now", "both", "again", "first", "internally", "all", "each", "definitely", "kindly", "please");

    private static readonly FrozenSet<string> Doubts = Set(
        "if", "once", "when", "whenever", "unless", "whether", "until", "till", "hope", "hopes", "hoping", "hopefully", "maybe", "perhaps", "after", "before",
        "doubt", "doubtful", "unclear", "unlikely", "wonder", "nobody", "neither", "nor", "might", "may", "could", "would");

    private static readonly FrozenSet<string> Actions = Set(
        "approve", "arrange", "ask", "assess", "book", "bring", "call", "check", "circulate", "clarify", "come", "compare", "complete", "confirm", "consult",
        "countersign", "decide", "deliver", "discuss", "email", "escalate", "evaluate", "fill", "finalise", "finalize", "finish", "forward", "get", "give",
        "inform", "introduce", "investigate", "invite", "involve", "issue", "join", "look", "loop", "nominate", "order", "organise", "organize", "pass", "pay",
        "pilot", "prepare", "present", "propose", "provide", "reach", "redline", "release", "reply", "respond", "return", "revert", "review", "revise",
        "schedule", "send", "set", "share", "sign", "speak", "submit", "supply", "talk", "test", "transfer", "try", "update", "validate", "verify", "write");

    private static readonly FrozenSet<string> Presents = Actions.Select(Present).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words that begin a point and are nobody's name.</summary>
    private static readonly FrozenSet<string> NoNames = Set(
        "next", "step", "steps", "action", "actions", "meeting", "call", "demo", "follow", "plan", "goal", "aim", "time", "happy", "ready", "able", "how",
        "what", "when", "where", "who", "which", "why", "this", "that", "these", "those", "it", "there", "here", "everything", "all", "nothing", "nobody",
        "everyone", "everybody", "somebody", "someone", "email", "mail", "note", "reason", "option", "options", "offer", "contract", "proposal", "price", "legal", "finance", "security", "product",
        "engineering", "support", "want", "wants", "wanted", "need", "needs", "have", "has", "had", "going", "try", "tried", "asked", "agreed", "used", "due", "back", "up", "out", "not",
        "try", "remember", "waiting", "trying", "hoping", "looking", "promised", "decided", "supposed", "important", "hard", "easy", "good", "nice", "great", "and", "or", "but", "so",
        "project", "pilot", "trial", "rollout", "budget", "deal", "order", "invoice", "today", "tomorrow", "yesterday", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday", "system", "tool", "solution", "software", "implementation", "decision", "deadline", "answer", "feedback", "update", "reminder", "access", "approval", "todo", "task",
        "docs", "doc", "document", "documents", "items", "item", "points", "point", "questions", "question", "topics", "topic", "things", "people", "terms", "slides", "files",
        "papers", "numbers", "changes", "redlines", "minutes", "agenda", "draft", "form", "forms", "po", "sow", "msa", "nda", "dpa", "rfp", "rfi", "poc", "sla", "loi", "mou", "roi",
        "tco", "fyi", "asap", "ps", "re", "fw", "fwd", "ok", "okay", "yes", "no", "vendor", "supplier", "partner", "version", "part", "chance", "opportunity", "right", "left",
        "team", "hi", "hello", "dear", "thanks", "notes", "summary", "attempt", "intent", "willing", "keen", "open", "likely", "close", "path", "way", "place", "room", "wait");

    public static bool IsAt(NoteText note, NoteSentence sentence, int i, NoteLexicon lexicon)
    {
        if (i > sentence.From && note.BeginsClause(i))
        {
            return false;
        }

        var subject = note.At(i) switch
        {
            "will" or "shall" when IsAction(note, i + 1) => Back(note, sentence, i - 1),
            "to" when IsAction(note, i + 1) => BeforeTo(note, sentence, i, lexicon),
            var word when word.EndsWith("'ll", StringComparison.Ordinal) && IsAction(note, i + 1) => i,
            var word when (Presents.Contains(word) || (Actions.Contains(word) && note.At(i - 1) is "they")) && HasDate(note, sentence, i, lexicon) => i - 1,
            _ => -1,
        };
        return subject >= sentence.From && IsCustomer(note, sentence, subject, lexicon) && !IsDoubted(note, sentence, subject);
    }

    /// <summary>Whether a word is, by itself, one for the customer.</summary>
    public static bool IsCustomerWord(string word) => Customers.Contains(Bare(word)) || Theirs.Contains(word) || word is "them" or "her" or "him" or "hers";

    /// <summary>Who stands before "to": "they are going to", "customer to"; not "asked the customer to".</summary>
    private static int BeforeTo(NoteText note, NoteSentence sentence, int to, NoteLexicon lexicon)
    {
        if (Intents.Contains(note.At(to - 1)))
        {
            return NoteWords.IsNegation(note.At(to - 2)) ? -1 : Back(note, sentence, to - 2);
        }

        if (IsAwaited(note, to - 1))
        {
            return to - 1;
        }

        var who = to - 1;
        return IsName(note, who, mustBegin: true)
            || ((IsWord(note, who, lexicon) || IsOfTheirs(note, who)) && OpensClause(note, sentence, who))
            ? who
            : -1;
    }

    /// <summary>"Customer to send", "next step: their legal team to check"; not "asked the customer to send", "call with the CFO to discuss".</summary>
    private static bool OpensClause(NoteText note, NoteSentence sentence, int who)
    {
        var first = First(note, sentence, who);
        return first <= sentence.From || note.BeginsClause(first) || Openers.Contains(note.At(first - 1));
    }

    /// <summary>Where what speaks of them begins: "the customer", "their legal team".</summary>
    private static int First(NoteText note, NoteSentence sentence, int who)
    {
        var first = who;
        for (var i = who - 1; i >= Math.Max(sentence.From, who - 2); i--)
        {
            first = note.At(i) is "the" or "a" or "her" || Theirs.Contains(note.At(i)) ? i : first;
        }

        return first;
    }

    /// <summary>"Waiting for them to sign".</summary>
    private static bool IsAwaited(NoteText note, int who) =>
        (note.At(who) is "them" or "her" or "him" || Customers.Contains(note.At(who)))
        && Before(note, who) is var f && note.At(f) is "for" or "on" && note.At(f - 1) is "waiting" or "wait" or "waits";

    private static int Before(NoteText note, int who) => note.At(who - 1) is "the" ? who - 2 : who - 1;

    private static int Back(NoteText note, NoteSentence sentence, int i)
    {
        while (i > sentence.From && Helpers.Contains(note.At(i)))
        {
            i--;
        }

        return i;
    }

    private static bool IsCustomer(NoteText note, NoteSentence sentence, int who, NoteLexicon lexicon) =>
        note.At(who - 1) is not ("our" or "my" or "your")
        && (IsAwaited(note, who) || Bare(note.At(who)) is "they" or "she" or "he" || !Prepositions.Contains(note.At(First(note, sentence, who) - 1)) || note.BeginsClause(First(note, sentence, who)))
        && (IsWord(note, who, lexicon)
            || note.At(who) is "them" or "him" or "her"
            || IsOfTheirs(note, who)
            || IsName(note, who, mustBegin: false));

    private static bool IsWord(NoteText note, int who, NoteLexicon lexicon) =>
        Customers.Contains(Bare(note.At(who))) || lexicon.Customers.IsAt(note.Words, who);

    /// <summary>"Their legal", "their IT team".</summary>
    private static bool IsOfTheirs(NoteText note, int who) =>
        (Theirs.Contains(note.At(who - 1)) || Theirs.Contains(note.At(who - 2)) || note.At(who - 1) is "her")
        && !Actions.Contains(note.At(who))
        && (!NoNames.Contains(note.At(who)) || note.At(who) is "legal" or "finance" or "security" or "engineering" or "team");

    /// <summary>A word with a capital that is no other word we know. At the beginning of a point every word has one.</summary>
    private static bool IsName(NoteText note, int who, bool mustBegin)
    {
        var word = Bare(note.At(who));
        if (!note.IsCapital(who) || word.Length < 2 || !word.All(char.IsLetter) || !MayBeName(word))
        {
            return false;
        }

        return !mustBegin || note.BeginsClause(who) || Openers.Contains(note.At(who - 1)) || (note.BeginsClause(who - 1) && note.IsCapital(who - 1) && MayBeName(note.At(who - 1)));
    }

    private static bool MayBeName(string word) =>
        !Ours.Contains(word) && !NoNames.Contains(word) && !Actions.Contains(word) && !Presents.Contains(word) && !Requests.Contains(word) && !Doubts.Contains(word)
        && !Helpers.Contains(word) && !word.EndsWith("ing", StringComparison.Ordinal) && !word.EndsWith("ed", StringComparison.Ordinal) && !word.EndsWith("ly", StringComparison.Ordinal);

    private static bool IsAction(NoteText note, int i)
    {
        while (Adverbs.Contains(note.At(i)))
        {
            i++;
        }

        var word = note.At(i);
        return Actions.Contains(word) || (word is "be" && note.At(i + 1) is [.. var stem, 'i', 'n', 'g'] && (Actions.Contains(stem) || Actions.Contains(stem + "e")));
    }

    private static bool IsDoubted(NoteText note, NoteSentence sentence, int who)
    {
        for (var i = Math.Max(sentence.From, who - DoubtReach); i < who; i++)
        {
            if (Doubts.Contains(note.At(i)) || NoteWords.IsNegation(note.At(i)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasDate(NoteText note, NoteSentence sentence, int from, NoteLexicon lexicon)
    {
        for (var i = from + 1; i < Math.Min(sentence.To, from + DateReach); i++)
        {
            if (NoteDates.IsAt(note.Words, i, lexicon))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Without what is drawn together with it: they'll, she's, they're, they've.</summary>
    private static string Bare(string word) => word.IndexOf('\'', StringComparison.Ordinal) is > 0 and var mark ? word[..mark] : word;

    private static string Present(string action) => action switch
    {
        [.., 'h'] or [.., 's'] => action + "es",
        [.., not ('a' or 'e' or 'o' or 'u'), 'y'] => action[..^1] + "ies",
        _ => action + "s",
    };

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
