namespace SalesSignals.Events;

/// <summary>What stands between a word and the one before it.</summary>
internal enum NoteGap : byte
{
    Space,
    Clause,
    Sentence,
}

/// <summary>A sentence, a point of a list or a short line: words from one index until before another.</summary>
internal readonly record struct NoteSentence(int From, int To, bool IsQuestion);

/// <summary>
/// A text as words in small letters, and where its sentences begin. Numbers keep what is inside them (12,000, 10:30, 2026-12-15, 3/4);
/// currency signs are words of their own; HTML tags and entities, which CRMs put into notes, are none.
/// </summary>
internal sealed class NoteText
{
    /// <summary>Whoever breaks longer lines breaks them for the width of the screen; a shorter one is a point by itself.</summary>
    private const int ShortLine = 50;

    private readonly List<NoteGap> _gaps = [];
    private readonly List<bool> _capitals = [];
    private readonly List<NoteSentence> _sentences = [];
    private NoteGap _gap = NoteGap.Sentence;
    private int _lineStart;
    private bool _isQuestion;

    private NoteText(ReadOnlySpan<char> text)
    {
        Words = new(text.Length / 6);
        for (var i = 0; i < text.Length;)
        {
            i += Read(text, i);
        }

        EndSentence();
    }

    public List<string> Words { get; }

    public IReadOnlyList<NoteSentence> Sentences => _sentences;

    public static NoteText Of(ReadOnlySpan<char> text) => new(text);

    /// <summary>The word at an index; empty beyond the ends.</summary>
    public string At(int index) => NoteWords.At(Words, index);

    /// <summary>Whether a word begins a sentence, or what a comma, colon, dash or bracket sets apart.</summary>
    public bool BeginsClause(int index) => index >= 0 && index < _gaps.Count && _gaps[index] is not NoteGap.Space;

    public bool IsCapital(int index) => index >= 0 && index < _capitals.Count && _capitals[index];

    private int Read(ReadOnlySpan<char> text, int i)
    {
        if (NoteWords.MarkupAt(text[i..]) is > 0 and var markup)
        {
            Widen(NoteWords.IsBlock(text[i..]) ? NoteGap.Sentence : NoteGap.Space);
            return markup;
        }

        if (!char.IsLetterOrDigit(text[i]) && !NoteWords.IsCurrency(text[i]))
        {
            Mark(text, i);
            return 1;
        }

        var length = NoteWords.LengthAt(text[i..]);
        if (_gap is NoteGap.Sentence)
        {
            EndSentence();
        }

        _gaps.Add(_gap);
        _capitals.Add(char.IsUpper(text[i]));
        Words.Add(NoteWords.Lower(text.Slice(i, length)));
        _gap = NoteGap.Space;
        return length;
    }

    private void Mark(ReadOnlySpan<char> text, int i)
    {
        var next = i + 1 < text.Length ? text[i + 1] : ' ';
        switch (text[i])
        {
            case '\n':
                Widen(i - _lineStart < ShortLine || BeginsPoint(text[(i + 1)..]) ? NoteGap.Sentence : NoteGap.Clause);
                _lineStart = i + 1;
                break;
            case '?':
                _isQuestion = true;
                Widen(NoteGap.Sentence);
                break;
            case '.' or '!' or ';' when !char.IsLetterOrDigit(next):
                Widen(NoteGap.Sentence);
                break;
            case '•' or '·' or '▪':
                Widen(NoteGap.Sentence);
                break;
            case ',' or ':' or '(' or '[' or '"' or '“' or '”' or '–' or '—' or '|' or '*' or '>':
            case '-' when !char.IsLetterOrDigit(next):
            case ')' when Words is [.., [>= '0' and <= '9', ..]]:
                Widen(NoteGap.Clause);
                break;
        }
    }

    /// <summary>Whether a line begins with a bullet.</summary>
    private static bool BeginsPoint(ReadOnlySpan<char> line) => line.TrimStart(" \t") is ['-' or '*' or '•' or '–' or '+' or '[' or '\r' or '\n', ..];

    private void Widen(NoteGap gap) => _gap = gap > _gap ? gap : _gap;

    private void EndSentence()
    {
        var from = _sentences is [.., var last] ? last.To : 0;
        if (Words.Count > from)
        {
            _sentences.Add(new(from, Words.Count, _isQuestion));
        }

        _isQuestion = false;
    }
}
