using System.Text.Json;
using System.Text.Json.Serialization;
using SalesSignals.Backtest;

namespace SalesSignals.Cli.Backtest;

/// <summary>A backtest for scripts.</summary>
internal static class BacktestJson
{
    public static string Write(BacktestReport report) => JsonSerializer.Serialize(report, BacktestJsonContext.Default.BacktestReport);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(BacktestReport))]
internal sealed partial class BacktestJsonContext : JsonSerializerContext;
