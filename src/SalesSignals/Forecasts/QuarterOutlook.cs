using System.Collections.Immutable;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Digests;

namespace SalesSignals.Forecasts;

/// <summary>Where a quarter stands, and where it stood in the week it is compared with.</summary>
public sealed record QuarterOutlook(TeamForecast Now, TeamForecast? Before)
{
    public Quarter Quarter => Now.Quarter;

    /// <summary>How an amount of a line changed; null where there is nothing to compare with.</summary>
    public Money? Change(ForecastLine line, Func<ForecastLine, decimal> amount)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(amount);
        return Before is null ? null : line.Money(amount(line) - (Before.Lines.FirstOrDefault(then => then.Currency == line.Currency) is { } then ? amount(then) : 0));
    }

    /// <summary>How what we expect changed in the currency that comes first.</summary>
    public Money? MainChange => Now.Main is { } main ? Change(main, line => line.Forecast) : null;

    /// <summary>The same for one rep, in the team's common currency where there is one.</summary>
    internal static QuarterOutlook Of(TeamMember member, Quarter quarter, ForecastWeek now, ForecastWeek? before, CurrencyRates rates, string? common)
    {
        // What a manager is to close, their team closes: beside their own deals it would count twice. Who has left is to close nothing.
        var owner = member.Person is { Role: Directory.PersonRole.Rep, IsActive: true } ? member.Person : member.Person with { QuarterlyQuota = null };
        ImmutableArray<TeamMember> alone = [member with { Person = owner }];
        TeamForecast At(ForecastWeek week) => TeamForecast.Compose(
            owner, alone, quarter, [.. week.In(quarter).Where(piece => piece.OwnerId == owner.Id)], rates, common);
        return new(At(now), before is null ? null : At(before));
    }
}

/// <summary>A rep's part of the quarter.</summary>
public sealed record RepOutlook(Directory.Person Rep, QuarterOutlook Quarter)
{
    /// <summary><c>Ana Silva</c>; of one who has left it says so.</summary>
    public string Name => Rep.IsActive ? Wording.Clean(Rep.Name, 60) : $"{Wording.Clean(Rep.Name, 60)} (has left)";

    public ForecastLine? Line => Quarter.Now.Main;

    /// <summary>What is missing to the quota; null without one.</summary>
    public decimal? ToGo => Line is { Quota: { } quota } line ? quota - line.Forecast : null;
}
