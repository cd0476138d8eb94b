using System.Collections.Immutable;
using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Teams;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Teams;

/// <summary>A rep with a quota of 90,000 EUR and deals; each test says what matters. Working days are Monday to Friday, 09:00 to 17:00.</summary>
internal static class TeamSamples
{
    /// <summary>A Tuesday, ten days past the middle of the quarter.</summary>
    public static readonly DateTimeOffset Now = Clock.At("2026-11-24T10:00Z");

    public static Person Rep { get; } = new()
    {
        Id = "ana",
        Name = "Ana Silva",
        Email = "ana@northwind.example",
        OwnerKeys = ["crm:7"],
        QuarterlyQuota = 90_000,
        QuotaCurrency = "EUR",
    };

    public static BoardDeal Open(decimal? amount = 10_000, string closeOn = "2026-12-10", string id = "open") => new()
    {
        Key = new("crm", id),
        OwnerKey = "crm:7",
        Name = $"Deal {id}",
        Status = DealStatus.Open,
        Stage = "proposal",
        Probability = 0.5,
        Amount = amount,
        Currency = "EUR",
        CloseOn = Clock.On(closeOn),
        CreatedAt = Now.AddDays(-3),
    };

    public static BoardDeal Won(decimal amount = 30_000, string closedAt = "2026-11-02T12:00Z", string id = "won") =>
        Open(amount, id: id) with { Status = DealStatus.Won, Stage = "won", Probability = 1, ClosedAt = Clock.At(closedAt) };

    public static RepContext Context(params BoardDeal[] deals) => Context(Rep, Now, deals);

    public static RepContext Context(Person rep, DateTimeOffset now, params BoardDeal[] deals) =>
        new TeamAssessor(SalesSettings.Default, DateOnly.FromDateTime(now.UtcDateTime)).ContextOf(rep, deals, now);

    public static AccountContext Customer(DateTimeOffset now, params BoardDeal[] deals) => Customer(Rep, now, deals);

    public static AccountContext Customer(Person rep, DateTimeOffset now, params BoardDeal[] deals) =>
        new TeamAssessor(SalesSettings.Default, DateOnly.FromDateTime(now.UtcDateTime))
            .ContextOf(Assert.Single(Account.Of(deals.Select(deal => new OwnedDeal(rep, deal)))), now);

    public static ImmutableArray<QuarterForecast> Forecasts(params (string Quarter, decimal Forecast, decimal? Won)[] told) =>
        [.. told.Select(each => new QuarterForecast(Quarter.Of(Clock.On(each.Quarter)), new("EUR", each.Forecast, each.Won)))];
}
