using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using SalesSignals.Alerts;
using SalesSignals.Board;
using SalesSignals.Digests;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Forecasts;
using SalesSignals.Functions.Emails;
using SalesSignals.Links;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Teams;

namespace SalesSignals.Functions.Tests.Emails;

/// <summary>A team on an ordinary Tuesday in November, whose emails the tests read and the documentation shows.</summary>
internal static class SampleMail
{
    /// <summary>Tuesday, 07:31 in London.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 11, 17, 7, 31, 0, TimeSpan.Zero);

    /// <summary>The Monday after that.</summary>
    public static readonly DateTimeOffset Monday = Morning.AddDays(6);

    private static readonly DateTimeOffset Yesterday = Morning.AddDays(-1);

    public static Person Manager { get; } = new()
    {
        Id = "maria",
        Name = "Maria Okafor",
        Email = "maria@northwind.example",
        Role = PersonRole.Manager,
        TimeZone = "Europe/London",
    };

    public static Person Ana { get; } = Rep("ana", "Ana Silva") with { QuarterlyQuota = 250_000, QuotaCurrency = "EUR" };

    public static Person Ben { get; } = Rep("ben", "Ben Carter") with { QuarterlyQuota = 250_000, QuotaCurrency = "EUR" };

    public static Person Chen { get; } = Rep("chen", "Chen Wei") with { QuarterlyQuota = 150_000, QuotaCurrency = "EUR" };

    public static LinkSigner Signer { get; } = new(["a key that only these samples use, long enough"]);

    /// <summary>Of an installation that has links.</summary>
    public static EmailRenderer Renderer { get; } = new(NullLoggerFactory.Instance, new LinkMaker(new("https://signals.example.com"), Signer));

    public static Task<EmailMessage> RenderAsync(string which) => RenderAsync(Renderer, which);

    public static Task<EmailMessage> RenderAsync(EmailRenderer renderer, string which) => which switch
    {
        "alert" => renderer.RenderAsync(Alert(), Morning),
        "digest" => renderer.RenderAsync(Digest(), Morning),
        "quiet-digest" => renderer.RenderAsync(QuietDigest(), Morning),
        "busy-alert" => renderer.RenderAsync(BusyAlert(), Morning),
        "busy-digest" => renderer.RenderAsync(BusyDigest(), Morning),
        "moved-digest" => renderer.RenderAsync(MovedDigest(), Morning),
        "crowded-digest" => renderer.RenderAsync(CrowdedDigest(), Morning),
        "absence-digest" => renderer.RenderAsync(AbsenceDigest(), Morning),
        "german-digest" => GermanDigestAsync(renderer),
        "hostile-alert" => renderer.RenderAsync(HostileAlert(), Morning),
        "hostile-digest" => renderer.RenderAsync(HostileDigest(), Morning),
        "admin-report" => renderer.RenderAsync(SampleAdminReport.Busy(), Morning),
        "quiet-admin-report" => renderer.RenderAsync(SampleAdminReport.Quiet(), Morning),
        "hostile-admin-report" => renderer.RenderAsync(SampleAdminReport.Hostile(), Morning),
        "forecast" => renderer.RenderAsync(Forecast(), Monday),
        "empty-forecast" => renderer.RenderAsync(EmptyForecast(), Monday),
        "hostile-forecast" => renderer.RenderAsync(HostileForecast(), Monday),
        "week" => renderer.RenderAsync(Week(), Monday),
        "hostile-week" => renderer.RenderAsync(HostileWeek(), Monday),
        _ => throw new ArgumentOutOfRangeException(nameof(which), which, "No such sample."),
    };

    public static RepAlert Alert() => RepAlert.Compose(Ana, AnasDeals, AlertLedger.Empty, new() { DealsPerDay = 3 }, new(), Morning.AddHours(2))!;

    public static MorningDigest Digest() => MorningDigest.Compose(
        Manager,
        [new(Ana, AnasDeals), new(Ben, BensDeals), new(Chen, ChensDeals)],
        new()
        {
            Now = Morning,
            Since = Yesterday,
            Heartbeat = new(
                412,
                [
                    new("HubSpot", Morning.AddMinutes(-19)) { Differences = 12 },
                    new("Pipedrive", Yesterday.AddHours(6)) { SilentSince = Yesterday.AddHours(6), UsualGap = "1 working hour" },
                ]),
        });

    public static MorningDigest QuietDigest() => MorningDigest.Compose(
        Manager,
        [new(Ana, [Deal(40, "Rowan & Sons", 18_000, "proposal", 0.5)])],
        new() { Now = Morning, Heartbeat = new(12, [new("HubSpot", Morning.AddMinutes(-4))]) });

