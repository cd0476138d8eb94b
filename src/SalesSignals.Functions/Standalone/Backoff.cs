namespace SalesSignals.Functions.Standalone;

/// <summary>
/// How long to leave an idle or failing queue alone: from <paramref name="first"/> doubling up to <paramref name="longest"/>, spread by a
/// tenth so that several processes do not call together.
/// </summary>
public sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private const double Spread = 0.1;

    private TimeSpan? _next;

    /// <param name="random">From 0 to 1.</param>
    public TimeSpan Next(double random)
    {
        var pause = _next ?? first;
        _next = pause * 2 < longest ? pause * 2 : longest;
        return pause * (1 - Spread + (2 * Spread * random));
    }

    /// <summary>There is work: begin again with the shortest pause.</summary>
    public void Reset() => _next = null;
}
