using SalesSignals.Cli.Demo;
using SalesSignals.Directory;
using SalesSignals.Events;

namespace SalesSignals.StandIns;

/// <summary>Deals' lives written by hand, neutral as <see cref="Cli.Demo.Dialects.Dialect"/> wants them, each with something that CRMs tell differently.</summary>
internal static class Stories
{
    public static readonly DateTimeOffset Begin = new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>After all that happens in them.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly Person Owner = new() { Id = "ana", Name = "Ana Silva", Email = "ana@vendor.example", OwnerKeys = ["crm:31"] };

    public static IReadOnlyList<DealStory> All => [Won(), Reopened(), Open(), Deleted(), Many()];

    /// <summary>All stages, amounts up and down, a close date that moved, two owners, a champion and an economic buyer, and every kind of activity.</summary>
    private static DealStory Won() => new Teller(4001)
        .Deal(0, new() { Name = "Acme rollout", Pipeline = "default", Stage = "qualified", OwnerId = "31", Amount = 10_000m, Currency = "EUR", CloseOn = new DateOnly(2026, 10, 30), CreatedAt = At(0) })
        .Contact(0.1, 1, "Berta Koch", BuyingRole.Champion)
        .Activity(1, new() { Id = "400101", Kind = ActivityKind.Email, Direction = ActivityDirection.Outbound, Status = ActivityStatus.Done, StartsAt = At(1), ContactIds = ["40011"] }, "Hello Berta, shall we talk on Thursday? Best, Ana")
        .Activity(2, new() { Id = "400102", Kind = ActivityKind.Email, Direction = ActivityDirection.Inbound, Status = ActivityStatus.Done, StartsAt = At(2), ContactIds = ["40011"] }, "Hello Ana, yes, ten o'clock suits me.")
        .Activity(2.5, new() { Id = "400103", Kind = ActivityKind.Meeting, Status = ActivityStatus.Planned, StartsAt = At(6), EndsAt = At(6).AddMinutes(45), ContactIds = ["40011"] })
        .Activity(6.1, new() { Id = "400103", Kind = ActivityKind.Meeting, Status = ActivityStatus.Held, StartsAt = At(6), EndsAt = At(6).AddMinutes(45), ContactIds = ["40011"] })
        .Activity(6.2, new() { Id = "400104", Kind = ActivityKind.Note, StartsAt = At(6.2) }, "Berta wants the rollout in two plants. The price of 12,000 EUR is fine. Next step: she sends the site plans by Friday.")
        .Deal(6.3, new() { Stage = "discovery" })
        .Contact(8, 2, "Carl Funder", BuyingRole.EconomicBuyer)
        .Activity(9, new() { Id = "400105", Kind = ActivityKind.Call, Direction = ActivityDirection.Outbound, Status = ActivityStatus.Held, StartsAt = At(9), EndsAt = At(9).AddMinutes(20), ContactIds = ["40012"] })
        .Deal(10, new() { Stage = "evaluation", Amount = 14_000m })
        .Deal(14, new() { OwnerId = "32" })
        .Activity(15, new() { Id = "400106", Kind = ActivityKind.Task, Status = ActivityStatus.Planned, DueAt = At(18) })
        .Activity(17, new() { Id = "400106", Kind = ActivityKind.Task, Status = ActivityStatus.Done, StartsAt = At(17), DueAt = At(18) })
        .Deal(20, new() { Stage = "proposal", CloseOn = new DateOnly(2026, 11, 13) })
        .Deal(30, new() { Stage = "negotiation", Amount = 12_000m })
        .Deal(60, new() { Stage = "won" })
        .Finish(Plot.Won);

    /// <summary>Lost, and then not.</summary>
    private static DealStory Reopened() => new Teller(4002)
        .Deal(3, new() { Name = "Birch Labs pilot", Pipeline = "default", Stage = "discovery", OwnerId = "32", Amount = 8_500.5m, Currency = "USD", CloseOn = new DateOnly(2026, 12, 18), CreatedAt = At(3) })
        .Deal(20, new() { Stage = "proposal" })
        .Deal(40, new() { Stage = "lost" })
        .Deal(50, new() { Stage = "proposal", CloseOn = new DateOnly(2027, 1, 29) })
        .Finish(Plot.Healthy);

