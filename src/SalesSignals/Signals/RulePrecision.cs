using SalesSignals.Settings;

namespace SalesSignals.Signals;

/// <summary>How often it was right to tell what a rule found, for one team or for all.</summary>
public sealed record RulePrecision
{
    /// <summary>The normal distribution's value for 95 %.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>Four weeks: long enough for a rule that speaks seldom, short enough to see what a new limit did.</summary>
    public const int RecentDays = 28;

    public required string Kind { get; init; }

    /// <summary>How often it was raised.</summary>
    public int Raised { get; init; }

    /// <summary>How many raisings were told to an owner, or judged by a person.</summary>
    public int Alerts { get; init; }

    /// <summary>How many were told in the last <see cref="RecentDays"/> days.</summary>
    public int RecentAlerts { get; init; }

    /// <summary>Of how many alerts it is known by now whether telling was useful.</summary>
    public int Judged { get; init; }

    public int Useful { get; init; }

    /// <summary>How many a person called no risk.</summary>
    public int NotARisk { get; init; }

    public int Parked { get; init; }

    /// <summary>Won and lost deals on which it was raised.</summary>
    public int ClosedDeals { get; init; }

    public int LostDeals { get; init; }

    /// <summary>The share of alerts that were useful; null where none is judged.</summary>
    public double? Precision => Share(Useful, Judged);

    public double? NotARiskShare => Share(NotARisk, Alerts);

    /// <summary>How many of the closed deals on which it was raised were lost.</summary>
    public double? LossRate => Share(LostDeals, ClosedDeals);

    /// <summary>Between what the precision lies in 95 of 100 cases (Wilson's interval: honest for few alerts too).</summary>
    public (double Low, double High) Interval()
    {
        if (Precision is not { } share)
        {
            return (0, 1);
        }

        double n = Judged;
        var middle = share + (Z * Z / (2 * n));
        var reach = Z * Math.Sqrt((share * (1 - share) / n) + (Z * Z / (4 * n * n)));
        var all = 1 + (Z * Z / n);
        return (Math.Max(0, (middle - reach) / all), Math.Min(1, (middle + reach) / all));
    }

    /// <summary>Too few of enough alerts were useful.</summary>
    public bool IsNoisy(FeedbackSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Judged >= settings.LeastAlerts && Precision < settings.LeastPrecision;
    }

    internal RulePrecision Count(SignalRecord record, DateTimeOffset now) => this with
    {
        Raised = Raised + 1,
        Alerts = Alerts + (record.AlertedAt is not null || record.Feedback is not null ? 1 : 0),
        RecentAlerts = RecentAlerts + (record.AlertedAt > now.AddDays(-RecentDays) ? 1 : 0),
        Judged = Judged + (record.WasUseful is not null ? 1 : 0),
        Useful = Useful + (record.WasUseful is true ? 1 : 0),
        NotARisk = NotARisk + (record.Feedback is { Kind: FeedbackKind.NotARisk } ? 1 : 0),
        Parked = Parked + (record.WasParked ? 1 : 0),
    };

    internal RulePrecision CountDeal(bool isLost) => this with { ClosedDeals = ClosedDeals + 1, LostDeals = LostDeals + (isLost ? 1 : 0) };

    private static double? Share(int some, int all) => all == 0 ? null : (double)some / all;
}
