using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Directory;

namespace SalesSignals.Functions.LinkPages;

/// <summary>What a reader may choose about their mail, and what they have chosen.</summary>
public sealed record PreferencesModel
{
    public required Person Reader { get; init; }

    public required Preferences Chosen { get; init; }

    /// <summary>The kinds that somebody in their place gets.</summary>
    public required ImmutableArray<string> Kinds { get; init; }

    /// <summary>Their team's, Monday first: no mail of ours comes on others.</summary>
    public required ImmutableArray<DayOfWeek> WorkingDays { get; init; }

    /// <summary>When mail is due for who has not chosen.</summary>
    public required TimeOnly UsualDueAt { get; init; }

    public bool IsSaved { get; init; }

    /// <summary>Why nothing was saved; null where nothing is wrong.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether their address has refused mail for good.</summary>
    public bool IsStopped => Chosen.Stopped?.Holds(Reader.Email) is true;

    public string DueAt => (Chosen.DueAt ?? UsualDueAt).ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string About(string kind) => kind switch
    {
        EmailKinds.MorningDigest => "Where the quarter stands, and the few deals that need you.",
        EmailKinds.RepAlert => "When something on your deals is new or got worse. Nothing is told twice.",
        EmailKinds.RepWeek => "Your own week, once a week.",
        EmailKinds.WeeklyForecast => "The forecast of your team, once a week.",
        EmailKinds.AdminReport => "Whether all is well, and which rules are worth their noise, once a week.",
        _ => string.Empty,
    };

    public static string Title(string kind)
    {
        var words = EmailKinds.Words(kind);
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}

/// <param name="Kind">What mail it is about; null for all.</param>
/// <param name="HasChanged">Whether it was so ordered just now.</param>
public sealed record UnsubscribeModel(string? Kind, bool IsOff, bool HasChanged)
{
    public string What => Kind is null ? "emails" : EmailKinds.Words(Kind);

    public string Title => (IsOff, HasChanged) switch
    {
        (true, _) => $"No more {What}",
        (false, true) => $"You get {What} again",
        _ => $"No more {What}?",
    };
}
