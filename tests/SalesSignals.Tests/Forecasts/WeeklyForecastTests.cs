using SalesSignals.Board;
using SalesSignals.Calendars;
using SalesSignals.Directory;
using SalesSignals.Digests;
using SalesSignals.Events;
using SalesSignals.Forecasts;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Teams;
using static SalesSignals.Tests.Alerts.AlertSamples;
using static SalesSignals.Tests.Forecasts.ForecastSamples;

namespace SalesSignals.Tests.Forecasts;

public sealed class WeeklyForecastTests
{
    [Fact]
    public void Subject_Has_The_Percent_Of_Quota_And_The_Change_In_A_Week()
    {
        var before = WeekOf(LastMonday, Won(), Commit(amount: 20_000));

        Assert.Equal("Q4 2026: forecast 42% of quota · down €8,000", Compose(Context(before), Won(), Commit(amount: 12_000)).Subject);
        Assert.Equal("Q4 2026: forecast 55% of quota · up €5,000", Compose(Context(before), Won(), Commit(amount: 25_000)).Subject);
        Assert.Equal("Q4 2026: forecast 50% of quota · as last week", Compose(Context(before), Won(), Commit(amount: 20_000)).Subject);
    }

    [Fact]
    public void Without_A_Quota_The_Sum_Stands_In_Its_Place()
    {
        var forecast = WeeklyForecast.Compose(Manager(), [new(Rep(), [Won(), Commit()])], Context(WeekOf(LastMonday)));

        Assert.Equal("Q4 2026: forecast €40,000 · up €40,000", forecast.Subject);
    }

    [Fact]
    public void Without_Anything_It_Says_So()
    {
        var forecast = WeeklyForecast.Compose(Manager(), [new(Rep(), [])], Context());

        Assert.Equal("Nothing is forecast for Q4 2026 yet", forecast.Subject);
        Assert.True(forecast.IsEmpty);
    }

    [Fact]
    public void Commit_Best_Case_And_Pipeline_Stand_For_This_Quarter_And_The_Next()
    {
        var forecast = Compose(
            Context(),
            Won(),
            Commit(),
            Commit("2", 20_000) with { ForecastCategory = "best-case" },
            Commit("3", 5_000) with { ForecastCategory = "pipeline", CloseOn = new(2027, 1, 10) },
            Commit("4") with { CloseOn = new(2027, 4, 1) });

        var (now, next) = (forecast.Current.Now.Main!, forecast.Next.Now.Main!);

        Assert.Equal((30_000m, 10_000m, 20_000m, 0m), (now.Won, now.Commit, now.BestCase, now.Pipeline));
        Assert.Equal((0m, 0m, 0m, 5_000m, 100_000m), (next.Won, next.Commit, next.BestCase, next.Pipeline, next.Quota!.Value));
        Assert.Equal("Q1 2027", forecast.Next.Quarter.Name);
    }

    [Fact]
    public void Each_Deal_That_Counts_Otherwise_Is_Named_With_One_Reason()
    {
        var before = WeekOf(
            LastMonday,
            Commit("won"), Commit("slipped"), Commit("lost"), Commit("doubt"), Commit("less"), Commit("omitted"), Commit("given away"),
            Commit("next") with { CloseOn = new(2027, 1, 4) },
            Commit("hope") with { ForecastCategory = "pipeline" },
            Commit("same"));

        var forecast = Compose(
            Context(before),
            Commit("won") with { Status = DealStatus.Won, ClosedAt = Monday.AddDays(-2) },
            Commit("slipped") with { CloseOn = new(2027, 1, 4) },
            Commit("lost") with { Status = DealStatus.Lost },
            Commit("doubt") with { ForecastCategory = "best-case" },
            Commit("less", 7_000),
            Commit("omitted") with { ForecastCategory = "omitted" },
            Commit("next"),
            Commit("hope"),
            Commit("fresh") with { CreatedAt = Monday.AddDays(-3) },
            Commit("same"));

        Assert.Equal(
            [
                "1 won €10,000: Deal won", "1 now in commit €10,000: Deal hope", "1 came in €10,000: Deal next", "1 new €10,000: Deal fresh",
                "1 slipped out €10,000: Deal slipped", "1 left commit €10,000: Deal doubt", "1 shrank €3,000: Deal less", "1 lost €10,000: Deal lost",
                "2 gone €20,000: Deal omitted",
            ],
            forecast.Changes.Select(change => $"{change.Count} {change.Label} {change.Amounts}: {change.TopNames}"));
    }

