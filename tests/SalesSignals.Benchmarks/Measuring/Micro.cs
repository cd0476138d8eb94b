using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace SalesSignals.Benchmarks.Measuring;

/// <summary>What one call takes, by BenchmarkDotNet within this process.</summary>
internal sealed record Micro(string Name, double Nanoseconds, double Bytes)
{
    /// <summary>Measures each benchmark of a class, for each of its parameters.</summary>
    public static IReadOnlyList<Micro> Run<T>(Effort effort)
    {
        var artifacts = System.IO.Directory.CreateTempSubdirectory("salessignals-benchmarks-").FullName;
        try
        {
            var config = ManualConfig.CreateEmpty()
                .AddJob((effort.IsShort ? Job.ShortRun : Job.MediumRun).WithToolchain(InProcessEmitToolchain.Instance))
                .AddDiagnoser(MemoryDiagnoser.Default)
                .AddLogger(NullLogger.Instance)
                .WithOptions(ConfigOptions.DisableLogFile)
                .WithArtifactsPath(artifacts);
            var summary = BenchmarkRunner.Run<T>(config);
            return summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)
                ? throw new InvalidOperationException(
                    $"BenchmarkDotNet could not measure {typeof(T).Name}: {string.Join(' ', summary.ValidationErrors.Select(error => error.Message))}")
                : [.. summary.Reports.Select(report => new Micro(
                    string.Join(' ', [report.BenchmarkCase.Descriptor.WorkloadMethod.Name, .. report.BenchmarkCase.Parameters.Items.Select(item => item.Value?.ToString() ?? "")]),
                    report.ResultStatistics!.Mean,
                    report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0))];
        }
        finally
        {
            System.IO.Directory.Delete(artifacts, recursive: true);
        }
    }
}
