using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using SalesSignals.Azure;
using SalesSignals.Azure.SendGrid;
using SalesSignals.Events;

namespace SalesSignals.Functions.Tests.Infra;

/// <summary>The settings the app reads, found by letting it start and listening to what it asks its configuration for.</summary>
internal static partial class ReadSettings
{
    /// <summary>As environment variables: a source's name is <c>{name}</c>, and what is one of a list has no number.</summary>
    public static IReadOnlySet<string> Find()
    {
        var asked = new Listening();
        foreach (var port in new[] { null, "--FUNCTIONS_CUSTOMHANDLER_PORT=0" })
        {
            string[] args =
            [
                "--AzureWebJobsStorage:accountName=account",
                "--Sources:hubspot:Kind=HubSpot", "--Sources:hubspot:Secrets:0=secret",
                "--SendGrid:ApiKey=SG.key", "--SendGrid:From:Email=signals@example.com",
                "--Links:PublicBaseAddress=https://signals.example.com", $"--Links:SigningKeys:0={new string('k', 64)}",
                "--urls=http://127.0.0.1:0",
                .. port is null ? Array.Empty<string>() : [port],
            ];
            using var app = (IDisposable)Functions.Program.Build(args, prepare: configuration => configuration.Add(asked));
            var services = ((Microsoft.Extensions.Hosting.IHost)app).Services;
            services.GetRequiredService<StorageConnection>();
            services.GetRequiredService<SendGridOptions>();
            services.GetRequiredService<IReadOnlyList<CrmSource>>();
            services.GetServices<Microsoft.Extensions.Hosting.IHostedService>();
            services.GetRequiredService<SalesSignals.Webhooks.WebhookReceiver>();
        }

        var names = asked.Keys.Where(key => !Frameworks().IsMatch(key)).Select(NameOf).ToHashSet(StringComparer.Ordinal);

        // Sections are asked for as well; they are no settings.
        return names.Where(name => !names.Any(other => other.StartsWith($"{name}__", StringComparison.Ordinal)) || name == "AzureWebJobsStorage")
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The same for a name that documentation or Bicep gives.</summary>
    public static string NameOf(string name) => ItemOfList().Replace(SourceName().Replace(name.Replace(":", "__", StringComparison.Ordinal), "Sources__{name}"), "");

    [GeneratedRegex(@"^Sources__[^_{}]+(?=__|$)")]
    private static partial Regex SourceName();

    [GeneratedRegex(@"__(\d+|\{\w+\}|\$\{i\})$")]
    private static partial Regex ItemOfList();

    /// <summary>What ASP.NET Core and OpenTelemetry read, for themselves.</summary>
    [GeneratedRegex("^(OTEL_\\w+|Logging|Kestrel|AllowedHosts|urls|https?_ports|hostBuilder|environment|contentRoot|applicationName|webroot|detailedErrors|captureStartupErrors|shutdownTimeoutSeconds|preferHostingUrls|suppressStatusMessages|startupAssembly|hostingStartup\\w*|HTTPS_PORT|ANCM_\\w+|ForwardedHeaders_Enabled|preventHostingStartup|services(Start|Stop)Concurrently|startupTimeoutSeconds)(:|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Frameworks();

    private sealed class Listening : IConfigurationSource, IConfigurationProvider
    {
        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public bool TryGet(string key, out string? value)
        {
            lock (Keys)
            {
                Keys.Add(key);
            }

            value = null;
            return false;
        }

        public IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath)
        {
            lock (Keys)
            {
                if (parentPath is not null)
                {
                    Keys.Add(parentPath);
                }
            }

            return earlierKeys;
        }

        public IChangeToken GetReloadToken() => new CancellationChangeToken(CancellationToken.None);

        public void Load()
        {
        }

        public void Set(string key, string? value)
        {
        }
    }
}
