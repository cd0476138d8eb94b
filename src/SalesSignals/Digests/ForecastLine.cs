using SalesSignals.Board;

namespace SalesSignals.Digests;

/// <summary>A quarter in one currency.</summary>
public sealed record ForecastLine
{
    public required string Currency { get; init; }

    public decimal? Quota { get; init; }

    public decimal Won { get; init; }

    public decimal Commit { get; init; }

    public decimal BestCase { get; init; }

    public decimal Pipeline { get; init; }

    /// <summary>What we expect: closed won and commit.</summary>
    public decimal Forecast => Won + Commit;

    /// <summary>All that is still open.</summary>
    public decimal Open => Commit + BestCase + Pipeline;

    /// <summary>Rounded down, so that 99.6 % is no "quota reached".</summary>
    public int? PercentOfQuota => PercentOf(Forecast);

    /// <summary>An amount as percent of the quota.</summary>
    public int? PercentOf(decimal amount) => Quota is > 0 ? (int)Math.Clamp(Math.Floor(amount / Quota.Value * 100), -999, 9999) : null;

    public Money Money(decimal amount) => new(amount, Currency);

    /// <summary><c>36%</c> of the quota; null without one.</summary>
    public string? Figure => PercentOfQuota is { } percent ? $"{percent}%" : null;

    /// <summary>What stands after the figure.</summary>
    public string Reading => this switch
    {
        { Quota: null } => $"{Money(Won)} won, {Money(Open)} open.",
        { Quota: { } quota } when Forecast >= quota => $"of quota is won or committed: {Money(Forecast)} of {Money(quota)}. Reached.",
        { Quota: { } quota } => $"of quota is won or committed: {Money(Forecast)} of {Money(quota)}. {Money(quota - Forecast)} to go.",
    };

    public string Describe() => Figure is { } figure ? $"{figure} {Reading}" : Reading;
}
