using System.Collections.Concurrent;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Board;

/// <summary>Brings events of a source into the deals they speak of, several deals at a time.</summary>
public sealed class DealIntake(DealAssessors assessors, DealDesk desk)
{
    private const int DealsAtOnce = 8;

    /// <summary>Sees to it that what is read from now on is read by the settings in force: their words for notes.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken) => await assessors.CurrentAsync(cancellationToken);

    /// <summary>Applies events. Returns the ids of those deals of which not even name and stage have been told: somebody should ask.</summary>
    public async Task<IReadOnlyCollection<string>> ApplyAsync(string source, IReadOnlyList<CanonicalEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count == 0)
        {
            return [];
        }

        var strangers = new ConcurrentBag<string>();
        var moment = await assessors.CurrentAsync(cancellationToken);
        await Independently.DoAsync(
            events.GroupBy(happened => happened.DealId).ToAsyncEnumerable(),
            DealsAtOnce,
            async (deal, cancel) =>
            {
                if (IsStranger(await desk.ApplyAsync(new(source, deal.Key), [.. deal], moment.Assessor, cancel)))
                {
                    strangers.Add(deal.Key);
                }
            },
            cancellationToken);
        return strangers;
    }

    private static bool IsStranger(DealSnapshot deal) =>
        !(deal.Name.IsTold && deal.Stage.IsTold) && !deal.IsAlias && !deal.Deleted.Value;
}
