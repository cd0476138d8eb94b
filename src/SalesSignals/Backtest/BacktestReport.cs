using System.Collections.Immutable;

namespace SalesSignals.Backtest;

/// <summary>What each rule would have said of the past, and what became of the deals it spoke of.</summary>
public sealed record BacktestReport
{
    /// <summary>The first and the last day of the closings that were counted.</summary>
    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    /// <summary>Deals of the history, whatever became of them.</summary>
    public required int Deals { get; init; }

    /// <summary>Those closed within the days that count.</summary>
    public required Rate Closed { get; init; }

    /// <summary>Those still open at the end.</summary>
    public required int Open { get; init; }

    /// <summary>In how many weeks owners had open deals, summed over the owners.</summary>
    public required int OwnerWeeks { get; init; }

    public required ImmutableArray<RuleResult> Rules { get; init; }

    public required ImmutableArray<RuleSweep> Sweeps { get; init; }
}

/// <param name="WarningDays">The median of the days from the first flag to the end, of deals that were lost; null where none was flagged.</param>
/// <param name="CouldJudge">Whether the history tells what the rule needs, of any deal.</param>
/// <param name="Raised">How often it was newly raised, on open deals too.</param>
public sealed record RuleResult(string Kind, Comparison Comparison, double? WarningDays, bool CouldJudge, int Raised, double AlertsPerRepWeek)
{
    /// <summary>Good news should come before deals that are won: there a lift below 1 is as it should be.</summary>
    public bool IsGoodNews => Kind == Signals.SignalKinds.Momentum;
}

/// <summary>One rule with several values of its main limit.</summary>
/// <param name="Setting">Its path below <c>rules</c> in settings.</param>
/// <param name="SplitOn">Values were chosen by deals closed before this day, and judged by those closed on or after it.</param>
public sealed record RuleSweep(string Kind, string Setting, int Current, DateOnly SplitOn, ImmutableArray<SweepPoint> Points, Suggestion Suggestion);

/// <param name="All">All closed deals.</param>
/// <param name="Earlier">Those by which a value may be chosen.</param>
/// <param name="Later">Those by which the choice is judged.</param>
public sealed record SweepPoint(
    int Value, Comparison All, Comparison Earlier, Comparison Later, double? WarningDays, double AlertsPerRepWeek);

public enum SuggestionKind
{
    /// <summary>Nothing speaks for a change.</summary>
    Keep,

    /// <summary>Another value foretold losses better, and still did on later deals.</summary>
    Change,

    /// <summary>It foretells no losses here, at any value tried.</summary>
    SwitchOff,

    /// <summary>Too few deals to say.</summary>
    TooFew,
}

/// <param name="Value">The value it is about.</param>
/// <param name="Reason">One sentence, with the numbers of earlier and of later deals.</param>
/// <param name="CostInAlerts">How many more alerts a rep gets in a week; less than 0 for fewer.</param>
public sealed record Suggestion(SuggestionKind Kind, int Value, string Reason, double CostInAlerts);
