using SalesSignals.Calendars;
using SalesSignals.Board;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;
using static SalesSignals.Tests.Alerts.AlertSamples;

namespace SalesSignals.Tests.Digests;

public class MorningDigestTests
{
    private static readonly DateTimeOffset Since = Now.AddDays(-1);

    [Fact]
    public void Subject_Has_The_Deals_That_Need_The_Manager_And_The_Percent_Of_Quota()
    {
        var digest = Compose(Quota(100_000), Won(50_000), Deal("1", Raised()) with { ForecastCategory = "commit", Amount = 32_900 });

        Assert.Equal("1 deal needs you · forecast 82% of quota", digest.Subject);
    }

    [Fact]
    public void Subject_Has_The_Open_Pipeline_Where_Nobody_Has_A_Quota()
    {
        var digest = Compose(Rep(), Deal("1", Raised()), Deal("2", Raised()) with { CloseOn = null }, Deal("3") with { CloseOn = new(2027, 5, 1) });

        Assert.Equal("2 deals need you · open pipeline €30,000", digest.Subject);
    }

    [Fact]
    public void Subject_Keeps_To_The_Deals_Where_There_Is_No_Number() =>
        Assert.Equal("No deal needs you today", Compose(Rep()).Subject);

    [Fact]
    public void Deals_That_Need_The_Manager_Are_Few_Ranked_And_The_Rest_Is_Counted()
    {
        var digest = Compose(Rep(), [.. Enumerable.Range(1, 9).Select(n => Deal($"{n}", Raised(n == 9 ? Severity.High : Severity.Medium)) with { Amount = n * 1_000 })]);

        Assert.Equal(["9", "8", "7", "6", "5", "4", "3"], digest.Deals.Select(deal => deal.Deal.Key.Id));
        Assert.Equal(2, digest.MoreDeals);
    }

    [Fact]
    public void Card_Has_All_Signals_And_The_Action_Of_The_Gravest()
    {
        var digest = Compose(Rep(), Deal("1", Raised(Severity.Low), Raised(Severity.High, SignalKinds.CloseDatePassed), Raised(kind: SignalKinds.MissingNotes)));

        var card = Assert.Single(digest.Deals);

        Assert.Equal([SignalKinds.CloseDatePassed, SignalKinds.MissingNotes, SignalKinds.StalledDeal], card.Signals.Select(signal => signal.Kind));
        Assert.Equal("Call about close-date-passed.", card.NextAction);
        Assert.Equal("Ana Silva", card.Owner.Name);
    }

    [Fact]
    public void Deals_Of_An_Absent_Owner_Share_A_Card_And_One_Action()
    {
        var away = Rep() with { Leave = [new(new(2026, 11, 16), new(2026, 12, 4))] };
        var absent = Raised(Severity.High, SignalKinds.OwnerUnavailable);

        var digest = MorningDigest.Compose(
            Manager(),
            [
                new(away, [.. Enumerable.Range(1, 5).Select(n => Deal($"{n}", absent, Raised(Severity.Medium)) with { Amount = n * 10_000 }), Deal("own", Raised(Severity.High))]),
                new(Rep("ben") with { Name = "Ben Carter" }, [Deal("ben", Raised(Severity.High)) with { Amount = 45_000 }]),
            ],
            new() { Now = Now, Since = Since, Heartbeat = new(1, []) });

        Assert.Equal(["5 4 3 2 1", "ben", "own"], digest.Cards.Select(card => string.Join(' ', card.Deals.Select(deal => deal.Deal.Key.Id))));
        Assert.Equal("Ana Silva is away until 4 Dec: 5 deals close before that", digest.Cards[0].Cause?.Headline);
        Assert.All(digest.Cards.Skip(1), card => Assert.Null(card.Cause));
        Assert.Equal("7 deals need you", digest.Headline);
    }

    [Fact]
    public void Deals_Of_One_Who_Has_Left_Are_To_Be_Given_To_Others_Even_A_Single_One()
    {
        var left = Rep() with { IsActive = false, Leave = [new(new(2026, 11, 16), new(2026, 12, 4))] };
        var absent = Raised(Severity.Medium, SignalKinds.OwnerUnavailable);

        var one = Assert.Single(Compose(left, Deal("1", Raised(Severity.High), absent)).Cards);
        var two = Assert.Single(Compose(left, Deal("1", absent), Deal("2", absent)).Cards);

        Assert.Equal("Ana Silva has left: 1 deal is still theirs", one.Cause?.Headline);
        Assert.StartsWith("Give this deal to somebody who answers the buyer", one.Cause?.NextAction, StringComparison.Ordinal);
        Assert.Equal("Ana Silva has left: 2 deals are still theirs", two.Cause?.Headline);
    }

