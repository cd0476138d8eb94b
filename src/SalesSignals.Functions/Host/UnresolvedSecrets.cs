namespace SalesSignals.Functions.Host;

/// <summary>
/// Where Azure cannot resolve a reference to Key Vault, the app gets the reference itself as the value. Anybody can guess that text, so a
/// webhook secret of that kind would be no secret: the app does not start with one.
/// </summary>
public static class UnresolvedSecrets
{
    private const string Reference = "@Microsoft.KeyVault(";

    /// <exception cref="StartException">A setting is a reference that nobody has resolved.</exception>
    public static void Refuse(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        string[] unresolved =
        [
            .. configuration.AsEnumerable()
                .Where(setting => setting.Value?.TrimStart().StartsWith(Reference, StringComparison.OrdinalIgnoreCase) == true)
                .Select(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
        if (unresolved.Length > 0)
        {
            throw new StartException(
                $"Key Vault has not given the value of {string.Join(", ", unresolved)}. Put the secret into the vault, see that the app's identity "
                + "may read it (role 'Key Vault Secrets User') and that the vault lets the app's network in, then restart the app.");
        }
    }
}
