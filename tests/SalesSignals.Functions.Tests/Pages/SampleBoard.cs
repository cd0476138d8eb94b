using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Board;
using SalesSignals.Events;
using SalesSignals.Functions.Tests.Host;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Tests.Pages;

/// <summary>A team's deals on a Friday at noon, told as a CRM tells them: what stands against them is what the rules find.</summary>
internal static class SampleBoard
{
    public const string Anas = "crm:7001";
    public const string Bens = "crm:8001";
    public const string Odas = "crm:9001";

    /// <summary>A deal that somebody has filled with what breaks pages.</summary>
    public const string Hostile = "crm:h\"><'&1";

    public const string HostileName = "<img src=x onerror=alert(1)>\"'&amp; \u202Eesrever <script>alert(2)</script>";

    private static readonly DateTimeOffset Now = RunningApp.Noon;

    private static readonly (string Id, string Owner, string Name, string Stage, decimal? Amount, int CloseIn, int Created, int LastMeeting, int? Planned)[] Ordinary =
    [
        ("7002", "7", "Corvid Analytics expansion", "evaluation", 32_000m, 40, 45, 4, 3),
        ("7003", "7", "Tern & Sons pilot", "discovery", 8_500m, 60, 20, 6, 2),
        ("7004", "7", "Juniper Health platform", "negotiation", 96_000m, 12, 90, 3, 4),
        ("7005", "7", "Harbour Foods renewal", "proposal", 41_000m, -6, 70, 24, null),
        ("7006", "7", "Petrel Aerospace licences", "proposal", 27_500m, 25, 60, 13, null),
        ("8002", "8", "Osprey Insurance rollout", "proposal", 150_000m, 18, 80, 16, null),
        ("8003", "8", "Larch Paper Mills", "qualified", null, 75, 9, 8, 1),
        ("8004", "8", "Bittern Railways", "commit", 64_000m, 9, 100, 2, 5),
        ("8005", "8", "Wren Publishing", "discovery", 12_000m, 50, 30, 19, null),
    ];

    public static async Task FillAsync(BoardApp board, bool hostile = false)
    {
        foreach (var deal in Ordinary)
        {
            await TellAsync(board, new("crm", deal.Id), Story(deal.Id, deal.Owner, deal.Name, deal.Stage, deal.Amount, deal.CloseIn, deal.Created, deal.LastMeeting, deal.Planned));
        }

        await TellAsync(board, DealKey.Parse(Anas), MarlowsStory());
        await TellAsync(board, DealKey.Parse(Bens), Story("8001", "8", "Kestrel Shipping contract", "negotiation", 88_000m, 21, 85, 15, null));
        await TellAsync(board, DealKey.Parse(Odas), Story("9001", "9", "Another team's secret deal", "proposal", 99_000m, 21, 85, 15, null));
        if (hostile)
        {
            await TellAsync(board, DealKey.Parse(Hostile), HostileStory());
            await TellAsync(board, new("crm", "long"), Story("long", "7", new string('W', 500), "proposal", 1_234_567_890m, 5, 60, 20, null));
            await TellAsync(board, new("crm", "rtl"), Story("rtl", "7", "עסקה עם חברת הספנות الشحن الدولي", "proposal", 20_000m, 5, 60, 20, null));
        }
    }

    public static async Task TellAsync(BoardApp board, DealKey key, params CanonicalEvent[] events)
    {
        var services = board.App.Services;
        var moment = await services.GetRequiredService<DealAssessors>().CurrentAsync(default);
        await services.GetRequiredService<DealDesk>().ApplyAsync(key, events, moment.Assessor, default);
    }