    /// <summary>A rep with sixty signals: twelve deals in every kind of trouble.</summary>
    public static RepAlert BusyAlert() => RepAlert.Compose(Ana, BusyDeals, AlertLedger.Empty, new(), new(), Morning.AddHours(2))!;

    public static MorningDigest BusyDigest() => MorningDigest.Compose(Manager, [new(Ana, BusyDeals)], Ordinary);

    /// <summary>The same rep after a day on which five deals made each kind of move.</summary>
    public static MorningDigest MovedDigest() => MorningDigest.Compose(
        Manager,
        [
            new(Ana, BusyDeals),
            new(Ben,
            [
                .. from kind in Enum.GetValues<DealMoveKind>()
                   from n in Enumerable.Range(0, 5)
                   select Deal(400 + ((int)kind * 10) + n, $"{Customers[n]} {kind.ToString().ToLowerInvariant()} deal", 20_000 + (n * 1_000), "proposal", 0.5) with
                   {
                       Status = kind switch { DealMoveKind.Won => DealStatus.Won, DealMoveKind.Lost => DealStatus.Lost, _ => DealStatus.Open },
                       Moves = [new(kind, Morning.AddHours(-15), kind is DealMoveKind.AmountGrew ? "1000" : "90000", "20000")],
                   },
            ]),
        ],
        Ordinary);

    /// <summary>A rep with sixty deals and a signal on each.</summary>
    public static MorningDigest CrowdedDigest() => MorningDigest.Compose(
        Manager,
        [new(Ana, [.. Enumerable.Range(0, 60).Select(n => Deal(300 + n, $"Customer number {n}", 20_000 + (n * 700), "proposal", 0.5) with { Signals = [Stalled(Severity.High, 12 + n)] })])],
        Ordinary);

    /// <summary>Ana is on leave for two weeks and a half, and five of her deals close in it.</summary>
    public static MorningDigest AbsenceDigest() => MorningDigest.Compose(
        Manager,
        [
            new(
                Ana with { Leave = [new(new(2026, 11, 16), new(2026, 12, 4))] },
                [.. BusyDeals.Take(5).Select((deal, n) => deal with { CloseOn = new(2026, 11, 20 + (n * 2)), Signals = [Away, .. deal.Signals.Take(n % 3)] })]),
            new(Chen, ChensDeals),
        ],
        Ordinary);

    /// <summary>The same morning for somebody who is used to seeing 96.000 €.</summary>
    private static async Task<EmailMessage> GermanDigestAsync(EmailRenderer renderer)
    {
        using var reading = ReaderCulture.For(Manager with { Culture = "de-DE" }, usual: null);
        return await renderer.RenderAsync(Digest(), Morning);
    }

    private static DigestContext Ordinary => new() { Now = Morning, Since = Yesterday, Heartbeat = new(412, [new("HubSpot", Morning.AddMinutes(-19))]) };

    /// <summary>Sixty signals, each as long as it may be, under names that mean harm.</summary>
    public static MorningDigest HostileDigest() => MorningDigest.Compose(
        Manager with { Name = "<img src=http://evil.example/x.png>" },
        [new(Ana with { Name = "Ana\r\nBcc: all@northwind.example" }, HostileDeals)],
        new() { Now = Morning, Since = Yesterday, Heartbeat = new(1, [new("<b>hubspot</b>", Morning)]) });

    public static RepAlert HostileAlert() => RepAlert.Compose(Ana, HostileDeals, AlertLedger.Empty, new() { DealsPerDay = 60 }, new(), Morning.AddHours(2))!;

    /// <summary>The Monday after, and what changed since the one before.</summary>
    public static WeeklyForecast Forecast() => WeeklyForecast.Compose(
        Manager,
        [new(Ana, [.. AnasDeals, Marlow]), new(Ben, BensDeals), new(Chen, ChensDeals)],
        new()
        {
            Now = Monday,
            Before = ForecastWeek.Of(
                Manager,
                [
                    new(Ana, [.. AnasDeals.Select(deal => deal.Status == DealStatus.Won ? deal with { Status = DealStatus.Open, ForecastCategory = "commit" } : deal), Marlow with { CloseOn = new(2026, 12, 18) }]),
                    new(Ben, [.. BensDeals.Select(deal => deal with { Amount = deal.Amount == 120_000 ? 110_000 : deal.Amount, ForecastCategory = deal.Currency == "CHF" ? "pipeline" : deal.ForecastCategory })]),
                    new(Chen, ChensDeals),
                ],
                new(2026, 11, 16),
                Monday.AddDays(-7)),
            Heartbeat = new(1_930, [new("HubSpot", Monday.AddMinutes(-12)), new("Pipedrive", Yesterday) { SilentSince = Monday.AddDays(-2), UsualGap = "1 working hour" }]),
            History = new(ForecastHistory.Empty.Quarters
                .Add(new(2026, 4, 1), Forecasts(("ana", 190_000, 204_000), ("ben", 240_000, 150_000)))
                .Add(new(2026, 7, 1), Forecasts(("ana", 210_000, 198_000), ("ben", 260_000, 190_000), ("chen", 90_000, 94_000)))),
            Rules = Rules,
        });

