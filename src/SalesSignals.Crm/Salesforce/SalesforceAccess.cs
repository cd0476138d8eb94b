namespace SalesSignals.Crm.Salesforce;

/// <summary>Where an organisation's API is, and how it is asked: as an app with a secret, or with a token that somebody got.</summary>
internal static class SalesforceAccess
{
    private const string Example = "https://yourcompany.my.salesforce.com";

    /// <summary>Null where neither app nor token is configured.</summary>
    /// <exception cref="InvalidOperationException">The settings will not do; the message names the one to mend, and no secret.</exception>
    public static CrmApiOptions? Read(string setting, CrmSourceOptions options, CrmApiAccess access)
    {
        var token = CrmApiOptions.Secret(options.AccessToken, setting, nameof(options.AccessToken));
        var clientId = CrmApiOptions.Secret(options.ClientId, setting, nameof(options.ClientId));
        var clientSecret = CrmApiOptions.Secret(options.ClientSecret, setting, nameof(options.ClientSecret));
        if (token is null && clientId is null && clientSecret is null)
        {
            return null;
        }

        if (clientId is null != clientSecret is null)
        {
            throw new InvalidOperationException(
                $"Sources__{setting}__ClientId and Sources__{setting}__ClientSecret belong together; set both: the consumer key and consumer secret of the app.");
        }

        if (token is not null && clientId is not null)
        {
            throw new InvalidOperationException($"Sources__{setting}__AccessToken and Sources__{setting}__ClientId are both set; remove one: only one of them is used.");
        }

        var address = Address(options.ApiBaseAddress, setting);
        return new(SalesforceSource.Kind, setting, address, token is not null ? CrmApiKey.Bearer(token) : App(setting, options, address, clientId!, clientSecret!, access));
    }

    private static CrmApiKey App(string setting, CrmSourceOptions options, Uri address, string clientId, string clientSecret, CrmApiAccess access)
    {
        var usual = new Uri(address, "/services/oauth2/token").AbsoluteUri;
        var tokenAddress = CrmApiOptions.Address(options.TokenAddress, setting, nameof(options.TokenAddress), usual, $"{Example}/services/oauth2/token");
        return new OAuthClientCredentials(SalesforceSource.Kind, setting, tokenAddress, clientId, clientSecret, scope: null, access).Key;
    }

    /// <summary>The organisation's own domain: the addresses that all customers share give no tokens to apps, and pages are no API.</summary>
    private static Uri Address(string? configured, string setting)
    {
        var address = CrmApiOptions.Address(configured, setting, nameof(CrmSourceOptions.ApiBaseAddress), usualAddress: null, Example);
        var isOwn = address.Host is not ("login.salesforce.com" or "test.salesforce.com") && !address.Host.EndsWith(".lightning.force.com", StringComparison.Ordinal);
        return isOwn ? address : throw new InvalidOperationException(
            $"Sources__{setting}__ApiBaseAddress must be your organisation's own address, such as {Example} (Setup, My Domain).");
    }
}
