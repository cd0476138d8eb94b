using System.Globalization;

namespace SalesSignals.Signals;

/// <summary>The amount has lately become much smaller.</summary>
public static class AmountDropped
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.AmountDropped;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (context.Snapshot.Amount.Value is not { } amount)
        {
            return RuleVerdict.NotApplicable("It has no amount.");
        }

        if (Highest(context) is not { } highest || highest.Amount <= amount)
        {
            return RuleVerdict.Quiet("It is not smaller than before.", 0, 0, DateTimeOffset.MaxValue);
        }

        
        // In decimals: 29 % of an amount must not become 28.999….
        var drop = (double)((highest.Amount - Math.Max(amount, 0)) / highest.Amount * 100);
        var forgottenAt = highest.Until.AddDays(options.WindowDays).AddTicks(1);
        return drop < options.DropPercent
            ? RuleVerdict.Quiet("{0:0.#} % smaller than before, where {1:0} % would be much.", drop, options.DropPercent, forgottenAt)
            : RuleVerdict.Fired(Signal(context, highest, amount, drop), forgottenAt);
    }

    private readonly record struct Peak(decimal Amount, DateTimeOffset Until);

    /// <summary>The highest amount that stood at some time within the window, and until when it did.</summary>
    private static Peak? Highest(in RuleContext context)
    {
        var since = context.Now.AddDays(-context.Settings.AmountDropped.WindowDays);
        Peak? highest = null;
        decimal? standing = null;
        foreach (var (at, amount) in context.Snapshot.Amounts)
        {
            if (standing is > 0 and { } before && amount != before && at >= since && at <= context.Now && !(highest?.Amount > before))
            {
                highest = new(before, at);
            }

            standing = amount ?? standing;
        }

        return highest;
    }

    private static Signal Signal(in RuleContext context, Peak highest, decimal amount, double drop)
    {
        var options = context.Settings.AmountDropped;
        var currency = context.Snapshot.Currency.Value is { } code ? $" {code}" : "";
        string Money(decimal value) => string.Create(CultureInfo.InvariantCulture, $"{value:#,0.##}{currency}");
        return new()
        {
            Kind = SignalKinds.AmountDropped,
            Severity = Phrase.Graded(drop, options.DropPercent),
            Summary = string.Create(CultureInfo.InvariantCulture, $"The amount fell by {Math.Floor(drop):0} %, from {Money(highest.Amount)} to {Money(amount)}."),
            NextAction = "Find out what the buyer took out and why, before the discount becomes the price.",
            Evidence =
            [
                new("Amount", $"{Money(highest.Amount)} → {Money(amount)}"),
                new("On", Phrase.Day(highest.Until, context)),
                new("Down by", string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(drop):0} %")),
            ],
            Threshold = $"{options.DropPercent} % in {Phrase.Count(options.WindowDays, "day")}",
            RuleVersion = Version,
        };
    }
}