    [Fact]
    public void Where_No_Week_Was_Kept_It_Is_Traced_Back_From_Moves()
    {
        var forecast = Compose(
            Context(),
            Commit("1", 8_000) with { Moves = [new(DealMoveKind.AmountShrank, Monday.AddDays(-2), "9000", "8000"), new(DealMoveKind.AmountShrank, Monday.AddDays(-3), "10000", "9000")] },
            Commit("2") with { CloseOn = new(2027, 1, 4), Moves = [new(DealMoveKind.CloseDateSlipped, Monday.AddDays(-1), "2026-12-01", "2027-01-04")] },
            Commit("3") with { Status = DealStatus.Won, ClosedAt = Monday.AddDays(-1), ForecastCategory = "closed", Moves = [new(DealMoveKind.Won, Monday.AddDays(-1), "discovery", "won")] },
            Commit("4") with { CreatedAt = Monday.AddDays(-1) });

        Assert.True(forecast.IsRetraced);
        Assert.Equal(new DateOnly(2026, 11, 9), forecast.Since);
        Assert.Equal((0m, 20_000m, 10_000m), forecast.Current.Before!.Main is { } then ? (then.Won, then.Commit, then.Pipeline) : default);
        Assert.Equal(["won", "new", "slipped out", "shrank"], forecast.Changes.Select(change => change.Label));
    }

    [Fact]
    public void A_Commit_With_A_Grave_Signal_Is_At_Risk_Unless_Somebody_Has_Put_That_Aside()
    {
        var forecast = Compose(
            Context() with { Settings = new() { Deals = 1 } },
            Commit("small", 1_000) with { Signals = [Raised(Severity.High)] },
            Commit("large", 5_000) with { Signals = [Raised(Severity.High)] },
            Commit("mild") with { Signals = [Raised()] },
            Commit("parked") with { Signals = [Raised(Severity.High) with { ParkedUntil = Monday.AddDays(1) }] },
            Commit("later") with { CloseOn = new(2027, 1, 4), Signals = [Raised(Severity.High)] },
            Commit("hoped") with { ForecastCategory = "best-case", Signals = [Raised(Severity.High)] });

        Assert.Equal("large", Assert.Single(forecast.RiskyCommits).Deal.Key.Id);
        Assert.Equal(1, forecast.MoreRiskyCommits);
        Assert.Equal(new Money(6_000, "EUR"), Assert.Single(forecast.AtRisk));
    }

    [Fact]
    public void Reps_Come_In_The_Order_Of_What_They_Have_To_Go()
    {
        var near = Rep("near") with { QuarterlyQuota = 50_000, QuotaCurrency = "EUR" };
        var far = Rep("far") with { QuarterlyQuota = 90_000, QuotaCurrency = "EUR" };
        var lead = Manager() with { OwnerKeys = ["crm:1"], QuarterlyQuota = 500_000, QuotaCurrency = "EUR" };

        var forecast = WeeklyForecast.Compose(
            Manager(),
            [new(Rep("idle"), []), new(lead, [Commit("lead")]), new(near, [Commit("n", 40_000)]), new(far, [Commit("f")])],
            Context(WeekOf(LastMonday) with { Pieces = [new(new("crm", "f"), "far", ForecastPart.Commit, new(2026, 12, 1), new Money(4_000, "EUR"))] }));

        Assert.Equal(["far", "near", "maria"], forecast.Reps.Select(rep => rep.Rep.Id));
        Assert.Equal([80_000m, 10_000m, null], forecast.Reps.Select(rep => rep.ToGo));
        Assert.Equal([new Money(6_000, "EUR"), new Money(40_000, "EUR"), new Money(10_000, "EUR")], forecast.Reps.Select(rep => rep.Quarter.MainChange));
    }

