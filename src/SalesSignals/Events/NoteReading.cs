namespace SalesSignals.Events;

/// <summary>What was read from a text. The text itself is not kept.</summary>
/// <param name="Words">Its length in words.</param>
/// <param name="HasNextStep">It says what happens next.</param>
/// <param name="HasDate">It names a day.</param>
/// <param name="HasPrice">It speaks of price, budget or an amount of money.</param>
public sealed record NoteReading(int Words, bool HasNextStep, bool HasDate, bool HasPrice)
{
    /// <summary>The next step it names is the customer's: "she sends the plans", "they will check with legal".</summary>
    public bool HasCustomerAction { get; init; }

    /// <summary>The buyer said yes, though nothing is signed yet.</summary>
    public bool HasVerbalYes { get; init; }

    /// <summary>A competitor that it names, as settings spell it.</summary>
    public string? Competitor { get; init; }

    /// <summary>Whose help inside our own company it asks for, as settings name it: legal, security, solution engineering.</summary>
    public string? HelpFrom { get; init; }
}
