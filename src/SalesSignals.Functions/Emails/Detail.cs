using System.Collections.Immutable;

namespace SalesSignals.Functions.Emails;

/// <summary>How much of what it knows an email shows. The rest is named or counted, and stands on the board.</summary>
public sealed record Detail
{
    /// <summary>From all to little: an email takes the first with which it is read in a minute and shown whole.</summary>
    public static ImmutableArray<Detail> Levels { get; } =
    [
        new() { FullCards = int.MaxValue, Signals = 4, Evidence = 4, Limits = true, Then = 2, Rows = 6 },
        new() { FullCards = int.MaxValue, Signals = 2, Evidence = 2, Limits = true, Then = 1, Rows = 4 },
        new() { FullCards = int.MaxValue, Signals = 2, Evidence = 1, Rows = 3 },
        new() { FullCards = int.MaxValue, Evidence = 1, Rows = 3 },
        new() { FullCards = 5, Evidence = 1, Rows = 2, Brief = true },
        new() { FullCards = 4, Evidence = 1, Rows = 2, Brief = true },
        new() { FullCards = 3, Evidence = 1, Rows = 2, Brief = true },
        new() { FullCards = 2, Evidence = 1, Rows = 2, Brief = true },
        new() { FullCards = 2, Evidence = 1, Rows = 1, Brief = true },
        new() { FullCards = 1, Evidence = 1, Rows = 1, Brief = true, Cards = 5 },
        new() { FullCards = 1, Rows = 1, Brief = true, Cards = 3 },
    ];

    /// <summary>
    /// The same for a digest. Where there is little room it names three, two or one of the deals that made each kind of move, which comes before
    /// another card; with one card left it may name only what was won and lost.
    /// </summary>
    public static ImmutableArray<Detail> OfDigest { get; } =
    [
        .. Levels.SelectMany(level => level.Brief
            ? Enumerable.Range(0, level.FullCards > 1 ? NamesOfMoves : NamesOfMoves + 1).Select(fewer => level with { Moves = NamesOfMoves - fewer })
            : [level]),
    ];

    private const int NamesOfMoves = 3;

    /// <summary>Cards with evidence. In a digest those after them are one row each.</summary>
    public required int FullCards { get; init; }

    /// <summary>Cards of an alert, where each deal has something to do now. Those after them are one row each.</summary>
    public int Cards { get; init; } = int.MaxValue;

    /// <summary>Signals in full on a card.</summary>
    public int Signals { get; init; } = 1;

    /// <summary>Measurements a signal.</summary>
    public int Evidence { get; init; }

    /// <summary>Whether a signal says which limit was passed.</summary>
    public bool Limits { get; init; }

    /// <summary>Steps after the next one.</summary>
    public int Then { get; init; }

    /// <summary>Rows of a list.</summary>
    public required int Rows { get; init; }

    /// <summary>Deals that are named of each kind of move.</summary>
    public int Moves { get; init; } = NamesOfMoves;

    /// <summary>Whether what is no card is told in one line a section.</summary>
    public bool Brief { get; init; }
}
