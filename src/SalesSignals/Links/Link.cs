namespace SalesSignals.Links;

/// <summary>What a link in an email lets its reader do, and nothing else: one person, one purpose, one subject, until a day.</summary>
/// <param name="Deal">The deal's key, <c>source:id</c>; null where the purpose is not about a deal.</param>
/// <param name="Topic">The signal's kind, or the kind of email to unsubscribe from; null for all.</param>
public sealed record Link(LinkPurpose Purpose, string PersonId, string? Deal, string? Topic, DateTimeOffset ExpiresAt);

/// <summary>The numbers stand in tokens that are out in people's mail: never reuse one.</summary>
public enum LinkPurpose : byte
{
    /// <summary>Silence about a deal, or one of its signals, until a day.</summary>
    Park = 1,

    /// <summary>Say that a signal is no risk.</summary>
    NotARisk = 2,

    /// <summary>Say that the missed notes are written.</summary>
    NotesIn = 3,

    /// <summary>Choose which mail to get, and when.</summary>
    Preferences = 4,

    /// <summary>Get no more mail of a kind (RFC 8058).</summary>
    Unsubscribe = 5,

    /// <summary>Enter the board from an email.</summary>
    SignIn = 6,

    /// <summary>Stay on the board: what the browser's cookie holds.</summary>
    Session = 7,

    /// <summary>Say that it was good to be told.</summary>
    Useful = 8,

    /// <summary>Send a form of the board: shows that it comes from a page that its person was shown in the same session.</summary>
    Form = 9,
}
