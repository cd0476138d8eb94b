using System.Globalization;
using SalesSignals.Board;
using SalesSignals.Signals;

namespace SalesSignals.Teams;

/// <summary>A rep who has won far less than the quarter so far would have it.</summary>
public static class QuotaRisk
{
    private const int Version = 1;

    public static RuleVerdict Detect(RepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = context.Settings.QuotaRisk;
        if (context.Skip(options.Enabled) is { } skipped)
        {
            return skipped;
        }

        if (context.Quota is not { } quota)
        {
            return RuleVerdict.NotApplicable("They have no quota.");
        }

        var passed = PassedPercent(context);
        if (passed < options.FromPercentOfQuarter)
        {
            return RuleVerdict.Quiet("{0:0} % of the quarter have passed; it is asked from {1:0} % on.", passed, options.FromPercentOfQuarter, context.Tomorrow);
        }

        var won = context.WonIn(context.Quarter).ToList();
        var pace = quota * (decimal)passed / 100;
        var attained = 100 * (double)context.Sum(won).Amount / (double)pace;
        return attained >= options.PacePercent
            ? RuleVerdict.Quiet("Won {0:0} % of what the quarter so far would have; below {1:0} % is a risk.", attained, options.PacePercent, context.Tomorrow)
            : RuleVerdict.Fired(Signal(context, won, new(pace, context.Currency), attained), context.Tomorrow);
    }

    /// <summary>Of the quarter's days, how many are over.</summary>
    private static double PassedPercent(RepContext context)
    {
        var quarter = context.Quarter;
        return 100.0 * (context.Today.DayNumber - quarter.StartsOn.DayNumber) / (quarter.EndsOn.DayNumber - quarter.StartsOn.DayNumber + 1);
    }

    private static Signal Signal(RepContext context, List<BoardDeal> won, Money pace, double attained)
    {
        var options = context.Settings.QuotaRisk;
        var quota = new Money(context.Quota ?? 0, pace.Currency);
        var left = Phrase.Count(context.Quarter.DaysLeft(context.Today), "day");
        var open = context.OpenIn(context.Quarter).OrderByDescending(deal => deal.Probability).ThenBy(deal => deal.Key.ToString(), StringComparer.Ordinal).ToList();
        return new()
        {
            Kind = SignalKinds.QuotaRisk,
            Severity = won.Count == 0 && context.Quarter.IsPastHalf(context.Today) ? Severity.High : attained < options.PacePercent / 2.0 ? Severity.Medium : Severity.Low,
            Summary = won.Count == 0
                ? $"Nothing closed yet, {left} left in {context.Quarter.Name}."
                : $"{context.Sum(won)} of {quota} won, {left} left in {context.Quarter.Name}.",
            NextAction = open switch
            {
                [] => "Look together at what could be brought forward.",
                [var only] => $"{only.Name} can still close: think it through together.",
                _ => $"{open.Count} deals can still close: choose the likeliest together.",
            },
            Evidence =
            [
                new("Won", $"{context.Sum(won)} of {quota}"),
                new("Where the quarter would have it", string.Create(CultureInfo.InvariantCulture, $"{pace}; {Math.Floor(attained):0} % of that is won")),
                new("Can still close", context.Describe(open)),
                .. context.Converted([.. won, .. open]),
                .. NotCounted(context, won),
            ],
            Threshold = $"{options.PacePercent} % of the pace, from {options.FromPercentOfQuarter} % of the quarter on",
            RuleVersion = Version,
        };
    }

    private static IEnumerable<Evidence> NotCounted(RepContext context, List<BoardDeal> won)
    {
        var foreign = context.Foreign(won);
        return foreign == 0 ? [] : [new("Not counted", $"{Phrase.Count(foreign, "win")} in other currencies")];
    }
}
