namespace SalesSignals.Benchmarks.Measuring;

/// <summary>How much time may be spent. The short form shows that everything can be measured; its numbers are rough.</summary>
internal sealed record Effort(bool IsShort)
{
    /// <summary>Rounds of each side of a comparison.</summary>
    public int Rounds => IsShort ? 3 : 9;

    public TimeSpan RoundTime => TimeSpan.FromSeconds(IsShort ? 1 : 3);

    public TimeSpan WarmUp => TimeSpan.FromSeconds(IsShort ? 2 : 5);
}
