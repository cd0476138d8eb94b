using System.Globalization;
using System.Runtime.InteropServices;

namespace SalesSignals.Benchmarks.Measuring;

/// <summary>Runs benchmarks one after the other and writes what they found as a table that Markdown shows as one, too.</summary>
internal static class Report
{
    /// <summary>0 where everything could be measured, bars met or not.</summary>
    public static async Task<int> WriteAsync(IReadOnlyList<Benchmark> benchmarks, Effort effort)
    {
        Console.WriteLine(FormattableString.Invariant(
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}{(effort.IsShort ? ", short" : "")}"));
        Console.WriteLine();
        Console.WriteLine("| benchmark | what | bar | measured | |");
        Console.WriteLine("|---|---|---|---|---|");
        var unmeasured = 0;
        foreach (var benchmark in benchmarks)
        {
            unmeasured += await WriteAsync(benchmark, effort) ? 0 : 1;
        }

        return unmeasured == 0 ? 0 : 1;
    }

    private static async Task<bool> WriteAsync(Benchmark benchmark, Effort effort)
    {
        try
        {
            foreach (var finding in await benchmark.MeasureAsync(effort))
            {
                Row(benchmark.Name, finding.What, finding.Bar, finding.Measured, finding.IsMet switch { true => "met", false => "**not met**", null => "" });
            }

            return true;
        }
#pragma warning disable CA1031 // Whatever kept it from being measured is told, and the others are measured all the same.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Row(benchmark.Name, benchmark.About, "", "could not be measured", "");
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{benchmark.Name}: {e}"));
            return false;
        }
    }

    private static void Row(params IEnumerable<string> cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
}
