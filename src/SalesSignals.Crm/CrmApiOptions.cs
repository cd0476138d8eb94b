namespace SalesSignals.Crm;

/// <summary>Where a CRM's API is, and with which token it is asked.</summary>
/// <param name="Crm">The CRM's name, for reasons.</param>
/// <param name="Setting">The source's name as it is configured, for settings that are named in reasons.</param>
internal sealed record CrmApiOptions(string Crm, string Setting, Uri BaseAddress, string AccessToken)
{
    /// <summary>The API of a source; null where no token for it is configured.</summary>
    /// <exception cref="InvalidOperationException">The settings will not do; the message names the one to mend, and no token.</exception>
    public static CrmApiOptions? Read(string crm, string setting, CrmSourceOptions options, string usualAddress)
    {
        var token = options.AccessToken?.Trim();
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        if (token.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new InvalidOperationException($"Sources__{setting}__AccessToken holds blanks or characters that no token has: copy it again.");
        }

        var address = string.IsNullOrWhiteSpace(options.ApiBaseAddress) ? usualAddress : options.ApiBaseAddress;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? new(crm, setting, uri, token)
            : throw new InvalidOperationException($"Sources__{setting}__ApiBaseAddress must be an https address such as {usualAddress}: the token goes there.");
    }
}
