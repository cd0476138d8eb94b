using System.Globalization;
using SalesSignals.Board;
using SalesSignals.Signals;

namespace SalesSignals.Teams;

/// <summary>A rep whose open pipeline of this and the next quarter does not cover what is left of the quota.</summary>
public static class PipelineGap
{
    private const int Version = 1;
    private const string FirstConversations = "One or two first conversations this week make the next quarter lighter.";

    public static RuleVerdict Detect(RepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = context.Settings.PipelineGap;
        if (context.Skip(options.Enabled) is { } skipped)
        {
            return skipped;
        }

        if (context.Quota is not { } quota)
        {
            return context.Deals.Any(deal => deal.IsForecast())
                ? RuleVerdict.NotApplicable("They have no quota.")
                : RuleVerdict.Fired(NothingOpen(context), DateTimeOffset.MaxValue);
        }

        var left = quota - context.Sum(context.WonIn(context.Quarter)).Amount;
        if (left <= 0)
        {
            return RuleVerdict.Quiet("The quota of the quarter is reached.", 0, 0, context.Tomorrow);
        }

        var open = context.OpenIn(context.Quarter).Concat(context.OpenIn(context.NextQuarter)).ToList();
        var sum = context.Sum(open);
        var coverage = (double)sum.Amount / (double)left;
        return coverage >= options.Coverage
            ? RuleVerdict.Quiet("The open pipeline is {0:0.0} times what is left of the quota; {1:0.#} times is wanted.", coverage, options.Coverage, context.Tomorrow)
            : RuleVerdict.Fired(Signal(context, open, sum, new(left, sum.Currency), coverage), context.Tomorrow);
    }

    /// <summary>Without a quota nobody can say how much is enough, but nothing is too little.</summary>
    private static Signal NothingOpen(RepContext context) => new()
    {
        Kind = SignalKinds.PipelineGap,
        Severity = Severity.Medium,
        Summary = "No open deals.",
        NextAction = FirstConversations,
        Evidence = [new("Open deals", "none"), new("Quota", "none")],
        Threshold = string.Create(CultureInfo.InvariantCulture, $"{context.Settings.PipelineGap.Coverage:0.#} times what is left of the quota"),
        RuleVersion = Version,
    };

    private static Signal Signal(RepContext context, List<BoardDeal> open, Money sum, Money left, double coverage)
    {
        var wanted = context.Settings.PipelineGap.Coverage;

        // Rounded down: 2.96 times is not the 3 times that are wanted.
        var times = (Math.Floor(coverage * 10) / 10).ToString("0.#", CultureInfo.InvariantCulture);
        return new()
        {
            Kind = SignalKinds.PipelineGap,
            Severity = (coverage / wanted) switch { >= 2 / 3.0 => Severity.Low, >= 1 / 3.0 => Severity.Medium, _ => Severity.High },
            Summary = sum.Amount <= 0
                ? $"Nothing open closes in {context.Quarter.Name} or {context.NextQuarter.Name}, and {left} of the quota is left."
                : $"{sum} open for {context.Quarter.Name} and {context.NextQuarter.Name}, and {left} of the quota is left.",
            NextAction = sum.Amount <= 0
                ? FirstConversations
                : "Keep an hour a day for first conversations, and ask existing customers what is next.",
            Evidence =
            [
                new("Open pipeline", context.Describe(open)),
                new("Left of the quota", $"{left} of {new Money(context.Quota ?? 0, left.Currency)}"),
                new("Coverage", $"{times} times"),
                .. context.Converted(open),
                .. NotCounted(context),
            ],
            Threshold = string.Create(CultureInfo.InvariantCulture, $"{wanted:0.#} times what is left of the quota"),
            RuleVersion = Version,
        };
    }

    /// <summary>Open deals that stand beside the sum, so that nobody looks for them in it.</summary>
    private static IEnumerable<Evidence> NotCounted(RepContext context)
    {
        var open = context.Deals.Where(deal => deal.IsForecast()).ToList();
        var foreign = context.Foreign(open);
        var vague = open.Count(deal => Money.Of(deal) is null || deal.CloseOn is null);
        string[] parts =
        [
            .. foreign > 0 ? [$"{Phrase.Count(foreign, "deal")} in other currencies"] : Array.Empty<string>(),
            .. vague > 0 ? [$"{Phrase.Count(vague, "deal")} without amount or close date"] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? [] : [new("Not counted", string.Join(", ", parts))];
    }
}
