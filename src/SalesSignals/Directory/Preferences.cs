using System.Collections.Immutable;

namespace SalesSignals.Directory;

/// <summary>What a person has chosen about their mail.</summary>
public sealed record Preferences
{
    public static Preferences Default { get; } = new();

    /// <summary>Kinds of email they do not want (<see cref="EmailKinds"/>).</summary>
    public ImmutableSortedSet<string> Off { get; init => field = value ?? []; } = [];

    /// <summary>When their morning digest or weekly mail is due, in their own time; as settings say where null.</summary>
    public TimeOnly? DueAt { get; init; }

    /// <summary>Days of the week on which they want mail; all working days where empty.</summary>
    public ImmutableArray<DayOfWeek> Days { get; init => field = value.IsDefault ? [] : value; } = [];

    public bool Wants(string emailKind) => !Off.Contains(emailKind);

    /// <summary>Whether a day of the week is one they want mail on.</summary>
    public bool IsMailDay(DayOfWeek day) => Days.IsEmpty || Days.Contains(day);

    public Preferences Without(string emailKind) => this with { Off = Off.Add(emailKind) };
}