    [Fact]
    public void Nobody_Is_Asked_For_Notes_Or_Given_Help_Who_Has_Left()
    {
        var digest = Compose(
            Quota(100_000) with { IsActive = false },
            Deal("1", Raised(Severity.Low, SignalKinds.MissingNotes)) with { UnnotedConversationsAt = [Now.AddDays(-2)] });

        Assert.Empty(digest.MissingNotes);
        Assert.Empty(digest.RepsInNeed);
    }

    [Fact]
    public void A_Card_Of_Several_Deals_Counts_Once_Against_The_Budget_And_Only_Absence_Groups()
    {
        var away = Rep() with { Leave = [new(new(2026, 11, 16), new(2026, 11, 20))] };
        var absent = Raised(Severity.High, SignalKinds.OwnerUnavailable);
        IEnumerable<BoardDeal> deals = Enumerable.Range(1, 12).Select(n => n < 7 ? Deal($"{n}", absent) : Deal($"{n}", Raised()));

        var digest = Compose(away, [.. deals]);
        var back = Compose(Rep(), [.. deals]);
        var alone = Compose(away, Deal("1", absent));

        Assert.Equal((7, 12, 0), (digest.Cards.Length, digest.Deals.Length, digest.MoreDeals));
        Assert.Equal("Ana Silva is away until 20 Nov: 6 deals close soon", digest.Cards[0].Cause?.Headline);
        Assert.Equal((7, 7, 5), (back.Cards.Length, back.Deals.Length, back.MoreDeals));
        Assert.Null(Assert.Single(alone.Cards).Cause);
    }

    [Fact]
    public void Parked_Cleared_And_Closed_Deals_Need_Nobody() => Assert.Empty(Compose(
        Rep(),
        Deal("1", Raised() with { ParkedUntil = Now.AddDays(1) }),
        Deal("2", Raised() with { ClearedAt = Now }),
        Deal("3", Raised()) with { Status = DealStatus.Lost }).Deals);

    [Fact]
    public void Missing_Notes_Are_Named_By_Rep_And_Make_No_Card_Of_Their_Own()
    {
        var note = Raised(Severity.Low, SignalKinds.MissingNotes);
        var digest = Compose(
            Rep(),
            Deal("new", note) with { UnnotedConversationsAt = [Now.AddDays(-2)] },
            Deal("old", note) with { UnnotedConversationsAt = [Now.AddDays(-5), Now.AddDays(-1)] },
            Deal("parked", note with { ParkedUntil = Now.AddDays(1) }) with { UnnotedConversationsAt = [Now.AddDays(-9)] });

        Assert.Empty(digest.Deals);
        Assert.Equal("3 conversations, the oldest from 12 Nov: Deal old and Deal new", Assert.Single(digest.MissingNotes).Describe("Europe/London", digest.On));
    }

    [Fact]
    public void Forecast_Sorts_Deals_By_What_Reps_Say_And_By_Stage_Where_They_Say_Nothing()
    {
        var digest = Compose(
            Quota(100_000),
            Won(1_000),
            Deal("1") with { Amount = 10, ForecastCategory = "commit", Probability = 0.1 },
            Deal("2") with { Amount = 200, ForecastCategory = "best-case", Probability = 0.9 },
            Deal("3") with { Amount = 3_000, ForecastCategory = "pipeline", Probability = 0.9 },
            Deal("4") with { Amount = 40, Probability = 0.75 },
            Deal("5") with { Amount = 500, Probability = 0.5 },
            Deal("6") with { Amount = 6_000, Probability = 0.49 },
            Deal("7") with { Amount = 70_000, ForecastCategory = "omitted" },
            Deal("8") with { Amount = 70_000, CloseOn = new(2027, 1, 1) },
            Deal("9") with { Amount = 70_000, Status = DealStatus.Lost },
            Deal("10") with { Amount = null });

        var line = Assert.Single(digest.Forecast.Lines);

        Assert.Equal((1_000m, 50m, 700m, 9_000m), (line.Won, line.Commit, line.BestCase, line.Pipeline));
        Assert.Equal("1% of quota is won or committed: €1,050 of €100,000. €98,950 to go.", line.Describe());
        Assert.Equal(1, digest.Forecast.Unpriced);
    }