    /// <summary>Without amount or close date; a meeting to come, one called off, and a call nobody took.</summary>
    private static DealStory Open() => new Teller(4003)
        .Deal(30, new() { Name = "Çelik & Söhne <trial> \"A\"", Pipeline = "default", Stage = "qualified", OwnerId = "31", Currency = "EUR", CreatedAt = At(30) })
        .Contact(30.1, 1, "Dora Çelik", null)
        .Activity(31, new() { Id = "400301", Kind = ActivityKind.Call, Direction = ActivityDirection.Outbound, Status = ActivityStatus.NoShow, StartsAt = At(31), ContactIds = ["40031"] })
        .Activity(70, new() { Id = "400302", Kind = ActivityKind.Meeting, Status = ActivityStatus.Planned, StartsAt = At(90), EndsAt = At(90).AddMinutes(30), ContactIds = ["40031"] })
        .Activity(71, new() { Id = "400303", Kind = ActivityKind.Meeting, Status = ActivityStatus.Planned, StartsAt = At(75), EndsAt = At(75).AddMinutes(30), ContactIds = ["40031"] })
        .Activity(74, new() { Id = "400303", Kind = ActivityKind.Meeting, Status = ActivityStatus.Cancelled, StartsAt = At(75), EndsAt = At(75).AddMinutes(30), ContactIds = ["40031"] })
        .Finish(Plot.Healthy);

    private static DealStory Deleted() => new Teller(4004)
        .Deal(5, new() { Name = "Twice by mistake", Pipeline = "default", Stage = "qualified", OwnerId = "31", Amount = 1_000m, Currency = "EUR", CloseOn = new DateOnly(2026, 12, 1), CreatedAt = At(5) })
        .Delete(9)
        .Finish(Plot.Deleted);

    /// <summary>More moves in a day than a page of history holds on its first screen, and an amount that was taken back.</summary>
    private static DealStory Many()
    {
        var teller = new Teller(4005)
            .Deal(10, new() { Name = "Dock 9", Pipeline = "default", Stage = "qualified", OwnerId = "32", Amount = 30_000m, Currency = "EUR", CloseOn = new DateOnly(2026, 11, 27), CreatedAt = At(10) });
        for (var i = 1; i <= 8; i++)
        {
            teller = teller.Deal(10 + i, new() { Stage = i % 2 == 0 ? "discovery" : "evaluation", Amount = 30_000m + (i * 250), CloseOn = new DateOnly(2026, 11, 27).AddDays(i) });
        }

        return teller.Deal(40, new() { Amount = (decimal?)null }).Finish(Plot.Healthy);
    }

    private static DateTimeOffset At(double day) => Begin.AddMinutes(Math.Round(day * 24 * 60));

    private sealed class Teller(int number)
    {
        private readonly List<StoryFact> _facts = [];

        private string DealId => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

        public Teller Deal(double day, DealFields fields) => Add(new CanonicalEvent.DealChanged { Id = NextId(), OccurredAt = At(day), DealId = DealId, Deal = fields });

        public Teller Delete(double day) => Add(new CanonicalEvent.DealDeleted { Id = NextId(), OccurredAt = At(day), DealId = DealId });

        public Teller Contact(double day, int contact, string name, BuyingRole? role) => Add(new CanonicalEvent.ContactAssociated
        {
            Id = NextId(),
            OccurredAt = At(day),
            DealId = DealId,
            Contact = new() { Id = $"{DealId}{contact}", Name = name, Email = $"buyer{contact}@customer{DealId}.example", Role = role },
        });

        public Teller Activity(double day, ActivityFacts activity, string? text = null) =>
            Add(new CanonicalEvent.ActivityLogged { Id = NextId(), OccurredAt = At(day), DealId = DealId, Activity = activity }, text);

        public DealStory Finish(Plot plot) => new()
        {
            Key = new("crm", DealId), Plot = plot, Owner = Owner, Expected = [], Facts = [.. _facts.OrderBy(fact => fact.Event.OccurredAt)],
        };

        private Teller Add(CanonicalEvent happened, string? text = null)
        {
            _facts.Add(new(happened, text));
            return this;
        }

        private string NextId() => $"{DealId}-{_facts.Count + 1}";
    }
}
