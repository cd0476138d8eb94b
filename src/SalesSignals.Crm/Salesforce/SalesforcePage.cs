namespace SalesSignals.Crm.Salesforce;

/// <summary>Where an organisation's pages are. The message is not signed, so that only a host of Salesforce's own is put before people.</summary>
internal static class SalesforcePage
{
    private static readonly string[] Domains = [".salesforce.com", ".force.com", ".cloudforce.com", ".salesforce.mil"];

    /// <summary>The host of an address of Salesforce's; null for any other.</summary>
    public static string? Host(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort
        && Domains.Any(domain => uri.IdnHost.EndsWith(domain, StringComparison.OrdinalIgnoreCase))
            ? uri.IdnHost
            : null;
}
