namespace SalesSignals.Events;

/// <summary>
/// What an event says about a field: nothing (the default), or a value, which may be null for "cleared". Keeps "absent changes
/// nothing" apart from "null clears".
/// </summary>
public readonly record struct Told<T>(T? Value)
{
    /// <summary>Whether the event speaks of the field at all.</summary>
    public bool IsTold { get; } = true;

    public static implicit operator Told<T>(T? value) => new(value);
}

public static class Told
{
    public static Told<T> Of<T>(T? value) => new(value);
}
