using SalesSignals.Functions.Host;

namespace SalesSignals.Functions.BoardPages;

/// <summary>How people may come onto the board besides the links in their emails.</summary>
/// <param name="PlatformSignIn">
/// The identity provider of the platform's own sign-in whose word is trusted, such as <c>aad</c>; null trusts none. Only where the platform
/// takes <c>X-MS-CLIENT-PRINCIPAL</c> away from what comes from outside, as Azure App Service Authentication does once it is switched on:
/// elsewhere anybody could say who they are.
/// </param>
public sealed record BoardOptions(string? PlatformSignIn)
{
    private const string Setting = "Board:PlatformSignIn";

    /// <summary>Their users' email addresses and names are the organisation's, and not whatever somebody has typed.</summary>
    private static readonly string[] Providers = ["aad"];

    /// <exception cref="StartException">The provider is none that can be trusted.</exception>
    public static BoardOptions Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var provider = configuration[Setting]?.Trim();
        return string.IsNullOrEmpty(provider) ? new(PlatformSignIn: null)
            : Providers.Contains(provider, StringComparer.OrdinalIgnoreCase) ? new(provider)
            : throw new StartException($"{Setting} must be one of: {string.Join(", ", Providers)}. Leave it out where people come in by the links in their emails alone.");
    }
}