    public static WeeklyForecast EmptyForecast() => WeeklyForecast.Compose(Manager, [new(Rep("dina", "Dina Roth"), [])], new() { Now = Monday, Heartbeat = new(0, []) });

    public static WeeklyForecast HostileForecast() => WeeklyForecast.Compose(
        Manager with { Name = "<img src=http://evil.example/x.png>" },
        [.. Enumerable.Range(0, 40).Select(n => new TeamMember(Ana with { Id = $"ana{n}", Name = $"Ana {n}\r\nBcc: all@northwind.example" }, [.. HostileDeals.Where((_, place) => place % 40 == n).Select(deal => deal with { ForecastCategory = "commit" })]))],
        new() { Now = Monday, Heartbeat = new(1, [new("<b>hubspot</b>", Monday) { SilentSince = Yesterday, UsualGap = "<i>" }]) });

    public static RepWeek Week()
    {
        var told = RepAlert.Compose(Ana, AnasDeals, AlertLedger.Empty, new() { DealsPerDay = 2 }, new(), Morning.AddHours(2))!;
        BoardDeal[] deals =
        [
            .. AnasDeals.Select(deal => deal.Key.Id switch
            {
                "7001" => deal with { Planned = [new(ActivityKind.Meeting, Monday.AddDays(1).AddHours(3)), new(ActivityKind.Task, Monday.Date.AddDays(3))], NextPlannedAt = Monday.AddDays(1) },
                "7003" => deal with { Signals = [.. deal.Signals, Overdue] },
                _ => deal,
            }),
            Marlow with { Signals = [Stalled(Severity.Medium, 11), NoNextStep(Severity.Low)] },
        ];
        return RepWeek.Compose(Ana, deals, AlertLedger.Empty.Tell(told, Morning), new(), Rules, Monday.AddMinutes(30))!;
    }

    /// <summary>Sixty deals, each with six signals.</summary>
    public static RepWeek HostileWeek() => RepWeek.Compose(
        Ana with { Name = "<u>Ana</u>" },
        [.. HostileDeals.Select(deal => deal with { CloseOn = new(2026, 11, 30), Planned = [new(ActivityKind.Call, Monday.AddDays(2))] })],
        AlertLedger.Empty,
        new(),
        Rules,
        Monday)!;

    private static TeamAssessor Rules { get; } = new(
        SalesSettings.Default with { Currencies = new() { Report = "EUR", Rates = new CurrencySettings().Rates.Add("CHF", 1.05m), RatesOf = new(2026, 11, 2) } }, new(2026, 11, 23));

    private static BoardDeal Marlow { get; } = Deal(6, "Marlow Ceramics", 52_000, "negotiation", 0.8) with { ForecastCategory = "commit", CloseOn = new(2027, 1, 15), CreatedAt = Morning.AddDays(-80) };

    private static RaisedSignal Overdue => Raise(
        SignalKinds.OverdueNextStep,
        Severity.Medium,
        "A call was due 3 working days ago and is not done.",
        "Do it today, or agree a new day with the buyer.",
        "1 working day (default)",
        [new("Due", "call, 18 Nov")]);

    private static ImmutableSortedDictionary<string, RepForecast> Forecasts(params (string Rep, decimal Forecast, decimal Won)[] told) =>
        told.ToImmutableSortedDictionary(each => each.Rep, each => new RepForecast("EUR", each.Forecast, each.Won), StringComparer.Ordinal);

