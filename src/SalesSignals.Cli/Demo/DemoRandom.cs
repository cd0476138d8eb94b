namespace SalesSignals.Cli.Demo;

/// <summary>A small xorshift generator: the same seed tells the same story on every machine and every runtime.</summary>
internal sealed class DemoRandom
{
    private ulong _state;

    /// <param name="stream">Another one of the same seed tells something else.</param>
    public DemoRandom(int seed, int stream = 0)
    {
        // Splitmix64's finaliser, so that neighbouring seeds do not begin alike; a xorshift must not start at 0.
        var z = (((ulong)(uint)stream << 32) | (uint)seed) + 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        _state = (z ^ (z >> 31)) | 1;
    }

    /// <summary>A number from <paramref name="min"/> up to, and without, <paramref name="end"/>.</summary>
    public int Next(int min, int end) => min + (int)(NextBits() % (ulong)(end - min));

    public int Next(int end) => Next(0, end);

    public bool Chance(double probability) => NextBits() / (double)ulong.MaxValue < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>Moves each item by at most about <paramref name="window"/> places, as parallel senders do.</summary>
    public void Jumble<T>(IList<T> items, int window)
    {
        for (var i = 0; i < items.Count; i++)
        {
            var other = Math.Min(items.Count - 1, i + Next(window));
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private ulong NextBits()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return _state * 0x2545F4914F6CDD1DUL;
    }
}
