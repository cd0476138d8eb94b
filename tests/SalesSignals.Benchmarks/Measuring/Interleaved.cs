namespace SalesSignals.Benchmarks.Measuring;

/// <summary>
/// Two things measured in turn, so that whatever else the machine does falls on both: ours and the bare one, then the bare one and ours.
/// </summary>
internal sealed record Interleaved<T>(IReadOnlyList<T> Ours, IReadOnlyList<T> Bare)
{
    public static async Task<Interleaved<T>> RunAsync(int rounds, Func<Task<T>> ours, Func<Task<T>> bare)
    {
        var (measured, compared) = (new List<T>(), new List<T>());
        for (var round = 0; round < rounds; round++)
        {
            if (round % 2 == 0)
            {
                measured.Add(await ours());
                compared.Add(await bare());
            }
            else
            {
                compared.Add(await bare());
                measured.Add(await ours());
            }
        }

        return new(measured, compared);
    }

    /// <summary>The median of the ratios within each pair.</summary>
    public double Ratio(Func<T, double> of) => Median.Of(Ours.Zip(Bare, (ours, bare) => of(ours) / of(bare)));

    /// <summary>How far the ratios of the pairs lie apart: more than a little, and the machine was busy with something else.</summary>
    public string Spread(Func<T, double> of)
    {
        var ratios = Ours.Zip(Bare, (ours, bare) => of(ours) / of(bare)).ToList();
        return $"{Finding.Number(ratios.Min())} to {Finding.Number(ratios.Max())}";
    }
}
