namespace SalesSignals.Events;

/// <summary>What was read from a text. The text itself is not kept.</summary>
/// <param name="Words">Its length in words.</param>
/// <param name="HasNextStep">It says what happens next.</param>
/// <param name="HasDate">It names a day.</param>
/// <param name="HasPrice">It speaks of price, budget or an amount of money.</param>
public sealed record NoteReading(int Words, bool HasNextStep, bool HasDate, bool HasPrice);
