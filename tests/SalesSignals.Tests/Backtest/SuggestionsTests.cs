using SalesSignals.Backtest;

namespace SalesSignals.Tests.Backtest;

public class SuggestionsTests
{
    private static readonly Comparison Foretells = new(new(60, 100), new(20, 100));
    private static readonly Comparison ForetellsMore = new(new(80, 100), new(20, 100));
    private static readonly Comparison Nothing = new(new(30, 100), new(31, 100));
    private static readonly Comparison Less = new(new(20, 100), new(60, 100));
    private static readonly Comparison TooFew = new(new(1, 2), new(20, 100));

    [Fact]
    public void Better_Limit_Is_Suggested_Only_If_It_Still_Is_On_Later_Deals()
    {
        var holds = Suggestions.Make(10, [Point(10, Foretells, Foretells, 0.5), Point(20, ForetellsMore, ForetellsMore, 0.8)], 2);
        var fades = Suggestions.Make(10, [Point(10, Foretells, Foretells, 0.5), Point(20, ForetellsMore, Nothing, 0.8)], 2);
        var isBeaten = Suggestions.Make(10, [Point(10, Foretells, ForetellsMore, 0.5), Point(20, ForetellsMore, Foretells, 0.8)], 2);

        Assert.Equal((SuggestionKind.Change, 20), (holds.Kind, holds.Value));
        Assert.Equal(0.3, holds.CostInAlerts, 6);
        Assert.Contains("4.00", holds.Reason, StringComparison.Ordinal);
        Assert.Equal((SuggestionKind.Keep, 10), (fades.Kind, fades.Value));
        Assert.Equal((SuggestionKind.Keep, 10), (isBeaten.Kind, isBeaten.Value));
    }

    [Fact]
    public void Limit_That_Costs_More_Alerts_Than_A_Rep_Can_Use_Is_Not_Suggested()
    {
        var suggestion = Suggestions.Make(10, [Point(10, Foretells, Foretells, 0.5), Point(5, ForetellsMore, ForetellsMore, 9)], 2);

        Assert.Equal((SuggestionKind.Keep, 10), (suggestion.Kind, suggestion.Value));
    }

    [Fact]
    public void Rule_Is_Switched_Off_Only_If_No_Limit_Foretells_Losses_Early_Or_Late()
    {
        var never = Suggestions.Make(10, [Point(10, Less, Less, 0.5), Point(20, Nothing, Nothing, 0.5)], 2);
        var later = Suggestions.Make(10, [Point(10, Less, Less, 0.5), Point(20, Nothing, Foretells, 0.5)], 2);

        Assert.Equal(SuggestionKind.SwitchOff, never.Kind);
        Assert.Equal(-0.5, never.CostInAlerts, 6);
        Assert.Equal(SuggestionKind.Keep, later.Kind);
    }

    [Fact]
    public void Too_Few_Deals_Say_Nothing() =>
        Assert.Equal(SuggestionKind.TooFew, Suggestions.Make(10, [Point(10, TooFew, Foretells, 0.5), Point(20, Foretells, TooFew, 0.5)], 2).Kind);

    private static SweepPoint Point(int value, Comparison earlier, Comparison later, double alerts) => new(
        value,
        new(
            new(earlier.Flagged.Lost + later.Flagged.Lost, earlier.Flagged.Deals + later.Flagged.Deals),
            new(earlier.Unflagged.Lost + later.Unflagged.Lost, earlier.Unflagged.Deals + later.Unflagged.Deals)),
        earlier,
        later,
        5,
        alerts);
}
