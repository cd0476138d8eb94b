using SalesSignals.Functions.Host;

namespace SalesSignals.Functions.Endpoints;

/// <summary>Where the world reaches this installation, such as <c>https://signals.example.com</c>; null where it is not configured.</summary>
public sealed record PublicAddress(string? Value)
{
    private const string Setting = "Links:PublicBaseAddress";

    /// <exception cref="StartException">The setting is no address.</exception>
    public static PublicAddress Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var value = configuration[Setting];
        if (string.IsNullOrWhiteSpace(value))
        {
            return new(Value: null);
        }

        var isAddress = Uri.TryCreate(value, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.Query.Length == 0 && uri.Fragment.Length == 0;
        return isAddress
            ? new(value)
            : throw new StartException($"{Setting} must be an address such as https://signals.example.com, with nothing after its path.");
    }
}
