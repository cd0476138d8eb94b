namespace SalesSignals.Benchmarks.Measuring;

internal static class Median
{
    /// <summary>The middle one: what a busy neighbour does to a few rounds does not move it.</summary>
    public static double Of(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
