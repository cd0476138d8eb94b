using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Signals;

/// <summary>For every rule a deal on which it fires.</summary>
/// <param name="LivesOnActivities">Whether the rule says that it cannot know where a source tells no activities.</param>
internal sealed record FiringDeal(string Kind, DealSnapshot Deal, DateTimeOffset Now, Circumstances How, bool LivesOnActivities = true);

internal static class FiringDeals
{
    public static IReadOnlyList<FiringDeal> All { get; } =
    [
        On(SignalKinds.StalledDeal, Some.Noon.AddDays(14), null),
        On(SignalKinds.StuckInStage, Some.Noon.AddDays(31), null) with { LivesOnActivities = false },
        On(SignalKinds.MissingNotes, Some.Noon.AddDays(3), null, Some.Meeting(Some.Noon)),
        On(SignalKinds.ThinNotes, Some.Noon.AddDays(3), null, Some.Meeting(Some.Noon) with { Note = new(2, false, true, false) }),
        On(SignalKinds.NoNextStep, Some.Noon.AddDays(3), null),
        On(SignalKinds.OverdueNextStep, Some.Noon.AddDays(3), null, Some.Task(Some.Noon)),
        On(SignalKinds.NoCustomerAction, Some.Noon.AddDays(3), new() { Stage = "proposal" }, Some.Note(Some.Noon)) with { LivesOnActivities = false },
        On(SignalKinds.UnansweredBuyer, Some.Noon.AddDays(3), null, Some.Email(Some.Noon, ActivityDirection.Inbound)),
        On(SignalKinds.Ghosted, Some.Noon.AddDays(3), null, Three(i => Some.Email(Some.Noon.AddDays(i), ActivityDirection.Outbound, $"e{i}"))),
        On(SignalKinds.CloseDatePassed, Some.Noon.AddDays(3), new() { CloseOn = new DateOnly(2026, 11, 17) }) with { LivesOnActivities = false },
        On(SignalKinds.CloseDateSlipped, Some.Noon.AddDays(3), new() { CloseOn = new DateOnly(2026, 11, 20) }).Then(new() { CloseOn = new DateOnly(2027, 1, 20) }) with { LivesOnActivities = false },
        On(SignalKinds.TheoreticalClose, Some.Noon.AddDays(3), new() { Stage = "proposal" }) with { LivesOnActivities = false },
        On(SignalKinds.UnrealisticClose, Some.Noon.AddDays(3), new() { CloseOn = new DateOnly(2026, 11, 25) }) with { LivesOnActivities = false, How = Learned },
        On(SignalKinds.OutOfOrder, Some.Noon.AddDays(3), new() { Stage = "proposal", Budget = false }) with { LivesOnActivities = false },
        On(SignalKinds.FalseMomentum, Some.Noon.AddDays(12), null, Three(i => Some.Deliverable(Some.Noon.AddDays(8 + i), DeliverableKind.Proposal, $"d{i}"))),
        On(SignalKinds.BuyerOffProcess, Some.Noon.AddDays(3), null, Some.Meeting(Some.Noon, ActivityStatus.NoShow), Some.Meeting(Some.Noon, ActivityStatus.NoShow, "m2")),
        On(SignalKinds.StageRegressed, Some.Noon.AddDays(3), new() { Stage = "proposal" }).Then(new() { Stage = "discovery" }) with { LivesOnActivities = false },
        On(SignalKinds.NoEconomicBuyer, Some.Noon.AddDays(3), new() { Stage = "negotiation" }).And(Some.Contact("c1", "Berta", BuyingRole.EconomicBuyer)),
        On(SignalKinds.SingleThreaded, Some.Noon.AddDays(3), new() { Stage = "proposal" }, Some.Meeting(Some.Noon) with { ContactIds = ["c1"] }),
        On(SignalKinds.ChampionSilent, Some.Noon.AddDays(30), null, Three(i => Some.Email(Some.Noon.AddDays(i), ActivityDirection.Inbound, $"e{i}") with { ContactIds = ["c1"] })).And(Some.Contact("c1", "Berta")),
        On(SignalKinds.InternalHelpOverdue, Some.Noon.AddDays(3), null, Some.Task(Some.Noon) with { Direction = ActivityDirection.Internal }),
        On(SignalKinds.AmountDropped, Some.Noon.AddDays(3), null).Then(new() { Amount = Told.Of<decimal?>(9_000) }) with { LivesOnActivities = false },
        On(SignalKinds.UnusualAmount, Some.Noon.AddDays(3), new() { Amount = Told.Of<decimal?>(90_000) }) with { LivesOnActivities = false, How = Learned },
        On(SignalKinds.Sandbagged, Some.Noon.AddDays(3), new() { CloseOn = new DateOnly(2026, 12, 20) }, Some.Deliverable(Some.Noon, DeliverableKind.Contract)) with { LivesOnActivities = false },
        On(SignalKinds.OwnerUnavailable, Some.Noon.AddDays(3), new() { OwnerId = Told.Of<string>(null) }) with { LivesOnActivities = false },
        On(SignalKinds.RiskyCommit, Some.Noon.AddDays(3), new() { Stage = "commit" }) with { LivesOnActivities = false },
        On(SignalKinds.Momentum, Some.Noon.AddDays(3), null).Then(new() { Stage = "proposal" }) with { LivesOnActivities = false },
    ];

    private static Circumstances Learned => new()
    {
        Owner = Some.Ana(),
        Baselines = new(new("1", [new(null, DealStage.Discovery, 40, 20, 30, 25)], [new("ana", "EUR", 25, 10_000)])),
    };

    public static RuleVerdict Ask(this FiringDeal told, DealSnapshot deal, DateTimeOffset now, Circumstances how) =>
        SignalRules.Explain(how.Of(deal, now)).Single(answer => answer.Kind == told.Kind).Verdict;

    private static FiringDeal On(string kind, DateTimeOffset now, DealFields? fields, params ActivityFacts[] activities) =>
        new(kind, Some.Deal(Some.Noon, fields, [.. activities.Select(activity => Some.Logged(Some.Noon, activity))]), now, new());

    private static FiringDeal Then(this FiringDeal told, DealFields fields) => told.And(Some.Changed(Some.Noon.AddDays(1), fields, "then"));

    private static FiringDeal And(this FiringDeal told, CanonicalEvent happened) => told with { Deal = DealMerge.Apply(told.Deal, happened) };

    private static ActivityFacts[] Three(Func<int, ActivityFacts> activity) => [.. Enumerable.Range(0, 3).Select(activity)];
}
