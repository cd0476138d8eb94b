using System.Collections.Immutable;
using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Directory;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Teams;

/// <summary>Runs the rules over reps and customers with the settings of one moment. Pure.</summary>
public sealed class TeamAssessor(SalesSettings settings, DateOnly today)
{
    private readonly RuleSettingsMap _rules = new(settings);
    private readonly WorkCalendars _calendars = new(settings.Calendar, today);

    public CurrencyRates Rates { get; } = new(settings.Currencies);

    /// <summary>The rules' context for a rep.</summary>
    /// <param name="forecasts">What they forecast in quarters before; unknown where empty.</param>
    public RepContext ContextOf(Person rep, IReadOnlyList<BoardDeal> deals, DateTimeOffset now, ImmutableArray<QuarterForecast> forecasts = default)
    {
        ArgumentNullException.ThrowIfNull(rep);
        return new()
        {
            Rep = rep,
            Deals = deals,
            Settings = _rules.For(source: "", pipeline: null, stage: null, rep.Team),
            Calendar = _calendars.In(rep.TimeZone),
            Now = now,
            Rates = Rates,
            Forecasts = forecasts.IsDefault ? [] : forecasts,
        };
    }

    /// <summary>The rules' context for a customer.</summary>
    public AccountContext ContextOf(Account account, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        var (owner, deal) = account.LastWin ?? account.Deals[0];
        return new()
        {
            Account = account,
            Settings = _rules.For(deal.Key.Source, pipeline: null, stage: null, owner.Team),
            Calendar = _calendars.In(owner.TimeZone),
            Now = now,
        };
    }

    /// <summary>The customers against whom something stands, among the accounts of some deals.</summary>
    public ImmutableArray<AccountSignals> AccountsOf(IEnumerable<OwnedDeal> deals, DateTimeOffset now) =>
    [
        .. from account in Account.Of(deals)
           where account.LastWin is not null
           let signals = AccountRules.Detect(ContextOf(account, now))
           where !signals.IsEmpty
           select new AccountSignals(account, [.. signals.OrderByDescending(raised => raised.Signal.Severity)]),
    ];
}