    [Fact]
    public void Several_Currencies_Are_Added_Where_Rates_Are_Known_And_Kept_Apart_Where_Not()
    {
        var currencies = new CurrencySettings { Report = "EUR", Rates = new CurrencySettings().Rates.Add("CHF", 1.1m), RatesOf = new(2026, 11, 2) };
        var ben = Rep("ben") with { QuarterlyQuota = 50_000, QuotaCurrency = "CHF" };
        TeamMember[] team = [new(Ana, [Commit(), Commit("usd") with { Currency = "USD" }]), new(ben, [Commit("chf") with { Currency = "CHF" }])];
        var rules = new TeamAssessor(SalesSettings.Default with { Currencies = currencies }, new(2026, 11, 16));

        var forecast = WeeklyForecast.Compose(Manager(), team, Context() with { Rules = rules });

        Assert.Equal(["EUR", "USD"], forecast.Current.Now.Lines.Select(line => line.Currency));
        Assert.Equal((155_000m, 21_000m), (forecast.Current.Now.Main!.Quota!.Value, forecast.Current.Now.Main.Commit));
        Assert.Equal(["EUR", "EUR"], forecast.Reps.Select(rep => rep.Line!.Currency));
        Assert.Equal("1 CHF = 1.1 EUR (rates of 2 Nov 2026)", forecast.Current.Now.Rates);

        var apart = WeeklyForecast.Compose(Manager(), team, Context());

        Assert.Equal(["CHF", "EUR", "USD"], apart.Current.Now.Lines.Select(line => line.Currency).Order());
        Assert.Null(apart.Current.Now.Rates);
    }

    [Fact]
    public void How_Near_A_Rep_Came_Is_Told_From_The_Quarters_That_Are_Over()
    {
        var quarters = ForecastHistory.Empty.Quarters
            .Add(new(2026, 1, 1), ForecastOf(50_000, 40_000))
            .Add(new(2026, 4, 1), ForecastOf(30_000, 20_000))
            .Add(new(2026, 7, 1), ForecastOf(50_000, 50_000))
            .Add(new(2026, 10, 1), ForecastOf(70_000, null));

        var told = Assert.Single(Compose(Context() with { History = new(quarters) }, Commit()).Accuracy);

        Assert.Equal("25% off on average in 3 quarters, mostly too high. Q3 2026: €50,000 forecast, €50,000 won.", told.Describe());
        Assert.Empty(Compose(Context(), Commit()).Accuracy);
    }

    [Fact]
    public void Whether_The_Numbers_May_Be_Old_Is_Said_Only_Then()
    {
        Assert.Null(Compose(Context(), Commit()).Stale);
        Assert.Equal(
            "No CRM events since 9 Nov. These numbers may be old: have somebody run \"salessignals doctor\".",
            Compose(Context() with { Heartbeat = new(0, []) }, Commit()).Stale);
        Assert.Equal(
            "CRM has been silent since yesterday 07:30; usually it speaks every working hour. These numbers may be old: have somebody run \"salessignals doctor\".",
            Compose(Context() with { Heartbeat = new(3, [new("CRM", Monday) { SilentSince = Monday.AddDays(-1), UsualGap = "1 working hour" }]) }, Commit()).Stale);
    }

    [Fact]
    public void On_The_First_Monday_Of_A_Quarter_The_Week_Before_Is_Compared_With_What_Was_Next_Then()
    {
        var now = new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero);
        var deal = Commit() with { CloseOn = new(2027, 2, 1) };

        var forecast = Compose(Context(WeekOf(now.AddDays(-7), deal)) with { Now = now }, deal with { Amount = 11_000 });

        Assert.Equal("Q1 2027: forecast 11% of quota · up €1,000", forecast.Subject);
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, RepForecast> ForecastOf(decimal forecast, decimal? won) =>
        System.Collections.Immutable.ImmutableSortedDictionary<string, RepForecast>.Empty.Add("ana", new("EUR", forecast, won));
}
