using System.Collections.Immutable;
using SalesSignals.Events;

namespace SalesSignals.Deals;

/// <summary>
/// How much more is known of deals than before, by what is said and not by when: the same thing told again in other words is no difference.
/// </summary>
/// <param name="Deals">Deals that were not known at all; what is known of them now is not counted again.</param>
/// <param name="Fields">Fields that changed, and moves of stage, amount and close date that had been missed.</param>
/// <param name="Endings">Deals that were won, lost, deleted or merged, or came back from that.</param>
public readonly record struct DealDifference(long Deals, long Fields, long Endings, long Activities, long Contacts)
{
    public static readonly DealDifference None;

    public long Total => Deals + Fields + Endings + Activities + Contacts;

    public static DealDifference operator +(DealDifference left, DealDifference right) => new(
        left.Deals + right.Deals,
        left.Fields + right.Fields,
        left.Endings + right.Endings,
        left.Activities + right.Activities,
        left.Contacts + right.Contacts);

    public static DealDifference Add(DealDifference left, DealDifference right) => left + right;

    /// <summary>What the CRM was asked for that had not been told.</summary>
    /// <param name="since">
    /// Moves and activities older than this are not counted: they are a past that becomes known, and no change that was missed.
    /// </param>
    /// <param name="until">What was said at this time or later is not counted: its webhook may still be on its way.</param>
    public static DealDifference Between(DealSnapshot before, DealSnapshot after, StageMap stages, DateTimeOffset since, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (ReferenceEquals(before, after))
        {
            return None;
        }

        if (before.LastEventAt is null)
        {
            return new(after.FirstEventAt < until ? 1 : 0, 0, 0, 0, 0);
        }

        var hasEnded = HasEnded(before, after, stages, until);
        return new(
            0,
            Plain(before, after, until) + WithMoves(before, after, hasEnded, since, until),
            hasEnded ? 1 : 0,
            News(before.Activities, after.Activities, DealMerge.ByContent, since, until),
            News(before.Contacts, after.Contacts, DealMerge.ByContent, DateTimeOffset.MinValue, until));
    }

    private static bool HasEnded(DealSnapshot before, DealSnapshot after, StageMap stages, DateTimeOffset until) =>
        IsNews(before.MergedInto, after.MergedInto, until)
        || (DealView.Of(before, stages, until).Status != DealView.Of(after, stages, until).Status
            && (IsNews(before.Deleted, after.Deleted, until) || IsNews(before.Status, after.Status, until) || IsNews(before.Stage, after.Stage, until)));

    /// <summary>Fields without a history. When a deal was made and where its page is, webhooks may never have said: those are no changes.</summary>
    private static int Plain(DealSnapshot before, DealSnapshot after, DateTimeOffset until) =>
        One(before.Name, after.Name, until)
        + One(before.Pipeline, after.Pipeline, until)
        + One(before.Currency, after.Currency, until)
        + One(before.OwnerId, after.OwnerId, until)
        + One(before.ForecastCategory, after.ForecastCategory, until)
        + One(before.Outcomes, after.Outcomes, until)
        + One(before.Priorities, after.Priorities, until)
        + One(before.Timeline, after.Timeline, until)
        + One(before.Sponsor, after.Sponsor, until)
        + One(before.Budget, after.Budget, until);

    private static int WithMoves(DealSnapshot before, DealSnapshot after, bool hasEnded, DateTimeOffset since, DateTimeOffset until)
    {
        // A stage that ends a deal is counted as its end.
        var stages = Math.Max(One(before.Stage, after.Stage, until), MoreMoves(before.Stages, after.Stages, since, until));
        return Math.Max(0, stages - (hasEnded ? 1 : 0))
            + Math.Max(One(before.Amount, after.Amount, until), MoreMoves(before.Amounts, after.Amounts, since, until))
            + Math.Max(One(before.CloseOn, after.CloseOn, until), MoreMoves(before.CloseDates, after.CloseDates, since, until));
    }

    private static int One<T>(Register<T> before, Register<T> after, DateTimeOffset until) => IsNews(before, after, until) ? 1 : 0;

    private static bool IsNews<T>(Register<T> before, Register<T> after, DateTimeOffset until) =>
        after.Stamp.At < until && !EqualityComparer<T>.Default.Equals(before.Value, after.Value);

    private static int MoreMoves<T>(ImmutableArray<Fact<T>> before, ImmutableArray<Fact<T>> after, DateTimeOffset since, DateTimeOffset until) =>
        Math.Max(0, Moves(after, since, until) - Moves(before, since, until));

    /// <summary>How often the value became another one within the time.</summary>
    private static int Moves<T>(ImmutableArray<Fact<T>> facts, DateTimeOffset since, DateTimeOffset until)
    {
        var moves = 0;
        for (var i = 1; i < facts.Length; i++)
        {
            var isMove = !EqualityComparer<T>.Default.Equals(facts[i].Value, facts[i - 1].Value);
            moves += isMove && facts[i].At >= since && facts[i].At < until ? 1 : 0;
        }

        return moves;
    }

    private static int News<T>(
        ImmutableArray<Statement<T>> before, ImmutableArray<Statement<T>> after, Comparison<T> byContent, DateTimeOffset since, DateTimeOffset until)
        where T : class
    {
        var known = before.ToDictionary(told => told.Id, StringComparer.Ordinal);
        return after.Count(told => told.Stamp.At >= since && told.Stamp.At < until && !IsSame(known.GetValueOrDefault(told.Id)?.Facts, told.Facts, byContent));
    }

    private static bool IsSame<T>(T? before, T? after, Comparison<T> byContent)
        where T : class => ReferenceEquals(before, after) || (before is not null && after is not null && byContent(before, after) == 0);
}