    [Fact]
    public void Currencies_Are_Kept_Apart_And_That_Of_The_Quota_Comes_First()
    {
        var digest = Compose(
            Quota(100_000),
            Deal("1") with { Currency = "USD" },
            Deal("2") with { Currency = "usd" },
            Deal("3") with { Currency = "CHF" });

        Assert.Equal(["EUR", "USD", "CHF"], digest.Forecast.Lines.Select(line => line.Currency));
        Assert.Equal([0m, 20_000m, 10_000m], digest.Forecast.Lines.Select(line => line.Open));
        Assert.Equal("€0 won, €0 open.", (digest.Forecast.Lines[0] with { Quota = null }).Describe());
    }

    [Fact]
    public void Currencies_Whose_Rates_Are_Known_Are_Added_To_That_Of_The_Quota_And_It_Says_So()
    {
        var currencies = new CurrencySettings { Report = "EUR", Rates = new CurrencySettings().Rates.Add("CHF", 1.05m), RatesOf = new(2026, 11, 2) };
        var digest = MorningDigest.Compose(
            Manager(),
            [new(Quota(100_000), [Deal("1") with { ForecastCategory = "commit" }, Deal("2") with { Currency = "CHF", ForecastCategory = "commit" }, Deal("3") with { Currency = "USD" }])],
            Context() with { Rules = new(SalesSettings.Default with { Currencies = currencies }, new(2026, 11, 17)) });

        Assert.Equal(["EUR", "USD"], digest.Forecast.Lines.Select(line => line.Currency));
        Assert.Equal(20_500, digest.Forecast.Main!.Commit);
        Assert.Equal("1 CHF = 1.05 EUR (rates of 2 Nov 2026)", digest.Forecast.Rates);
        Assert.Equal(["€20,500", "$10,000"], digest.Forecast.OpenPipeline.Select(sum => sum.ToString()));
    }

    [Fact]
    public void Quota_Without_A_Currency_Is_In_That_Of_Most_Deals_And_A_Managers_Own_Stands_In()
    {
        var digest = MorningDigest.Compose(
            Manager() with { QuarterlyQuota = 40_000 },
            [new(Rep(), [Deal("1") with { Currency = "SEK", ForecastCategory = "commit" }])],
            Context());

        Assert.Equal(25, digest.Forecast.Main!.PercentOfQuota);
        Assert.Equal("SEK", digest.Forecast.Main.Currency);
    }

    [Fact]
    public void A_Managers_Quota_Is_Not_Added_To_Those_Of_The_Reps_It_Is_Made_Of()
    {
        var manager = Manager() with { QuarterlyQuota = 40_000, QuotaCurrency = "EUR" };

        var digest = MorningDigest.Compose(
            manager, [new(Quota(40_000), [Deal("1") with { ForecastCategory = "commit" }]), new(manager, [Deal("2") with { ForecastCategory = "commit" }])], Context());

        Assert.Equal(50, digest.Forecast.Main!.PercentOfQuota);
    }

    [Theory]
    [InlineData("2026-09-30T22:59:59Z", false)]
    [InlineData("2026-09-30T23:00:00Z", true)]
    public void Win_Counts_In_The_Quarter_Of_The_Managers_Calendar(string closedAt, bool counts)
    {
        var digest = Compose(Quota(10_000), Won(5_000) with { ClosedAt = DateTimeOffset.Parse(closedAt, null) });

        Assert.Equal(counts ? 50 : 0, digest.Forecast.Main!.PercentOfQuota);
    }

