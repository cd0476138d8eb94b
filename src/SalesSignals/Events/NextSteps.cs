using System.Collections.Frozen;

namespace SalesSignals.Events;

/// <summary>Where a note says what happens next: "next step: …", "she will send …", "follow up", "demo booked".</summary>
internal static class NextSteps
{
    private static readonly FrozenSet<string> Steps = Set("step", "steps", "meeting", "call", "action", "actions", "demo", "session");

    private static readonly FrozenSet<string> Nothing = Set("none", "no", "not", "tbd", "tba", "unclear", "unknown", "open", "missing", "nothing");

    private static readonly FrozenSet<string> Arranged = Set("scheduled", "booked", "arranged", "todo", "todos");

    private static readonly FrozenSet<string> Intent = Set("agreed", "agrees", "going", "plan", "plans", "planning", "need", "needs", "promised", "committed");

    private static readonly FrozenSet<string> Adverbs = Set("then", "also", "now", "both", "again", "first");

    private static readonly FrozenSet<string> Actions = Set(
        "approve", "arrange", "ask", "book", "bring", "call", "check", "come", "complete", "confirm", "decide", "deliver", "discuss", "email",
        "finalise", "finalize", "finish", "follow", "forward", "get", "give", "include", "introduce", "invite", "involve", "join", "loop", "make",
        "meet", "organise", "organize", "pilot", "prepare", "present", "propose", "provide", "reach", "reply", "respond", "return", "review",
        "revise", "run", "schedule", "send", "set", "share", "show", "sign", "speak", "start", "submit", "talk", "test", "try", "update", "visit",
        "write");

    public static bool IsAt(List<string> words, int i) => words[i] switch
    {
        "next" => Steps.Contains(NoteWords.At(words, i + 1)) && !IsDenied(words, i, i + 1),
        "follow" => NoteWords.At(words, i + 1) is "up" or "ups" && !IsDenied(words, i, i + 1),
        "action" => NoteWords.At(words, i + 1) is "item" or "items" or "point" or "points" && !IsDenied(words, i, i + 1),
        "will" or "shall" or "let's" => IsAction(words, i + 1),
        "to" => Intent.Contains(NoteWords.At(words, i - 1)) && !IsNegation(NoteWords.At(words, i - 2)) && IsAction(words, i + 1),
        var word when word.EndsWith("'ll", StringComparison.Ordinal) => IsAction(words, i + 1),
        var word => Arranged.Contains(word) && !IsNegation(NoteWords.At(words, i - 1)),
    };

    private static bool IsAction(List<string> words, int i) =>
        Actions.Contains(NoteWords.At(words, i)) || (Adverbs.Contains(NoteWords.At(words, i)) && Actions.Contains(NoteWords.At(words, i + 1)));

    /// <summary>"No next step", "no clear next step", "next steps: tbd", "next steps are still unclear".</summary>
    private static bool IsDenied(List<string> words, int from, int to)
    {
        var after = to + 1;
        while (after <= to + 3 && NoteWords.At(words, after) is "is" or "are" or "was" or "were" or "still" or "yet")
        {
            after++;
        }

        return IsNegation(NoteWords.At(words, from - 1)) || IsNegation(NoteWords.At(words, from - 2)) || Nothing.Contains(NoteWords.At(words, after));
    }

    private static bool IsNegation(string word) => NoteWords.IsNegation(word);

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
