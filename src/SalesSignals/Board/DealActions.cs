using SalesSignals.Calendars;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Signals;

namespace SalesSignals.Board;

/// <summary>
/// Does what somebody asks about a deal, as them: from a link in an email and from the board alike. Everything here may be asked twice,
/// and asked by one who may not.
/// </summary>
public sealed class DealActions(DealDesk desk, DealAssessors assessors, TimeProvider time)
{
    /// <summary>Longer than half a year nobody parks a deal that is still one.</summary>
    public const int MostDays = 180;

    /// <summary>The deal of a key, or the one it was merged into, as it is now; null where it is not theirs.</summary>
    public async Task<ShownDeal?> FindAsync(PeopleDirectory people, Person actor, DealKey key, CancellationToken cancellationToken)
    {
        var assessor = (await assessors.CurrentAsync(cancellationToken)).Assessor;
        return await desk.FindAsync(key, cancellationToken) is { } found && IsTheirs(people, actor, found) ? Show(found, assessor) : null;
    }

    public async Task<DealActionResult> DoAsync(PeopleDirectory people, Person actor, DealKey key, DealAction action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(action);
        var assessor = (await assessors.CurrentAsync(cancellationToken)).Assessor;
        if (await desk.FindAsync(key, cancellationToken) is not { } found || !IsTheirs(people, actor, found))
        {
            return new DealActionResult.NotTheirs();
        }

        var deal = Show(found, assessor);
        return action switch
        {
            DealAction.Park park => await ParkAsync(actor, deal, park, assessor, cancellationToken),
            DealAction.Unpark unpark => await UnparkAsync(deal, unpark, assessor, cancellationToken),
            DealAction.Judge judge => await JudgeAsync(actor, deal, judge, assessor, cancellationToken),
            DealAction.Retract retract => await RetractAsync(actor, deal, retract, assessor, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
        };
    }

    /// <summary>The days until which somebody may park a deal, by their own calendar.</summary>
    public (DateOnly Today, DateOnly Latest) DaysOf(Person actor)
    {
        var today = LocalDay.DayOf(time.GetUtcNow(), ZoneOf(actor));
        return (today, today.AddDays(MostDays));
    }

    private async Task<DealActionResult> ParkAsync(Person actor, ShownDeal deal, DealAction.Park park, DealAssessor assessor, CancellationToken cancellationToken)
    {
        var (today, latest) = DaysOf(actor);
        if (park.Until <= today || park.Until > latest)
        {
            return new DealActionResult.NoSuchDay(today, latest);
        }

        if (string.IsNullOrWhiteSpace(park.Reason))
        {
            return new DealActionResult.NoReason();
        }

        var wanted = new Parking(park.Kind, time.GetUtcNow(), LocalDay.StartOf(park.Until, ZoneOf(actor)), park.Reason, actor.Id);

        // What holds already stays: a form that is sent again must not outlast what the buyer has done since.
        return deal.ParkingOf(park.Kind) is { } holds && wanted == holds with { At = wanted.At }
            ? new DealActionResult.Done(deal)
            : Done(
                await desk.ParkAsync(deal.Watched.Key, park.Kind is { } kind ? [kind] : null, wanted.Until, park.Reason, actor.Id, assessor, cancellationToken), assessor);
    }

    private async Task<DealActionResult> UnparkAsync(ShownDeal deal, DealAction.Unpark unpark, DealAssessor assessor, CancellationToken cancellationToken) =>
        deal.ParkingOf(unpark.Kind) is null
            ? new DealActionResult.Done(deal)
            : Done(await desk.UnparkAsync(deal.Watched.Key, parking => parking.Kind == unpark.Kind, assessor, cancellationToken), assessor);

    private async Task<DealActionResult> JudgeAsync(Person actor, ShownDeal deal, DealAction.Judge judge, DealAssessor assessor, CancellationToken cancellationToken)
    {
        if (deal.Standing(judge.Kind) is null && deal.Ended(judge.Kind) is null)
        {
            return new DealActionResult.NoSuchSignal();
        }

        var reason = string.IsNullOrWhiteSpace(judge.Reason) ? null : judge.Reason;
        var wanted = new Feedback(judge.What, time.GetUtcNow(), actor.Id, reason);
        return deal.SaidOf(judge.Kind) is { } said && IsSame(wanted, said) && deal.Standing(judge.Kind) is not { IsDismissed: false, Feedback.EndsAlerts: true }
            ? new DealActionResult.Done(deal)
            : Done(await desk.JudgeAsync(deal.Watched.Key, judge.Kind, wanted, assessor, cancellationToken), assessor);
    }

    private async Task<DealActionResult> RetractAsync(Person actor, ShownDeal deal, DealAction.Retract retract, DealAssessor assessor, CancellationToken cancellationToken) =>
        deal.SaidOf(retract.Kind) is { } said && (said.Kind, said.By) == (retract.What, actor.Id)
            ? Done(await desk.RetractAsync(deal.Watched.Key, retract.Kind, retract.What, actor.Id, assessor, cancellationToken), assessor)
            : new DealActionResult.Done(deal);

    private static bool IsSame(Feedback wanted, Feedback said) => (wanted.Kind, wanted.By, wanted.Reason) == (said.Kind, said.By, said.Reason);

    private DealActionResult Done(WatchedDeal? changed, DealAssessor assessor) =>
        changed is null ? new DealActionResult.NotTheirs() : new DealActionResult.Done(Show(changed, assessor));

    private ShownDeal Show(WatchedDeal deal, DealAssessor assessor)
    {
        var assessed = assessor.Assess(deal, time.GetUtcNow());
        return new(BoardView.Compose(assessed, assessor), assessed.Deal);
    }

    private static bool IsTheirs(PeopleDirectory people, Person actor, WatchedDeal deal) => BoardScope.Of(people, actor).Sees(deal.OwnerKey);

    private static TimeZoneInfo ZoneOf(Person actor) => TimeZoneInfo.TryFindSystemTimeZoneById(actor.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}
