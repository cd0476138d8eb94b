using System.Diagnostics;

namespace SalesSignals.Benchmarks.Load;

/// <param name="Ticks">How long each answer took that said yes, shortest first.</param>
/// <param name="Refused">How many were told to come again.</param>
/// <param name="Took">How long all of them took together.</param>
internal sealed record LoadRound(IReadOnlyList<long> Ticks, int Refused, TimeSpan Took)
{
    public double PerSecond => Ticks.Count / Took.TotalSeconds;

    /// <summary>What 99 of 100 answers did not take longer than, in milliseconds.</summary>
    public double P99 => 1000.0 * Ticks[(int)(0.99 * (Ticks.Count - 1))] / Stopwatch.Frequency;
}
