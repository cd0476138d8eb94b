using System.Collections.Immutable;
using SalesSignals.Signals;

namespace SalesSignals.Teams;

/// <summary>A rule over one customer: pure, with no clock, store or logger of its own.</summary>
public delegate RuleVerdict AccountRule(AccountContext context);

/// <summary>Since when it has been so, of what a rule has found.</summary>
public delegate DateTimeOffset AccountSignalSince(AccountContext context);

/// <summary>The rules over a customer, in the order in which people read them.</summary>
public static class AccountRules
{
    public static ImmutableArray<(string Kind, AccountRule Detect, AccountSignalSince Since)> All { get; } =
    [
        (SignalKinds.WonWithoutFollowUp, WonWithoutFollowUp.Detect, WonWithoutFollowUp.Since),
        (SignalKinds.AccountUntended, AccountUntended.Detect, AccountUntended.Since),
    ];

    /// <summary>Every rule's answer, with its reason.</summary>
    public static ImmutableArray<(string Kind, RuleVerdict Verdict)> Explain(AccountContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return [.. All.Select(rule => (rule.Kind, rule.Detect(context).From(context.Settings)))];
    }

    /// <summary>What fires. Each is named by the time it began, so that it is told once.</summary>
    public static ImmutableArray<RaisedSignal> Detect(AccountContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return
        [
            .. from rule in All
               let signal = rule.Detect(context).From(context.Settings).Signal
               where signal is not null
               select new RaisedSignal { Signal = signal, RaisedAt = rule.Since(context) },
        ];
    }
}