    private static ImmutableArray<BoardDeal> AnasDeals { get; } =
    [
        Deal(1, "Harbour Logistics rollout", 96_000, "negotiation", 0.8, closeInDays: 13) with
        {
            ForecastCategory = "commit",
            Signals = [Stalled(Severity.High, 17), Slipped(Severity.Medium)],
            Moves = [new(DealMoveKind.CloseDateSlipped, Morning.AddHours(-15), "2026-11-13", "2026-11-30")],
        },
        Deal(2, "Lindqvist renewal", 42_000, "proposal", 0.6, closeInDays: -4) with
        {
            ForecastCategory = "best-case",
            Signals = [ClosePassed(Severity.Medium), MissingNote(Severity.Low)],
            UnnotedConversationsAt = [Morning.AddDays(-5), Morning.AddDays(-1)],
        },
        Deal(3, "Okonjo Foods, second site", 27_500, "proposal", 0.5, closeInDays: 24) with { Signals = [NoNextStep(Severity.Medium)] },
        Deal(4, "Bright Dental pilot", 6_000, "discovery", 0.2, closeInDays: 35) with { Signals = [NoNextStep(Severity.Low)] },
        Deal(5, "Vesper Hotels", 88_000, "won", 1) with
        {
            Status = DealStatus.Won,
            ClosedAt = Morning.AddHours(-16),
            Moves = [new(DealMoveKind.Won, Morning.AddHours(-16), "negotiation", "won")],
        },
    ];

    private static ImmutableArray<BoardDeal> BensDeals { get; } =
    [
        Deal(11, "Castell Energy platform", 120_000, "proposal", 0.6, closeInDays: 30) with
        {
            ForecastCategory = "best-case",
            Signals = [Theoretical(Severity.High)],
            Moves = [new(DealMoveKind.Advanced, Morning.AddHours(-18), "evaluation", "proposal")],
        },
        Deal(12, "Morel Watches", 64_000, "negotiation", 0.8, closeInDays: 20) with { Currency = "CHF", ForecastCategory = "commit", Signals = [Stalled(Severity.High, 21)] },
        Deal(13, "Juniper Clinics", 54_000, "won", 1) with
        {
            Status = DealStatus.Won,
            ClosedAt = Morning.AddDays(-26),
            AccountName = "Juniper Clinics",
            LastBuyerTouchAt = Morning.AddDays(-27),
        },
        Deal(14, "Tallis Print", 31_000, "discovery", 0.2, closeInDays: 40) with
        {
            Moves = [new(DealMoveKind.Created, Morning.AddHours(-14)), new(DealMoveKind.AmountGrew, Morning.AddHours(-13), "25000", "31000")],
        },
    ];

    private static ImmutableArray<BoardDeal> ChensDeals { get; } =
    [
        Deal(21, "Aurora Schools", 48_000, "evaluation", 0.4, closeInDays: 28) with
        {
            Signals = [Stalled(Severity.Medium, 12)],
            UnnotedConversationsAt = [Morning.AddDays(-2)],
        },
        Deal(23, "Ostrava Rail, year one", 40_000, "won", 1) with
        {
            Status = DealStatus.Won,
            ClosedAt = Morning.AddDays(-320),
            AccountName = "Ostrava Rail",
            LastSellerTouchAt = Morning.AddDays(-30),
            RenewalOn = new(2026, 12, 31),
        },
        Deal(22, "Pinewood Council", 36_000, "evaluation", 0.4, closeInDays: 41) with
        {
            Moves = [new(DealMoveKind.Advanced, Morning.AddHours(-20), "discovery", "evaluation")],
        },
    ];

    private static ImmutableArray<BoardDeal> BusyDeals { get; } =
    [
        .. Enumerable.Range(0, 12).Select(n => Deal(200 + n, $"{Customers[n]} rollout", 96_000 - (n * 5_000), "negotiation", 0.8, closeInDays: 13 + n) with
        {
            Signals = [Stalled(Severity.High, 17), Theoretical(Severity.High), Slipped(Severity.Medium), ClosePassed(Severity.Medium), MissingNote(Severity.Low)],
            UnnotedConversationsAt = [Morning.AddDays(-2)],
            Moves = [new(DealMoveKind.CloseDateSlipped, Morning.AddHours(-15), "2026-11-13", "2026-11-30")],
        }),
    ];

    private static string[] Customers =>
        ["Harbour Logistics", "Lindqvist", "Okonjo Foods", "Bright Dental", "Castell Energy", "Morel Watches", "Aurora Schools", "Pinewood Council", "Tallis Print", "Juniper Clinics", "Vesper Hotels", "Rowan & Sons"];

    private static RaisedSignal Away => Raise(
        SignalKinds.OwnerUnavailable,
        Severity.High,
        "Ana Silva is away until 4 Dec, with the close date near.",
        "Name somebody who answers the buyer from today on, and tell the buyer who it is.",
        "an owner who is there, above all within 14 days of the close date",
        [new("Owner", "Ana Silva, on leave until 4 Dec")]);

