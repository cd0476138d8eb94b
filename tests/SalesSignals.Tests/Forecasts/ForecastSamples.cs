using SalesSignals.Board;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Forecasts;
using static SalesSignals.Tests.Alerts.AlertSamples;

namespace SalesSignals.Tests.Forecasts;

/// <summary>A manager and a rep with a quota of 100,000 EUR, on a Monday in the middle of the last quarter.</summary>
internal static class ForecastSamples
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 16, 7, 30, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset LastMonday = Monday.AddDays(-7);

    public static Person Ana { get; } = Rep() with { QuarterlyQuota = 100_000, QuotaCurrency = "EUR" };

    public static Heartbeat Alive { get; } = new(12, [new("CRM", Monday.AddHours(-1))]);

    public static BoardDeal Commit(string id = "1", decimal amount = 10_000) =>
        Deal(id) with { Amount = amount, ForecastCategory = "commit", CreatedAt = Monday.AddDays(-60) };

    public static BoardDeal Won(string id = "won", decimal amount = 30_000) =>
        Commit(id, amount) with { Status = DealStatus.Won, Stage = "won", ClosedAt = Monday.AddDays(-20) };

    public static IReadOnlyList<TeamMember> Team(params BoardDeal[] deals) => [new(Ana, deals)];

    public static ForecastWeek WeekOf(DateTimeOffset at, params BoardDeal[] deals) =>
        ForecastWeek.Of(Manager(), Team(deals), DateOnly.FromDateTime(at.UtcDateTime), at);

    public static WeeklyForecast Compose(ForecastContext context, params BoardDeal[] deals) => WeeklyForecast.Compose(Manager(), Team(deals), context);

    public static ForecastContext Context(ForecastWeek? before = null) => new() { Now = Monday, Heartbeat = Alive, Before = before };
}
