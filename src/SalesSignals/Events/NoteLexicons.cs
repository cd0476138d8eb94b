using SalesSignals.Settings;

namespace SalesSignals.Events;

/// <summary>Holds the lexicon of the settings in force, for sources, which live longer than settings. Whoever reads settings renews it.</summary>
public sealed class NoteLexicons
{
    private volatile NoteLexicon _current = NoteLexicon.Default;

    public NoteLexicon Current => _current;

    /// <summary>Makes the lexicon of settings the current one.</summary>
    public void Use(NoteSettings settings) => _current = NoteLexicon.Of(settings);
}
