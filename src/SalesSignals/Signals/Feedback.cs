namespace SalesSignals.Signals;

/// <summary>What somebody said of a signal.</summary>
/// <param name="By">The person's id; null where the command line does not say who.</param>
/// <param name="Severity">How grave it was then: when it gets worse, what was said holds no longer.</param>
public sealed record Feedback(FeedbackKind Kind, DateTimeOffset At, string? By, string? Reason, Severity Severity = Severity.High)
{
    /// <summary>On one line, and no longer than need be.</summary>
    public string? Reason { get; init; } = Reason is null ? null : Parking.OneLine(Reason);

    /// <summary>Whether it is not to be told again as it is.</summary>
    internal bool EndsAlerts => Kind is FeedbackKind.NotARisk or FeedbackKind.NotesIn;

    /// <summary><c>not-a-risk</c>, <c>useful</c> or <c>notes-in</c>.</summary>
    public static string NameOf(FeedbackKind kind) => kind switch
    {
        FeedbackKind.NotARisk => "not-a-risk",
        FeedbackKind.NotesIn => "notes-in",
        _ => "useful",
    };
}

public enum FeedbackKind
{
    /// <summary>It was good to be told.</summary>
    Useful,

    /// <summary>All is well with the deal, whatever the rule says.</summary>
    NotARisk,

    /// <summary>The notes that were missed are written.</summary>
    NotesIn,
}
