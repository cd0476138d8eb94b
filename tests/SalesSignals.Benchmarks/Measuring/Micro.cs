using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace SalesSignals.Benchmarks.Measuring;

/// <summary>
/// What one call takes, by BenchmarkDotNet within this process: the mean of many calls in a few milliseconds, many times, and of those the time that
/// one in twenty keeps. Neighbours on a busy machine only ever make calls slower, and in some of such short times there are none.
/// </summary>
internal sealed record Micro(string Name, double Nanoseconds)
{
    private static readonly TimeInterval Iteration = TimeInterval.FromMilliseconds(5);

    /// <summary>Measures each benchmark of a class, for each of its parameters.</summary>
    public static IReadOnlyList<Micro> Run<T>(Effort effort)
    {
        var artifacts = System.IO.Directory.CreateTempSubdirectory("salessignals-benchmarks-").FullName;
        try
        {
            var job = Job.Default
                .WithToolchain(InProcessEmitToolchain.Instance)
                .WithMinIterationTime(Iteration)
                .WithIterationTime(Iteration)
                .WithWarmupCount(effort.IsShort ? 100 : 300)
                .WithIterationCount(effort.IsShort ? 100 : 500);
            var config = ManualConfig.CreateEmpty()
                .AddJob(job)
                .AddLogger(NullLogger.Instance)
                .WithOptions(ConfigOptions.DisableLogFile)
                .WithArtifactsPath(artifacts);
            var summary = BenchmarkRunner.Run<T>(config);
            return summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)
                ? throw new InvalidOperationException(
                    $"BenchmarkDotNet could not measure {typeof(T).Name}: {string.Join(' ', summary.ValidationErrors.Select(error => error.Message))}")
                : [.. summary.Reports.Select(report => new Micro(
                    string.Join(' ', [report.BenchmarkCase.Descriptor.WorkloadMethod.Name, .. report.BenchmarkCase.Parameters.Items.Select(item => item.Value?.ToString() ?? "")]),
                    report.ResultStatistics!.Percentiles.Percentile(5)))];
        }
        finally
        {
            System.IO.Directory.Delete(artifacts, recursive: true);
        }
    }
}
