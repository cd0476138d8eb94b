using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SalesSignals.Backtest;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Signals;

namespace SalesSignals.Tests.Backtest;

/// <summary>Pasts of small pipelines, told by hand or generated, and what the rules said on each day.</summary>
internal static class Pasts
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static readonly PeopleDirectory People = new([new() { Id = "ana", Name = "Ana", Email = "ana@example.com", OwnerKeys = ["crm:7"] }]);

    /// <summary>Limits that learn from won deals, so that what is learned shows in what is flagged.</summary>
    public static readonly BacktestOptions Options = new()
    {
        People = People,
        Settings = new() { Rules = new() { StuckInStage = new() { Baseline = BaselineKind.WonP75 } } },
    };

    private static readonly Gen<DateTimeOffset> Instants = Gen.Choose(0, 200 * 24).Select(hour => Start.AddHours(hour));

    private static readonly Gen<Func<string, CanonicalEvent>> Events = Gen.OneOf(
        from at in Instants from fields in Fields() select Made(id => new CanonicalEvent.DealChanged { Id = $"c{at.UtcTicks}", OccurredAt = at, DealId = id, Deal = fields }),
        from at in Instants from activity in Activities(at) select Made(id => new CanonicalEvent.ActivityLogged { Id = $"a{at.UtcTicks}", OccurredAt = at, DealId = id, Activity = activity }),
        from at in Instants from contact in Gen.Elements("c1", "c2") select Made(id => new CanonicalEvent.ContactAssociated { Id = $"p{at.UtcTicks}", OccurredAt = at, DealId = id, Contact = new() { Id = contact, Name = contact } }));

    /// <summary>Some sixty deals of all kinds, and enough that are won to learn from.</summary>
    public static Gen<ImmutableArray<HeardEvent>> All { get; } =
        from deals in Gen.Choose(0, 59).SelectMany(deal => Heard(deal)).ArrayOf(350)
        select deals.Concat(Won(25)).ToImmutableArray();

    public static DateOnly LastDay { get; } = new(2026, 8, 31);

    public static History History(IEnumerable<HeardEvent> events) =>
        SalesSignals.Backtest.History.Of(events.GroupBy(heard => heard.Event.DealId).Select(deal => new DealHistory(new("crm", deal.Key), deal)));

    public static List<Said> Replay(History history, BacktestOptions options, bool everyDay = false)
    {
        var days = Days(options);
        var lane = new Recorder(everyDay);
        new SalesSignals.Backtest.Replay(history, options, days, Eras.Of(history, options, days), [lane]).Run(default);
        return lane.Told;
    }

    public static WorkingDayEnds Days(BacktestOptions options) => new(options.Settings.Calendar, options.Zone, new(2026, 1, 1), LastDay);

    /// <summary>Deals that are won ten days after they began, between the fortieth day and the sixty-fourth.</summary>
    public static IEnumerable<HeardEvent> Won(int deals) => Enumerable.Range(0, deals).SelectMany(i => new[]
    {
        HeardEvent.Of(Moved($"w{i}", Start.AddDays(30 + i), "discovery")),
        HeardEvent.Of(Moved($"w{i}", Start.AddDays(40 + i), "won")),
    });

    public static CanonicalEvent.DealChanged Moved(string deal, DateTimeOffset at, string stage) =>
        new() { Id = $"s{at.UtcTicks}", OccurredAt = at, DealId = deal, Deal = new() { Name = deal, Stage = stage, OwnerId = "7" } };

    private static Func<string, CanonicalEvent> Made(Func<string, CanonicalEvent> made) => made;

    private static Gen<HeardEvent> Heard(int deal) =>
        from happened in Events
        from late in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, 400)))
        select Heard(happened($"d{deal}"), late);

    private static HeardEvent Heard(CanonicalEvent happened, int hoursLate) => HeardEvent.Of(happened, happened.OccurredAt.AddHours(hoursLate));

    private static Gen<DealFields> Fields() =>
        from stage in Gen.Elements("qualified", "discovery", "proposal", "negotiation", "commit", "won", "won", "lost")
        from amount in Gen.Elements<decimal?>(1_000m, 60_000m, null)
        from closeOn in Gen.Choose(0, 260).Select(day => DateOnly.FromDateTime(Start.DateTime).AddDays(day))
        from told in Gen.Choose(1, 15)
        select new DealFields
        {
            Name = "Deal",
            OwnerId = "7",
            Currency = "EUR",
            Stage = (told & 9) != 0 ? stage : default(Told<string>),
            Amount = (told & 2) != 0 ? new(amount) : default,
            CloseOn = (told & 4) != 0 ? new(closeOn) : default,
        };

    private static Gen<ActivityFacts> Activities(DateTimeOffset at) =>
        from id in Gen.Choose(1, 6)
        from kind in Gen.Elements(ActivityKind.Meeting, ActivityKind.Call, ActivityKind.Email, ActivityKind.Note, ActivityKind.Task)
        from status in Gen.Elements<ActivityStatus?>(ActivityStatus.Held, ActivityStatus.Planned, ActivityStatus.Cancelled, null)
        from direction in Gen.Elements<ActivityDirection?>(ActivityDirection.Inbound, ActivityDirection.Outbound, null)
        from ahead in Gen.Choose(-72, 300)
        select new ActivityFacts
        {
            Id = $"x{id}", Kind = kind, Status = status, Direction = direction, StartsAt = at.AddHours(ahead), EndsAt = at.AddHours(ahead + 1), DueAt = at.AddHours(ahead),
            ContactIds = ["c1"],
        };

    /// <summary>Which rules fired on a deal on an evening.</summary>
    public sealed record Said(int Deal, DateTimeOffset At, string Kinds);

    private sealed class Recorder(bool everyDay) : Lane
    {
        public List<Said> Told { get; } = [];

        public override IEnumerable<RuleTrack> Tracks => [];

        public override DateTimeOffset Ask(in RuleContext context, int deal, bool counts)
        {
            var (signals, changesAt) = SignalRules.Detect(context);
            Told.Add(new(deal, context.Now, string.Join(' ', signals.Select(signal => signal.Kind))));
            return everyDay ? context.Now : changesAt;
        }
    }
}
