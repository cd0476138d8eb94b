using SalesSignals.Events;

namespace SalesSignals.Crm.Pipedrive;

/// <summary>An account's own host, where links to its deals lead.</summary>
internal static class PipedriveHost
{
    private const string Domain = ".pipedrive.com";

    /// <summary>The host; null unless it is an account's at Pipedrive.</summary>
    public static string? Trusted(string? host) =>
        host is not null
        && Uri.CheckHostName(host) is UriHostNameType.Dns
        && host.EndsWith(Domain, StringComparison.OrdinalIgnoreCase)
        && !host.Equals("api" + Domain, StringComparison.OrdinalIgnoreCase)
            ? host
            : null;

    public static Told<string> Url(string? host, string dealId) => host is null
        ? default
        : new(EventText.Url($"https://{host}/deal/{Uri.EscapeDataString(dealId)}", "meta.host"));
}
