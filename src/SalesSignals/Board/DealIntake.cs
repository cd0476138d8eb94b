using System.Collections.Concurrent;
using SalesSignals.Deals;
using SalesSignals.Events;
using SalesSignals.Signals;
using SalesSignals.Storage;

namespace SalesSignals.Board;

/// <summary>Brings events of a source into the deals they speak of, several deals at a time.</summary>
public sealed class DealIntake(DealAssessors assessors, DealDesk desk)
{
    /// <summary>Applies events that a CRM told. Returns the ids of those deals of which not even name and stage have been told: somebody should ask.</summary>
    public Task<IReadOnlyCollection<string>> ApplyAsync(string source, IReadOnlyList<CanonicalEvent> events, CancellationToken cancellationToken) =>
        ApplyAsync(source, events, IntakeOptions.Heard, cancellationToken);

    /// <summary>Sees to it that what is read from now on is read by the settings in force: their words for notes.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken) => await assessors.CurrentAsync(cancellationToken);

    /// <summary>Applies events. Returns the ids of those deals of which not even name and stage have been told.</summary>
    /// <exception cref="PartlyFailedException">Some deals could not be written; all others are.</exception>
    public async Task<IReadOnlyCollection<string>> ApplyAsync(
        string source, IReadOnlyList<CanonicalEvent> events, IntakeOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(options);
        if (events.Count == 0)
        {
            return [];
        }

        var strangers = new ConcurrentBag<string>();
        var moment = await assessors.CurrentAsync(cancellationToken);
        await Independently.DoAsync(
            events.GroupBy(happened => happened.DealId).ToAsyncEnumerable(),
            options.DealsAtOnce,
            async (deal, cancel) =>
            {
                if (await desk.ApplyAsync(new(source, deal.Key), [.. deal], moment.Assessor, options, cancel) is not { } changed)
                {
                    return;
                }

                options.Changed?.Invoke(changed, moment.Assessor.Stages);
                if (IsStranger(changed.After))
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
