using System.Collections.Immutable;
using System.Globalization;
using SalesSignals.Deals;
using SalesSignals.Directory;
using SalesSignals.Events;

namespace SalesSignals.Signals;

/// <summary>
/// Learns from won deals, one at a time, what is usual: how long they stayed in a stage, how long they still took from there, how large they
/// were. What was learned of a deal is replaced when it is told again, and forgotten when it is won no longer. Not safe for use by two at once.
/// </summary>
public sealed class BaselineLearner
{
    private readonly Dictionary<DealKey, WonDeal> _deals = [];

    /// <summary>How many won deals it has learned from.</summary>
    public int Deals => _deals.Count;

    /// <summary>Takes in a deal as it is now; only won deals teach anything.</summary>
    public void Learn(DealSnapshot deal, StageMap stages, PeopleDirectory people)
    {
        ArgumentNullException.ThrowIfNull(deal);
        Learn(deal.Key, WonDeal.Of(deal, stages, people));
    }

    /// <summary>Takes in what a deal teaches; null where it is not won (or won no longer).</summary>
    public void Learn(DealKey deal, WonDeal? lesson)
    {
        if (lesson is null)
        {
            _deals.Remove(deal);
        }
        else
        {
            _deals[deal] = lesson;
        }
    }

    /// <summary>All that it has learned. The same deals give the same figures and the same version, in whatever order they came.</summary>
    public BaselineFigures Figures()
    {
        var stays = _deals.Values.SelectMany(deal => deal.Stays, (deal, stay) => (deal.OwnerId, Stay: stay)).ToList();
        var everybodys = stays.GroupBy(told => told.Stay.Stage).Select(group => Stage(null, group.Key, group.Select(told => told.Stay)));
        var owners = stays.Where(told => told.OwnerId is not null)
            .GroupBy(told => (told.OwnerId, told.Stay.Stage))
            .Select(group => Stage(group.Key.OwnerId, group.Key.Stage, group.Select(told => told.Stay)));
        var amounts = _deals.Values
            .Where(deal => deal is { OwnerId: not null, Amount: > 0, Currency: not null })
            .GroupBy(deal => (OwnerId: deal.OwnerId!, Currency: deal.Currency!))
            .Select(group => Amount(group.Key.OwnerId, group.Key.Currency, [.. group.Select(deal => deal.Amount!.Value)]));
        var figures = new BaselineFigures(
            "",
            [.. everybodys.Concat(owners).OrderBy(stage => stage.OwnerId, StringComparer.Ordinal).ThenBy(stage => stage.Stage)],
            [.. amounts.OrderBy(amount => amount.OwnerId, StringComparer.Ordinal).ThenBy(amount => amount.Currency, StringComparer.Ordinal)]);
        return figures with { Version = VersionOf(figures) };
    }

    private static StageBaseline Stage(string? ownerId, DealStage stage, IEnumerable<StageStay> stays)
    {
        var all = stays.ToList();
        return new(
            ownerId,
            stage,
            all.Count,
            Rounded(all.Average(stay => stay.Days)),
            Rounded(Percentile([.. all.Select(stay => stay.Days)], 0.75)),
            Rounded(Percentile([.. all.Select(stay => stay.DaysToWin)], 0.25)));
    }

    private static AmountBaseline Amount(string ownerId, string currency, double[] amounts) =>
        new(ownerId, currency, amounts.Length, Math.Round((decimal)Percentile(amounts, 0.9), 2));

    /// <summary>The value below or at which a share of all lies, between two neighbours in proportion.</summary>
    internal static double Percentile(double[] values, double share)
    {
        Array.Sort(values);
        var position = share * (values.Length - 1);
        var below = (int)position;
        return below + 1 < values.Length ? values[below] + ((position - below) * (values[below + 1] - values[below])) : values[below];
    }

    // To a tenth of a day: finer figures would only make every deal be looked at again.
    private static double Rounded(double days) => Math.Round(days, 1);

    /// <summary>FNV-1a of the figures. Empty where there are none, as for <see cref="Baselines.None"/>.</summary>
    private static string VersionOf(BaselineFigures figures)
    {
        if (figures.Stages.IsEmpty && figures.Amounts.IsEmpty)
        {
            return "";
        }

        var hash = 2166136261u;
        foreach (var c in figures.Stages.Select(stage => Text($"{stage.OwnerId}|{stage.Stage}|{stage.Deals}|{stage.AverageDays}|{stage.P75Days}|{stage.P25DaysToWin}\n"))
            .Concat(figures.Amounts.Select(amount => Text($"{amount.OwnerId}|{amount.Currency}|{amount.Deals}|{amount.P90}\n")))
            .SelectMany(line => line))
        {
            hash = (hash ^ c) * 16777619u;
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}

/// <summary>What one won deal teaches.</summary>
/// <param name="OwnerId">The person who won it; null where nobody in the directory did.</param>
public sealed record WonDeal(string? OwnerId, double? Amount, string? Currency, ImmutableArray<StageStay> Stays)
{
    /// <summary>Null where the deal is not won.</summary>
    public static WonDeal? Of(DealSnapshot deal, StageMap stages, PeopleDirectory people)
    {
        ArgumentNullException.ThrowIfNull(deal);
        ArgumentNullException.ThrowIfNull(stages);
        ArgumentNullException.ThrowIfNull(people);
        var view = DealView.Of(deal, stages, DateTimeOffset.MaxValue);
        return view.Status is DealStatus.Won && !deal.IsAlias && view.ClosedAt is { } wonAt
            ? new(people.ByOwnerKey($"{deal.Key.Source}:{deal.OwnerId.Value}")?.Id, (double?)deal.Amount.Value, deal.Currency.Value, StaysOf(deal, stages, wonAt))
            : null;
    }

    private static ImmutableArray<StageStay> StaysOf(DealSnapshot deal, StageMap stages, DateTimeOffset wonAt)
    {
        var stays = new SortedDictionary<DealStage, StageStay>();
        foreach (var (stage, from, to) in MovesOf(deal, stages, wonAt))
        {
            var days = (to - from).TotalDays;

            // A stay is held against the limit each time anew, so the longest is what a won deal has shown to be harmless.
            stays[stage] = stays.TryGetValue(stage, out var known)
                ? known with { Days = Math.Max(known.Days, days) }
                : new(stage, days, (wonAt - from).TotalDays);
        }

        return [.. stays.Values];
    }

    private static IEnumerable<(DealStage Stage, DateTimeOffset From, DateTimeOffset To)> MovesOf(DealSnapshot deal, StageMap stages, DateTimeOffset wonAt)
    {
        Fact<string>? standing = null;
        foreach (var fact in deal.Stages.Where(fact => fact.At < wonAt).Append(new(wonAt, null)))
        {
            if (standing is { } stay && stay.Value == fact.Value)
            {
                continue;
            }

            if (standing is { } left && stages.Resolve(deal.Pipeline.Value, left.Value) is { } stage and < DealStage.Won)
            {
                yield return (stage, left.At, fact.At);
            }

            standing = fact;
        }
    }
}

/// <param name="Days">Calendar days of the longest stay in the stage.</param>
/// <param name="DaysToWin">Calendar days from when it first came into the stage until it was won.</param>
public readonly record struct StageStay(DealStage Stage, double Days, double DaysToWin);
