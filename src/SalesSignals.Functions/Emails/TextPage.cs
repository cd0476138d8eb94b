using System.Text;

namespace SalesSignals.Functions.Emails;

/// <summary>A plain-text email as it grows: lines of at most 72 columns, so that every reader and every quote keeps its shape.</summary>
internal sealed class TextPage
{
    public const int Columns = 72;

    private readonly StringBuilder _text = new();

    /// <summary>The start of a section, and with <paramref name="underline"/> <c>-</c> of a part of it.</summary>
    public TextPage Heading(string text, char underline = '=') =>
        Blank().Line(text).Line(new string(underline, Math.Min(text.Length, Columns)));

    /// <summary>One empty line, however often it is asked for.</summary>
    public TextPage Blank()
    {
        if (_text.Length > 1 && !(_text[^1] == '\n' && _text[^2] == '\n'))
        {
            _text.Append('\n');
        }

        return this;
    }

    /// <summary>Text of any length, broken between words; lines after the first are indented by <paramref name="indent"/> columns.</summary>
    public TextPage Line(string text, int indent = 0, string first = "")
    {
        var line = new StringBuilder(first.PadRight(indent));
        var start = line.Length;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > start && line.Length + 1 + word.Length > Columns)
            {
                _text.Append(line).Append('\n');
                line.Clear().Append(' ', indent);
                start = indent;
            }

            line.Append(line.Length > start ? " " : string.Empty).Append(word);
        }

        _text.Append(line).Append('\n');
        return this;
    }

    public override string ToString() => _text.ToString();
}
