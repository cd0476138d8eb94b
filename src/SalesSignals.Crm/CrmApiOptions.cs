namespace SalesSignals.Crm;

/// <summary>Where a CRM's API is, and how it is asked.</summary>
/// <param name="Crm">The CRM's name, for reasons.</param>
/// <param name="Setting">The source's name as it is configured, for settings that are named in reasons.</param>
internal sealed record CrmApiOptions(string Crm, string Setting, Uri BaseAddress, CrmApiKey Key)
{
    /// <summary>The API of a source with an access token; null where none is configured.</summary>
    /// <param name="key">Makes the proof of the token.</param>
    /// <param name="usualAddress">Where the API is unless it is configured; null where every customer has an address of their own.</param>
    /// <param name="example">What an address looks like.</param>
    /// <exception cref="InvalidOperationException">The settings will not do; the message names the one to mend, and no token.</exception>
    public static CrmApiOptions? Read(
        string crm, string setting, CrmSourceOptions options, Func<string, CrmApiKey> key, string? usualAddress, string example) =>
        Secret(options.AccessToken, setting, nameof(options.AccessToken)) is { } token
            ? new(crm, setting, Address(options.ApiBaseAddress, setting, nameof(options.ApiBaseAddress), usualAddress, example), key(token))
            : null;

    /// <summary>A configured secret without the blanks around it; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">It holds what no secret holds.</exception>
    public static string? Secret(string? value, string setting, string name)
    {
        var secret = value?.Trim();
        if (string.IsNullOrEmpty(secret))
        {
            return null;
        }

        return secret.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? throw new InvalidOperationException($"Sources__{setting}__{name} holds blanks or characters that no token has: copy it again.")
            : secret;
    }

    /// <summary>A configured address that secrets may be sent to.</summary>
    /// <exception cref="InvalidOperationException">It is missing, or no https address.</exception>
    public static Uri Address(string? value, string setting, string name, string? usualAddress, string example)
    {
        var address = string.IsNullOrWhiteSpace(value) ? usualAddress : value;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? uri
            : throw new InvalidOperationException($"Sources__{setting}__{name} must be an https address such as {example}: the token goes there.");
    }
}
