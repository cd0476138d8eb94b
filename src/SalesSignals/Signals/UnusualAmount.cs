using System.Globalization;

namespace SalesSignals.Signals;

/// <summary>A deal far larger than its owner has ever won: a great chance, a typing error, or a hope.</summary>
public static class UnusualAmount
{
    private const int Version = 1;

    public static RuleVerdict Detect(in RuleContext context)
    {
        var options = context.Settings.UnusualAmount;
        if (RuleVerdict.Skip(options.Enabled, context) is { } skipped)
        {
            return skipped;
        }

        if (context.Snapshot.Amount.Value is not > 0 || context.Snapshot.Currency.Value is not { } currency)
        {
            return RuleVerdict.NotApplicable("It has no amount, or no currency.");
        }

        if (context.Owner is not { } owner || context.Baselines.WonAmountP90(owner.Id, currency) is not { } usual)
        {
            return RuleVerdict.Unknown("Its owner has won too few deals in its currency to know what is usual.");
        }

        var amount = (double)context.Snapshot.Amount.Value;
        var limit = usual.Value * options.Times;
        return amount <= limit
            ? RuleVerdict.Quiet("{0:#,0}, where up to {1:#,0} is usual.", amount, limit, DateTimeOffset.MaxValue)
            : RuleVerdict.Fired(Signal(context, amount, limit, usual, currency), DateTimeOffset.MaxValue);
    }

    private static Signal Signal(in RuleContext context, double amount, double limit, in BaselineLimit usual, string currency)
    {
        string Money(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:#,0} {currency}");
        return new()
        {
            Kind = SignalKinds.UnusualAmount,
            Severity = Phrase.Graded(amount, limit),
            Summary = $"{Money(amount)} is far more than nearly all deals that its owner has won.",
            NextAction = "Check the number first. If it is right, plan it together: deals of this size need more people and more time.",
            Evidence =
            [
                new("Amount", Money(amount)),
                new("Nine of ten won deals", $"up to {Money(usual.Value)}"),
                new("Won deals learned from", Phrase.Count(usual.Deals, "deal")),
            ],
            Threshold = context.Settings.UnusualAmount.Times is > 1 and var times ? $"{times} times {Money(usual.Value)}" : Money(usual.Value),
            RuleVersion = Version,
        };
    }
}