    [Fact]
    public void Quota_Nearly_Reached_Is_Not_Reached()
    {
        Assert.Equal(99, Compose(Quota(1_000), Won(999)).Forecast.Main!.PercentOfQuota);
        Assert.EndsWith("Reached.", Compose(Quota(1_000), Won(1_000)).Forecast.Main!.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void Moves_Since_The_Previous_Digest_Are_Counted_Summed_And_Named()
    {
        var digest = Compose(
            Rep(),
            Moved("a", 10_000, new(DealMoveKind.Advanced, Since.AddHours(1)), new(DealMoveKind.Advanced, Since.AddHours(2))),
            Moved("b", 20_000, new DealMove(DealMoveKind.Advanced, Now)) with { Currency = "CHF" },
            Moved("c", 30_000, new DealMove(DealMoveKind.AmountShrank, Now, "42000", "30000")),
            Moved("d", 40_000, new DealMove(DealMoveKind.Created, Since), new DealMove(DealMoveKind.Lost, Now.AddSeconds(1))));

        Assert.Equal(["2 Advanced 20,000 CHF and €10,000 Deal b and Deal a", "1 Shrank €12,000 Deal c"], digest.Moves.Rows.Select(Written));
    }

    [Fact]
    public void Good_News_Starts_With_Wins_And_Leaves_Out_What_Was_Undone()
    {
        var digest = Compose(
            Rep(),
            Moved("a", 10_000, new DealMove(DealMoveKind.Advanced, Now, "discovery", "proposal")),
            Moved("b", 20_000, new DealMove(DealMoveKind.Won, Now)) with { Status = DealStatus.Won },
            Moved("c", 30_000, new(DealMoveKind.Regressed, Now), new(DealMoveKind.Advanced, Now.AddHours(-1))),
            Moved("d", 40_000, new DealMove(DealMoveKind.CloseDatePulledIn, Now, "2026-12-24", "2026-12-01")),
            Moved("e", 50_000, new DealMove(DealMoveKind.CloseDateSlipped, Now)));

        Assert.Equal(
            ["Ana won Deal b, €20,000.", "Ana moved Deal a on to proposal, €10,000.", "Ana brought Deal d forward to 1 Dec, €40,000."],
            digest.GoodNews.AsEnumerable());
    }

    [Fact]
    public void Rep_With_Much_Trouble_At_Once_Could_Use_Help()
    {
        var digest = Compose(Rep(), Won(1), Deal("1", Raised(Severity.High)), Deal("2", Raised(Severity.High)), Deal("3", Raised(Severity.High)));

        Assert.Equal("3 deals in trouble at once. Half an hour together on Deal 1 would help most.", Assert.Single(Assert.Single(digest.RepsInNeed).Reasons));
    }

    [Fact]
    public void Rep_Far_From_The_Quota_Could_Use_Help_And_The_Gravest_Comes_With_What_Can_Still_Be_Done()
    {
        var digest = Compose(Quota(20_000), Deal("1") with { CreatedAt = Now.AddDays(-60) });

        Assert.Equal(
            ["Nothing closed yet, 45 days left in Q4 2026.", "€10,000 open for Q4 2026 and Q1 2027, and €20,000 of the quota is left.", "Deal 1 can still close: think it through together."],
            Assert.Single(digest.RepsInNeed).Reasons.AsEnumerable());
    }

    [Fact]
    public void The_Gravest_Need_Comes_First_And_Mild_Ones_Wait()
    {
        var team = new TeamMember[]
        {
            new(Rep("medium") with { Name = "A" }, [Deal("1") with { CreatedAt = Now.AddDays(-37) }]),
            new(Quota(100_000) with { Name = "B" }, [Deal("2") with { CreatedAt = Now }]),
            new(Rep("low") with { Name = "C" }, [Deal("3") with { CreatedAt = Now.AddDays(-24) }]),
        };

        Assert.Equal(["B", "A"], MorningDigest.Compose(Manager(), team, Context()).RepsInNeed.Select(rep => rep.Rep.Name));
    }

    [Fact]
    public void Rep_Who_Has_Reached_The_Quota_Since_The_Previous_Digest_Is_Good_News()
    {
        var won = Won(25_000) with { ClosedAt = Now.AddHours(-2) };

        Assert.Equal(["Ana has reached the quota: €25,000 of €20,000 won in Q4 2026."], Compose(Quota(20_000), won).GoodNews.AsEnumerable());
        Assert.Empty(Compose(Quota(20_000), won with { ClosedAt = Since.AddHours(-1) }).GoodNews);
    }

    [Fact]
    public void Customers_Whom_Nobody_Looks_After_Are_Named_With_Whoever_Won_Them()
    {
        var digest = Compose(Rep(), Deal("1"), Won(10_000) with { AccountName = "Acme", LastBuyerTouchAt = Now.AddDays(-21) });

        var customer = Assert.Single(digest.Customers);
        Assert.Equal(("Acme", "Ana"), (customer.Name, customer.Owner));
        Assert.Equal("Won on 28 Oct, and nobody has been in touch since. Ask how the start is going, and agree on a day to look at the first results.", customer.Describe());
    }

    [Fact]
    public void Rep_Without_Open_Deals_Could_Use_Help_But_Not_Before_There_Is_Any_Data()
    {
        Assert.Contains("No open deals.", Assert.Single(Compose(Rep(), Won(1)).RepsInNeed).Reasons[0], StringComparison.Ordinal);

        var empty = Compose(Rep());

        Assert.Empty(empty.RepsInNeed);
        Assert.Contains("salessignals backfill", empty.Introduction, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_The_First_Digest_Explains_Itself()
    {
        var first = MorningDigest.Compose(Manager(), [new(Rep(), [Deal("1")])], Context() with { Since = null });

        Assert.StartsWith("Your first digest", first.Introduction, StringComparison.Ordinal);
        Assert.Equal(Now.AddDays(-7), first.Moves.Since);
        Assert.Null(Compose(Rep(), Deal("1")).Introduction);
    }

    [Fact]
    public void Heartbeat_Tells_A_Quiet_Pipeline_From_A_Broken_Connection()
    {
        Assert.Equal("1,412 CRM events since yesterday 10:00. Last: hubspot 09:30 today and close never yet.", Heartbeat(1_412));
        Assert.Equal("No CRM events since yesterday 10:00. If that is unusual, have somebody run \"salessignals doctor\".", Heartbeat(0));
    }

    [Theory]
    [InlineData(7, "2 working hours", "7 CRM events since yesterday 10:00. Last: Close 09:30 today. HubSpot has been silent since yesterday 14:10; usually it speaks every 2 working hours. Have somebody run \"salessignals doctor\".")]
    [InlineData(0, "1 working hour", "No CRM events since yesterday 10:00. HubSpot has been silent since yesterday 14:10; usually it speaks every working hour. Have somebody run \"salessignals doctor\".")]
    public void Heartbeat_Names_Who_Has_Fallen_Silent(long events, string usual, string expected)
    {
        var lastAt = Now.AddHours(-19).AddMinutes(-50);
        var heartbeat = new Heartbeat(events, [new("Close", Now.AddMinutes(-30)) { UsualGap = "1 working hour" }, new("HubSpot", lastAt) { SilentSince = lastAt, UsualGap = usual }]);

        Assert.Equal(expected, heartbeat.Describe(Since, "Europe/London", new(2026, 11, 17)));
    }

    [Fact]
    public void Heartbeat_Says_What_No_Webhook_Told()
    {
        var heartbeat = new Heartbeat(1, [new("Close", Now) { Differences = 1 }, new("HubSpot", Now) { Differences = 12 }, new("crm", Now)]);

        Assert.EndsWith(
            ". In 7 days, 13 changes came without a webhook (HubSpot and Close).",
            heartbeat.Describe(Since, "Europe/London", new(2026, 11, 17)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Digest_Is_Named_By_The_Managers_Own_Day_And_Hands_Over_Its_View()
    {
        var digest = MorningDigest.Compose(Manager() with { TimeZone = "Pacific/Auckland" }, [], Context() with { Now = Now.AddHours(9) });

        Assert.Equal("2026-11-18", digest.Period);
        Assert.Equal(Now.AddHours(9), digest.Until);
    }

    [Fact]
    public void Unbelievable_Amounts_Break_Nothing()
    {
        var digest = Compose(Quota(decimal.MaxValue), Deal("1", Raised()) with { Amount = decimal.MaxValue }, Deal("2") with { Amount = decimal.MinValue });

        Assert.Equal("1 deal needs you · forecast 0% of quota", digest.Subject);
        Assert.Equal(2, digest.Forecast.Unpriced);
    }

    [Theory]
    [InlineData("2026-01-01", "Q1 2026", 90)]
    [InlineData("2026-11-17", "Q4 2026", 45)]
    [InlineData("2028-03-31", "Q1 2028", 1)]
    public void Quarter_Is_Named_And_Its_Days_Are_Counted(string day, string name, int left)
    {
        var on = DateOnly.Parse(day, null);

        Assert.Equal((name, left), (Quarter.Of(on).Name, Quarter.Of(on).DaysLeft(on)));
    }

    private static MorningDigest Compose(Person rep, params BoardDeal[] deals) => MorningDigest.Compose(Manager(), [new(rep, deals)], Context());

    private static DigestContext Context() => new() { Now = Now, Since = Since, Heartbeat = new(1, [new("hubspot", Now)]) };

    private static string Heartbeat(long events) => new Heartbeat(events, [new("close", null), new("hubspot", Now.AddMinutes(-30))])
        .Describe(Since, "Europe/London", new(2026, 11, 17));

    private static Person Quota(decimal quota) => Rep() with { QuarterlyQuota = quota, QuotaCurrency = "EUR" };

    private static BoardDeal Won(decimal amount) => Deal("won") with { Status = DealStatus.Won, ClosedAt = Now.AddDays(-20), Amount = amount };

    private static BoardDeal Moved(string id, decimal amount, params DealMove[] moves) => Deal(id) with { Amount = amount, Moves = [.. moves] };

    private static string Written(MoveRow row) => $"{row.Count} {row.Label} {row.Amounts} {row.Named(3)}";
}
