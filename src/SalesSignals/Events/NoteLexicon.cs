using System.Collections.Immutable;
using SalesSignals.Settings;

namespace SalesSignals.Events;

/// <summary>The words by which notes are read, made of settings once and used for many notes.</summary>
public sealed class NoteLexicon
{
    private NoteLexicon(NoteSettings settings)
    {
        IsEnglish = settings.English;
        Competitors = NotePhrases.Of(settings.Competitors.Select(name => (name, name)));
        Departments = NotePhrases.Of(settings.Departments.SelectMany(department => department.Value.Select(word => (word, department.Key))));
        NextSteps = All(language => language.NextSteps);
        Intents = All(language => language.Intents);
        Actions = All(language => language.Actions);
        Customers = All(language => language.Customers);
        Own = All(language => language.Own);
        Help = All(language => language.Help);
        Days = All(language => language.Days);
        Months = All(language => language.Months);
        Prices = All(language => language.Prices);
        Currencies = All(language => language.Currencies);
        Yes = All(language => language.Yes);
        Negations = All(language => language.Negations);
        HasLanguages = !settings.Languages.IsEmpty;

        NotePhrases All(Func<NoteLanguageSettings, ImmutableArray<string>> words) => NotePhrases.Of(settings.Languages.Values.SelectMany(language => words(language)));
    }

    /// <summary>English, the usual departments, and no competitor.</summary>
    public static NoteLexicon Default { get; } = new(SalesSettings.Default.Notes);

    internal bool IsEnglish { get; }

    internal bool HasLanguages { get; }

    internal NotePhrases Competitors { get; }

    internal NotePhrases Departments { get; }

    internal NotePhrases NextSteps { get; }

    internal NotePhrases Intents { get; }

    internal NotePhrases Actions { get; }

    internal NotePhrases Customers { get; }

    internal NotePhrases Own { get; }

    internal NotePhrases Help { get; }

    internal NotePhrases Days { get; }

    internal NotePhrases Months { get; }

    internal NotePhrases Prices { get; }

    internal NotePhrases Currencies { get; }

    internal NotePhrases Yes { get; }

    internal NotePhrases Negations { get; }

    /// <param name="settings">Valid settings.</param>
    public static NoteLexicon Of(NoteSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return ReferenceEquals(settings, SalesSettings.Default.Notes) ? Default : new(settings);
    }
}
