using System.Collections.Immutable;
using System.Globalization;

namespace SalesSignals.Settings;

/// <summary>Finds what the words of notes may not be.</summary>
internal static class NoteSettingsCheck
{
    /// <summary>Of all lists together: more would make every note slow to read and the document too large to keep.</summary>
    public const int MostWords = 5000;

    public const int LongestWord = 60;

    private const int LongestPhrase = 6;
    private const int MostNames = 50;

    public static IEnumerable<SettingsProblem> Problems(NoteSettings notes)
    {
        List<(string Path, ImmutableArray<string> Words)> lists =
        [
            ("notes.competitors", notes.Competitors),
            .. notes.Departments.Select(department => ($"notes.departments.{department.Key}", department.Value)),
            .. notes.Languages.SelectMany(language => language.Value.Kinds().Select(kind => ($"notes.languages.{language.Key}.{kind.Kind}", kind.Words))),
        ];
        return
        [
            .. Names("notes.departments", notes.Departments.Keys),
            .. Names("notes.languages", notes.Languages.Keys),
            .. lists.SelectMany(list => Words(list.Path, list.Words)),
            .. notes.Departments.Where(department => department.Value.IsDefaultOrEmpty).Select(department =>
                new SettingsProblem($"notes.departments.{department.Key}", "must name at least one word")),
            .. lists.Sum(list => list.Words.Length) is > MostWords and var count
                ? [new("notes", string.Create(CultureInfo.InvariantCulture, $"must name at most {MostWords} words in all; there are {count}"))]
                : (IEnumerable<SettingsProblem>)[],
        ];
    }

    private static IEnumerable<SettingsProblem> Names(string path, IEnumerable<string> names)
    {
        var all = names.ToList();
        if (all.Count > MostNames)
        {
            yield return new(path, string.Create(CultureInfo.InvariantCulture, $"must be at most {MostNames}; there are {all.Count}"));
        }

        foreach (var name in all.Where(name => name.Length is 0 or > LongestWord || string.IsNullOrWhiteSpace(name)))
        {
            yield return new($"{path}.{name}", $"must have a name of 1 to {LongestWord} characters");
        }
    }

    private static IEnumerable<SettingsProblem> Words(string path, ImmutableArray<string> words)
    {
        foreach (var (i, word) in words.Index())
        {
            if (word.Length > LongestWord || !word.Any(c => char.IsLetterOrDigit(c) || c is '$' or '€' or '£' or '¥'))
            {
                yield return new($"{path}[{i}]", $"must be a word of 1 to {LongestWord} characters with a letter or digit in it");
            }
            else if (word.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > LongestPhrase)
            {
                yield return new($"{path}[{i}]", $"must be at most {LongestPhrase} words");
            }
        }
    }
}
