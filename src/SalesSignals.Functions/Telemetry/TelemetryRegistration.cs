using System.Reflection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SalesSignals.Telemetry;

namespace SalesSignals.Functions.Telemetry;

/// <summary>
/// Sends traces, metrics and logs by OTLP where the standard <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> (or that of one of the three) says where
/// to; without it nothing is listened to. The SDK reads the other <c>OTEL_*</c> variables itself.
/// </summary>
public static class TelemetryRegistration
{
    private const string ServiceName = "salessignals";

    private static readonly string Instance = Guid.NewGuid().ToString("N");

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var configuration = builder.Configuration;
        var (traces, metrics, logs) = (IsOn(configuration, "TRACES"), IsOn(configuration, "METRICS"), IsOn(configuration, "LOGS"));
        if (traces)
        {
            builder.Services.AddSingleton(_ => Traces(configuration));
        }

        if (metrics)
        {
            builder.Services.AddSingleton(_ => Metrics(configuration)).AddHostedService<TelemetryWatch>();
        }

        if (logs)
        {
            builder.Logging.AddOpenTelemetry(options =>
            {
                options.IncludeScopes = true;
                options.IncludeFormattedMessage = true;
                options.SetResourceBuilder(Describe(ResourceBuilder.CreateEmpty()));
                options.AddOtlpExporter();
            });
        }

        if (traces || metrics || logs)
        {
            builder.Services.AddHostedService<TelemetryFlush>();
        }
    }

    private static bool IsOn(ConfigurationManager configuration, string signal) =>
        (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] ?? configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"]) is { Length: > 0 }
        && !Says(configuration[$"OTEL_{signal}_EXPORTER"], "none")
        && !Says(configuration["OTEL_SDK_DISABLED"], "true");

    private static bool Says(string? value, string word) => string.Equals(value, word, StringComparison.OrdinalIgnoreCase);

    private static TracerProvider Traces(ConfigurationManager configuration) => Sdk.CreateTracerProviderBuilder()
        .ConfigureServices(services => services.AddSingleton<IConfiguration>(configuration))
        .ConfigureResource(resource => Describe(resource))
        .AddSource(SalesTracing.SourceName, TraceScrubber.Server, TraceScrubber.Client)
        .AddProcessor(new TraceScrubber())
        .AddOtlpExporter()
        .Build();

    private static MeterProvider Metrics(ConfigurationManager configuration) => Sdk.CreateMeterProviderBuilder()
        .ConfigureServices(services => services.AddSingleton<IConfiguration>(configuration))
        .ConfigureResource(resource => Describe(resource))
        .AddMeter(SalesMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime")
        .AddOtlpExporter()
        .Build();

    /// <summary>What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say goes before what we say.</summary>
    private static ResourceBuilder Describe(ResourceBuilder resource) => resource
        .Clear()
        .AddService(ServiceName, serviceVersion: Version(), serviceInstanceId: Instance)
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();

    private static string? Version() =>
        typeof(TelemetryRegistration).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
