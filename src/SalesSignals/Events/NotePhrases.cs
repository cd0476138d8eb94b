using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SalesSignals.Events;

/// <summary>Words and sequences of words to be found, each with what it stands for. <c>#</c> is any number; "Acme's" is Acme too.</summary>
internal sealed class NotePhrases
{
    private const string Number = "#";

    private readonly FrozenDictionary<string, ImmutableArray<Phrase>> _byFirst;

    private NotePhrases(IEnumerable<Phrase> phrases) => _byFirst = phrases
        .Where(phrase => !phrase.Words.IsEmpty)
        .GroupBy(phrase => phrase.Words[0], StringComparer.Ordinal)
        .ToFrozenDictionary(same => same.Key, same => same.OrderByDescending(phrase => phrase.Words.Length).ToImmutableArray(), StringComparer.Ordinal);

    public static NotePhrases Of(IEnumerable<string> phrases) => new(phrases.Select(phrase => new Phrase(WordsOf(phrase), phrase)));

    /// <param name="named">What to find, and its name.</param>
    public static NotePhrases Of(IEnumerable<(string Text, string Name)> named) => new(named.Select(phrase => new Phrase(WordsOf(phrase.Text), phrase.Name)));

    /// <summary>How many words the longest of them takes that stands at an index; 0 where none does.</summary>
    public int LengthAt(List<string> words, int i) => Find(words, i)?.Words.Length ?? 0;

    public bool IsAt(List<string> words, int i) => Find(words, i) is not null;

    public string? NameAt(List<string> words, int i) => Find(words, i)?.Name;

    private Phrase? Find(List<string> words, int i)
    {
        if (_byFirst.Count == 0 || i < 0 || i >= words.Count)
        {
            return null;
        }

        var word = words[i];
        return Find(word, words, i) ?? (Stem(word) is { } stem ? Find(stem, words, i) : null) ?? (char.IsAsciiDigit(word[0]) ? Find(Number, words, i) : null);
    }

    private Phrase? Find(string first, List<string> words, int i)
    {
        if (_byFirst.TryGetValue(first, out var phrases))
        {
            foreach (var phrase in phrases)
            {
                if (Fits(phrase.Words, words, i))
                {
                    return phrase;
                }
            }
        }

        return null;
    }

    private static bool Fits(ImmutableArray<string> phrase, List<string> words, int i)
    {
        for (var k = 0; k < phrase.Length; k++)
        {
            var word = NoteWords.At(words, i + k);
            if (word != phrase[k] && Stem(word) != phrase[k] && !(phrase[k] is Number && word is [>= '0' and <= '9', ..]))
            {
                return false;
            }
        }

        return true;
    }

    private static string? Stem(string word) => word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : null;

    /// <summary>As notes are split; a <c>#</c> is a word here only.</summary>
    private static ImmutableArray<string> WordsOf(string phrase) =>
        [.. phrase.Split('#').SelectMany((part, i) => (i == 0 ? [] : (IEnumerable<string>)[Number]).Concat(NoteText.Of(part).Words))];

    private sealed record Phrase(ImmutableArray<string> Words, string Name);
}
