using SalesSignals.Benchmarks.Load;
using SalesSignals.Benchmarks.Measuring;

namespace SalesSignals.Benchmarks;

/// <summary>Measures what docs/performance.md promises, on this machine.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [ServerProcess.Command, .. var what] => Servers.RunAsync(what),
        ["--list"] => Task.FromResult(List()),
        _ => RunAsync(args),
    };

    private static int List()
    {
        foreach (var benchmark in AllBenchmarks.InOrder)
        {
            Console.WriteLine($"{benchmark.Name,-12}{benchmark.About}");
        }

        return 0;
    }

    private static async Task<int> RunAsync(string[] args)
    {
        var names = args.Where(arg => arg != "--short").ToList();
        var unknown = names.Where(name => AllBenchmarks.InOrder.All(benchmark => benchmark.Name != name)).ToList();
        if (unknown.Count > 0)
        {
            await Console.Error.WriteLineAsync($"There is no benchmark {string.Join(", ", unknown)}. --list names them; --short measures quickly.");
            return 2;
        }

        var effort = new Effort(args.Contains("--short"));
        var chosen = AllBenchmarks.InOrder.Where(benchmark => names.Count == 0 || names.Contains(benchmark.Name)).ToList();
        return await Report.WriteAsync(chosen, effort);
    }
}
