using SalesSignals.Deals;
using SalesSignals.Events;

namespace SalesSignals.Cli.Import;

/// <summary>A line of the file, read: a deal as the other system has it now, and what it still knows of its past.</summary>
internal sealed record ImportedDeal
{
    public required int Line { get; init; }

    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? OwnerId { get; init; }

    public string? Pipeline { get; init; }

    public string? Stage { get; init; }

    /// <summary>The stage that it was in while open.</summary>
    public string? OpenStage { get; init; }

    public DealStatus? Status { get; init; }

    public decimal? Amount { get; init; }

    public string? Currency { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? StageEnteredAt { get; init; }

    public DateOnly? CloseOn { get; init; }

    /// <summary>Told for deals that are won or lost, and only for them.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    public string? AccountId { get; init; }

    public string? AccountName { get; init; }

    public string? ForecastCategory { get; init; }

    public string? Url { get; init; }

    /// <summary>
    /// What is known to have been so at a time, as events. A closed deal's amount and close date are told with its end: what they were
    /// before, nobody knows any more, and rules must not see what was only known later. None where the line tells no time.
    /// </summary>
    public IEnumerable<CanonicalEvent> Past()
    {
        if ((CreatedAt ?? StageEnteredAt) is { } beganAt)
        {
            var isInStage = StageEnteredAt is not { } enteredAt || enteredAt <= beganAt;
            yield return Told("created", beganAt, Began() with { Stage = isInStage ? Told(OpenStage) : default });
            if (!isInStage)
            {
                yield return Told("stage", StageEnteredAt!.Value, new() { Stage = Told(OpenStage) });
            }

            if (ClosedAt is null)
            {
                yield return Told("now", isInStage ? beganAt : StageEnteredAt!.Value, new() { Amount = Told(Amount), CloseOn = Told(CloseOn), ForecastCategory = Told(ForecastCategory) });
            }
        }

        if (ClosedAt is { } closedAt)
        {
            yield return Told("closed", closedAt, Ended());
        }
    }

    /// <summary>What the line says and a deal does not, as an event of now; null where they agree.</summary>
    public CanonicalEvent? News(DealSnapshot deal, DateTimeOffset now)
    {
        var all = Began() with
        {
            Status = Told(Status), Stage = Told(Stage), Amount = Told(Amount), CloseOn = Told(CloseOn), ForecastCategory = Told(ForecastCategory),
        };
        var news = new DealFields
        {
            Name = Unless(all.Name, deal.Name.Value),
            Pipeline = Unless(all.Pipeline, deal.Pipeline.Value),
            Stage = Unless(all.Stage, deal.Stage.Value),
            Status = Unless(all.Status, deal.Status.Value),
            Amount = Unless(all.Amount, deal.Amount.Value),
            Currency = Unless(all.Currency, deal.Currency.Value),
            CloseOn = Unless(all.CloseOn, deal.CloseOn.Value),
            OwnerId = Unless(all.OwnerId, deal.OwnerId.Value),
            ForecastCategory = Unless(all.ForecastCategory, deal.ForecastCategory.Value),
            Url = Unless(all.Url, deal.Url.Value),
            CreatedAt = Unless(all.CreatedAt, deal.CreatedAt.Value),
            AccountId = Unless(all.AccountId, deal.AccountId.Value),
            AccountName = Unless(all.AccountName, deal.AccountName.Value),
        };
        return news == new DealFields() ? null : Told(FormattableString.Invariant($"told:{now.UtcTicks}"), now, news);
    }

    private DealFields Began() => new()
    {
        Name = Told(Name),
        Pipeline = Told(Pipeline),
        OwnerId = Told(OwnerId),
        Currency = Told(Currency),
        CreatedAt = Told(CreatedAt),
        AccountId = Told(AccountId ?? AccountName),
        AccountName = Told(AccountName),
        Url = Told(Url),
        Status = Status is null ? default : Told<DealStatus?>(DealStatus.Open),
    };

    // Where nobody knows when it began, its end tells all.
    private DealFields Ended() => ((CreatedAt ?? StageEnteredAt) is null ? Began() : new()) with
    {
        Stage = Told(Stage),
        Status = Told(Status),
        Amount = Told(Amount),
        CloseOn = Told(CloseOn),
        ForecastCategory = Told(ForecastCategory),
    };

    private CanonicalEvent.DealChanged Told(string what, DateTimeOffset at, DealFields fields) =>
        new() { Id = $"import:{Id}:{what}", OccurredAt = at.ToUniversalTime(), DealId = Id, Deal = fields };

    // An empty cell says nothing.
    private static Told<T> Told<T>(T? value) => value is null ? default : new(value);

    private static Told<T> Unless<T>(Told<T> told, T? known) => told.IsTold && !EqualityComparer<T>.Default.Equals(told.Value, known) ? told : default;
}