    private static ImmutableArray<BoardDeal> HostileDeals { get; } =
    [
        .. Enumerable.Range(0, 60).Select(n => Deal(100 + n, Names[n % Names.Length], 10_000 + n, "<i>stage</i>", 0.5) with
        {
            Url = n % 2 == 0 ? "javascript:alert(1)" : "https://crm.example/deals/1?a=\"><script>alert(1)</script>",
            Signals = [.. Enumerable.Range(0, 6).Select(s => Long("hostile-" + s))],
            Moves = [new(DealMoveKind.Won, Morning.AddHours(-1), "<u>", "<u>")],
            UnnotedConversationsAt = [Morning.AddDays(-2)],
        }),
    ];

    private static string[] Names =>
    [
        "<script>alert('deal')</script>",
        "Acme\r\nBcc: everyone@northwind.example",
        "\u202Egnihtemos esrever\u202C שלום",
        new string('日', 5_000),
    ];

    private static Person Rep(string id, string name) => new() { Id = id, Name = name, Email = $"{id}@northwind.example", ManagerId = "maria", TimeZone = "Europe/London" };

    private static BoardDeal Deal(int id, string name, decimal amount, string stage, double probability, int closeInDays = 30) => new()
    {
        Key = new("hubspot", $"{7000 + id}"),
        OwnerKey = "hubspot:1",
        Name = name,
        Status = DealStatus.Open,
        Amount = amount,
        Currency = "EUR",
        Stage = stage,
        Probability = probability,
        CloseOn = DateOnly.FromDateTime(Morning.AddDays(closeInDays).DateTime),
        Url = $"https://crm.example/deals/{7000 + id}",
    };

    private static RaisedSignal Raise(string kind, Severity severity, string summary, string next, string threshold, ImmutableArray<Evidence> evidence) => new()
    {
        RaisedAt = Morning.AddDays(-1),
        Signal = new() { Kind = kind, Severity = severity, Summary = summary, NextAction = next, Threshold = threshold, Evidence = evidence, RuleVersion = 1 },
    };

    private static RaisedSignal Stalled(Severity severity, int days) => Raise(
        SignalKinds.StalledDeal,
        severity,
        $"Nothing from the buyer for {days} working days, and nothing is planned.",
        "Call the sponsor and agree the next thing they will do, with a day.",
        "10 working days (default)",
        [new("Last buyer touch", "meeting, 23 Oct"), new("Last stage move", "to negotiation, 20 Oct")]);

    private static RaisedSignal Slipped(Severity severity) => Raise(
        SignalKinds.CloseDateSlipped,
        severity,
        "The close date moved for the third time in 90 days.",
        "Ask what has to happen on their side before they can sign, and date that.",
        "2 pushes in 90 days (default)",
        [new("Pushes", "3, by 45 days in all")]);

    private static RaisedSignal ClosePassed(Severity severity) => Raise(
        SignalKinds.CloseDatePassed,
        severity,
        "The close date was 4 days ago and the deal is open.",
        "Agree a new date with the buyer, or close it kindly.",
        "the close date itself",
        [new("Close date", "13 Nov")]);

    private static RaisedSignal MissingNote(Severity severity) => Raise(
        SignalKinds.MissingNotes,
        severity,
        "2 conversations have no note yet.",
        "Write two lines: what they want next, and by when.",
        "1 working day (default)",
        [new("Oldest", "meeting, 12 Nov")]);

    private static RaisedSignal NoNextStep(Severity severity) => Raise(
        SignalKinds.NoNextStep,
        severity,
        "Nothing is planned with the buyer.",
        "Offer two times this week to go through the proposal together.",
        "2 working days after the last touch (default)",
        [new("Last touch", "call, 10 Nov")]);

    private static RaisedSignal Theoretical(Severity severity) => Raise(
        SignalKinds.TheoreticalClose,
        severity,
        "In proposal, and price has never come up.",
        "Name a price range in the next talk and ask how such a sum gets approved.",
        "price discussed by proposal (default)",
        [new("Price discussed", "never"), new("Conversations", "6 since 3 Sep")]);

    private static RaisedSignal Long(string kind) => Raise(
        kind,
        Severity.High,
        new string('<', 2_000),
        new string('日', 2_000),
        new string('"', 2_000),
        [.. Enumerable.Range(0, 30).Select(_ => new Evidence(new string('&', 500), new string('x', 5_000)))]);
}
