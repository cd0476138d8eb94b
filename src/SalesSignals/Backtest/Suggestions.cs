using System.Collections.Immutable;
using System.Globalization;

namespace SalesSignals.Backtest;

/// <summary>
/// What to do with a rule, after several values of its limit were tried. The best of several looks better than it is, so a value is chosen
/// by earlier deals and must prove itself on later ones.
/// </summary>
internal static class Suggestions
{
    public static Suggestion Make(int current, ImmutableArray<SweepPoint> points, double alertBudget)
    {
        var now = points.Single(point => point.Value == current);
        if (points.All(point => point.Earlier.Finding is Finding.TooFew || point.Later.Finding is Finding.TooFew))
        {
            return new(SuggestionKind.TooFew, current, "Too few flagged or unflagged deals have closed to say anything: keep it, and look again later.", 0);
        }

        var best = points.Where(point => point.Earlier.Finding is Finding.LostMoreOften && point.AlertsPerRepWeek <= alertBudget)
            .OrderByDescending(point => point.Earlier.Lift!.Value.Value).ThenBy(point => Math.Abs(point.Value - current)).FirstOrDefault();
        return best is null ? Without(now, points, alertBudget) : With(now, best);
    }

    private static Suggestion With(SweepPoint now, SweepPoint best)
    {
        var numbers = $"On earlier deals the lift is {Words.Lift(best.Earlier)}, on later ones {Words.Lift(best.Later)}";
        if (best.Value == now.Value)
        {
            return new(SuggestionKind.Keep, now.Value, $"The best of the values tried is the one you have. {numbers}.", 0);
        }

        return best.Later.Finding is Finding.LostMoreOften && !(now.Later.Lift?.Value >= best.Later.Lift!.Value.Value)
            ? new(SuggestionKind.Change, best.Value, $"{numbers}; with {now.Value} it is {Words.Lift(now.Later)}.", best.AlertsPerRepWeek - now.AlertsPerRepWeek)
            : new(SuggestionKind.Keep, now.Value, $"{best.Value} looked best on earlier deals, and that did not hold. {numbers}; with {now.Value} it is {Words.Lift(now.Later)}.", 0);
    }

    private static Suggestion Without(SweepPoint now, ImmutableArray<SweepPoint> points, double alertBudget)
    {
        if (points.Any(point => point.Earlier.Finding is Finding.LostMoreOften))
        {
            return new(SuggestionKind.Keep, now.Value, string.Create(CultureInfo.InvariantCulture, $"The values that foretell losses cost more than {alertBudget:0.##} alerts a rep a week."), 0);
        }

        var told = points.Where(point => point.All.Finding is not Finding.TooFew).ToList();
        if (told.Count == 0 || now.All.Finding is Finding.TooFew || told.Any(point => point.All.Finding is Finding.LostMoreOften || point.Later.Finding is Finding.LostMoreOften))
        {
            return new(SuggestionKind.Keep, now.Value, "It is not clear whether it foretells losses here: earlier and later deals, or the values tried, disagree.", 0);
        }

        var reason = told.All(point => point.All.Finding is Finding.LostLessOften)
            ? $"Switch it off here: it does not foretell losses; deals it flagged were lost less often than the others ({Words.Rates(now.All)}), at every value tried"
            : $"Switch it off here: it foretells nothing ({Words.Rates(now.All)})";
        return new(
            SuggestionKind.SwitchOff,
            now.Value,
            $"{reason}. On earlier deals the lift is {Words.Lift(now.Earlier)}, on later ones {Words.Lift(now.Later)}.",
            -now.AlertsPerRepWeek);
    }
}
