namespace SalesSignals.Backtest;

/// <summary>Values between which the truth lies in 95 of 100 cases.</summary>
public readonly record struct Interval(double Low, double High);

/// <summary>How many of some closed deals were lost.</summary>
public readonly record struct Rate(int Lost, int Deals)
{
    /// <summary>The normal distribution's value for 95 %.</summary>
    internal const double Z = 1.959963984540054;

    /// <summary>From 0 to 1; 0 where there are no deals.</summary>
    public double Share => Deals == 0 ? 0 : (double)Lost / Deals;

    /// <summary>Wilson's interval, which stays honest for few deals and for shares near 0 and 1.</summary>
    public Interval Interval()
    {
        if (Deals == 0)
        {
            return new(0, 1);
        }

        var (n, p) = ((double)Deals, Share);
        var middle = p + (Z * Z / (2 * n));
        var reach = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        var all = 1 + (Z * Z / n);
        return new(Math.Max(0, (middle - reach) / all), Math.Min(1, (middle + reach) / all));
    }
}

/// <summary>How much more often flagged deals were lost than the others: 1 is no difference.</summary>
public readonly record struct Lift(double Value, Interval Interval);

/// <summary>Closed deals that a rule had flagged while they were open, against those it never had.</summary>
public sealed record Comparison(Rate Flagged, Rate Unflagged)
{
    /// <summary>With fewer deals on either side, chance speaks louder than the rule.</summary>
    public const int SmallestGroup = 20;

    /// <summary>The ratio of both rates, its interval by the logarithm; null where there are too few deals, or none was lost on a side.</summary>
    public Lift? Lift
    {
        get
        {
            if (Flagged.Deals < SmallestGroup || Unflagged.Deals < SmallestGroup || Flagged.Lost == 0 || Unflagged.Lost == 0)
            {
                return null;
            }

            var ratio = Flagged.Share / Unflagged.Share;
            var error = Math.Sqrt((1.0 / Flagged.Lost) - (1.0 / Flagged.Deals) + (1.0 / Unflagged.Lost) - (1.0 / Unflagged.Deals));
            return new(ratio, new(ratio * Math.Exp(-Rate.Z * error), ratio * Math.Exp(Rate.Z * error)));
        }
    }

    public Finding Finding => Lift switch
    {
        null => Finding.TooFew,
        { Interval.Low: > 1 } => Finding.LostMoreOften,
        { Interval.High: < 1 } => Finding.LostLessOften,
        _ => Finding.NoDifference,
    };
}

/// <summary>What a comparison says.</summary>
public enum Finding
{
    TooFew,
    LostMoreOften,
    NoDifference,
    LostLessOften,
}
