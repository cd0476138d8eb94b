namespace SalesSignals.Benchmarks.Measuring;

/// <summary>Something that can be measured by itself.</summary>
internal sealed record Benchmark(string Name, string About, Func<Effort, Task<IReadOnlyList<Finding>>> MeasureAsync);
