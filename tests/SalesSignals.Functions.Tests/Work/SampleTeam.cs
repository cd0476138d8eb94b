using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Board;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Functions.Tests.Work;

/// <summary>A large team: a manager or some, many reps, and a board full of their deals.</summary>
internal static class SampleTeam
{
    public const string Manager = "mona";

    private static readonly string[] Stages = ["qualified", "discovery", "evaluation", "proposal", "negotiation", "won"];

    /// <summary>The ids of some managers; the first is <see cref="Manager"/>.</summary>
    public static IEnumerable<string> ManagersOf(int managers) => Enumerable.Range(0, managers).Select(number => number == 0 ? Manager : $"{Manager}{number}");

    /// <param name="managers">Among how many the reps are shared out.</param>
    public static async Task<CountedApp> WithBoardAsync(int reps, int deals, int managers = 1, Action<IServiceCollection>? configure = null)
    {
        var rig = await CountedApp.WarmAsync(People(reps, [.. ManagersOf(managers)]), configure);
        for (var deal = 0; deal < deals; deal++)
        {
            await rig.Board.PutAsync(BoardDealOf(Snapshot(deal, reps), rig.Moment.Assessor), CancellationToken.None);
        }

        rig.Count.Reset();
        return rig;
    }

    private static IEnumerable<Person> People(int reps, string[] managers) =>
    [
        .. managers.Select(manager => new Person { Id = manager, Name = "Mona", Email = $"{manager}@example.com", Role = PersonRole.Manager }),
        .. Enumerable.Range(0, reps).Select(rep => new Person
        {
            Id = $"rep{rep}",
            Name = $"Rep {rep}",
            Email = $"rep{rep}@example.com",
            ManagerId = managers[rep % managers.Length],
            OwnerKeys = [$"crm:{rep}"],
            QuarterlyQuota = 250_000,
            QuotaCurrency = "EUR",
        }),
    ];

    private static BoardDeal BoardDealOf(DealSnapshot snapshot, DealAssessor assessor) => BoardView.Compose(
        assessor.Assess(WatchedDeal.New(snapshot.Key) with { Snapshot = snapshot, Heard = [new(CountedApp.Morning.AddHours(-3), 2)] }, CountedApp.Morning),
        assessor);

    /// <summary>A deal with some weeks behind it: two stages, two close dates, a meeting now and then.</summary>
    private static DealSnapshot Snapshot(int number, int reps)
    {
        var id = $"d{number}";
        var begun = CountedApp.Morning.AddDays(-90 + (number % 60));
        CanonicalEvent[] events =
        [
            Changed(id, begun, new()
            {
                Name = $"Deal {number} of a customer",
                Stage = "qualified",
                Amount = Told.Of<decimal?>(5_000 + (number * 37 % 90_000)),
                Currency = "EUR",
                OwnerId = $"{number % reps}",
                CloseOn = Told.Of<DateOnly?>(new(2026, 11, 1 + (number % 28))),
                Url = $"https://crm.example.com/deals/{number}",
            }),
            Changed(id, begun.AddDays(20), new() { Stage = Stages[number % Stages.Length], CloseOn = Told.Of<DateOnly?>(new(2026, 12, 1 + (number % 28))) }),
            .. Enumerable.Range(0, number % 4).Select(i => Met(id, i, begun.AddDays(5 * (i + 1)))),
        ];
        return events.Aggregate(DealSnapshot.Empty(new("crm", id)), DealMerge.Apply);
    }

    private static CanonicalEvent.DealChanged Changed(string deal, DateTimeOffset at, DealFields fields) =>
        new() { Id = $"c-{at.UtcTicks}", OccurredAt = at, DealId = deal, Deal = fields };

    private static CanonicalEvent.ActivityLogged Met(string deal, int number, DateTimeOffset at) => new()
    {
        Id = $"m-{number}",
        OccurredAt = at,
        DealId = deal,
        Activity = new() { Id = $"m{number}", Kind = ActivityKind.Meeting, Status = ActivityStatus.Held, StartsAt = at, EndsAt = at.AddHours(1) },
    };
}
