using System.Collections.Immutable;

namespace SalesSignals.Directory;

/// <summary>What a person has chosen about their mail, and whether their address takes any.</summary>
public sealed record Preferences
{
    public static Preferences Default { get; } = new();

    /// <summary>Kinds of email they do not want (<see cref="EmailKinds"/>).</summary>
    public ImmutableSortedSet<string> Off { get; init => field = value ?? []; } = [];

    /// <summary>When their morning digest or weekly mail is due, in their own time; as settings say where null.</summary>
    public TimeOnly? DueAt { get; init; }

    /// <summary>Days of the week on which they want mail; all working days where empty.</summary>
    public ImmutableArray<DayOfWeek> Days { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Their address has refused mail for good; null where mail is sent.</summary>
    public MailStop? Stopped { get; init; }

    public bool Wants(string emailKind) => !Off.Contains(emailKind);

    /// <summary>Why mail of a kind is not to go to an address of theirs, asked again at the moment of sending; null where it may go.</summary>
    public string? Refusal(string emailKind, string email) => this switch
    {
        _ when !Wants(emailKind) => $"its reader wants no {emailKind}",
        { Stopped: { } stop } when stop.Holds(email) => "mail to its address bounced for good: salessignals mail list",
        _ => null,
    };

    /// <summary>Whether a day of the week is one they want mail on.</summary>
    public bool IsMailDay(DayOfWeek day) => Days.IsEmpty || Days.Contains(day);

    public Preferences Without(string emailKind) => this with { Off = Off.Add(emailKind) };

    public Preferences WithoutAny() => this with { Off = Off.Union(EmailKinds.All) };
}