    /// <summary>A deal that began well and went quiet.</summary>
    private static CanonicalEvent[] MarlowsStory() =>
    [
        .. Story("7001", "7", "Marlow Logistics fleet renewal", "proposal", 60_000m, 10, 75, 17, null),
        Changed("7001", 30, new() { CloseOn = Told.Of<DateOnly?>(Day(-8)), ForecastCategory = "best-case" }),
        Changed("7001", 15, new() { CloseOn = Told.Of<DateOnly?>(Day(10)), Amount = Told.Of<decimal?>(48_000m), ForecastCategory = "commit" }),
        Activity("7001", "mail-1", 16, new() { Id = "mail-1", Kind = ActivityKind.Email, Direction = ActivityDirection.Outbound, StartsAt = Now.AddDays(-16) }),
        Activity("7001", "mail-2", 11, new() { Id = "mail-2", Kind = ActivityKind.Email, Direction = ActivityDirection.Outbound, StartsAt = Now.AddDays(-11) }),
        Activity("7001", "offer", 15, new() { Id = "offer", Kind = ActivityKind.Deliverable, Deliverable = DeliverableKind.Proposal, StartsAt = Now.AddDays(-15) }),
        Activity("7001", "off", 9, new() { Id = "off", Kind = ActivityKind.Meeting, Status = ActivityStatus.Cancelled, CancelledBy = ActivityParty.Buyer, StartsAt = Now.AddDays(-9) }),
        Activity("7001", "task", 6, new() { Id = "task", Kind = ActivityKind.Task, Status = ActivityStatus.Planned, DueAt = Now.AddDays(-4) }),
    ];

    private static CanonicalEvent[] HostileStory()
    {
        var key = DealKey.Parse(Hostile);
        return
        [
            .. Story(key.Id, "7", HostileName, "proposal", 60_000m, 10, 75, 17, null),
            Changed(key.Id, 12, new() { Url = "javascript:alert(3)", AccountName = "</dd></dl><script>alert(4)</script>", Stage = "<b>negotiation</b>" }),
            new CanonicalEvent.ContactAssociated { Id = "bad-contact", OccurredAt = Now.AddDays(-40), DealId = key.Id, Contact = new() { Id = "c9", Name = "<svg onload=alert(5)>" + new string('x', 500) } },
        ];
    }

    private static CanonicalEvent[] Story(
        string id, string owner, string name, string stage, decimal? amount, int closeIn, int created, int lastMeeting, int? planned) =>
    [
        Changed(id, created, new()
        {
            Name = name, Stage = "qualified", OwnerId = owner, Amount = Told.Of(amount), Currency = "EUR", CloseOn = Told.Of<DateOnly?>(Day(closeIn)),
            CreatedAt = Told.Of<DateTimeOffset?>(Now.AddDays(-created)), Url = $"https://crm.example.com/deals/{id}", AccountName = name.Split(' ')[0],
        }),
        Changed(id, created / 2, new() { Stage = stage }),
        new CanonicalEvent.ContactAssociated { Id = $"contact-{id}", OccurredAt = Now.AddDays(-created), DealId = id, Contact = new() { Id = "c1", Name = "Priya Raman", Role = BuyingRole.Champion } },
        Activity(id, "first", created - 2, new() { Id = "first", Kind = ActivityKind.Meeting, Status = ActivityStatus.Held, StartsAt = Now.AddDays(-created + 2), EndsAt = Now.AddDays(-created + 2).AddHours(1), ContactIds = ["c1"] }),
        Activity(id, "note", created - 2, new() { Id = "note", Kind = ActivityKind.Note, StartsAt = Now.AddDays(-created + 2).AddHours(2), Note = new(46, HasNextStep: true, HasDate: true, HasPrice: false) }),
        Activity(id, "last", lastMeeting, new() { Id = "last", Kind = ActivityKind.Meeting, Status = ActivityStatus.Held, StartsAt = Now.AddDays(-lastMeeting), EndsAt = Now.AddDays(-lastMeeting).AddMinutes(45), ContactIds = ["c1"] }),
        .. planned is { } days
            ? new CanonicalEvent[] { Activity(id, "next", 1, new() { Id = "next", Kind = ActivityKind.Meeting, Status = ActivityStatus.Planned, StartsAt = Now.AddDays(days).AddHours(2), ContactIds = ["c1"] }) }
            : [],
    ];

    private static CanonicalEvent.DealChanged Changed(string deal, int daysAgo, DealFields fields) =>
        new() { Id = $"changed-{deal}-{daysAgo}", OccurredAt = Now.AddDays(-daysAgo), DealId = deal, Deal = fields };

    private static CanonicalEvent.ActivityLogged Activity(string deal, string id, int daysAgo, ActivityFacts activity) =>
        new() { Id = $"{deal}-{id}", OccurredAt = Now.AddDays(-daysAgo), DealId = deal, Activity = activity };

    private static DateOnly Day(int days) => DateOnly.FromDateTime(Now.UtcDateTime).AddDays(days);
}
